package dev.dizhtime.local.platform;

import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.json.Json;
import dev.dizhtime.runtime.service.RunningService;
import dev.dizhtime.runtime.service.Service;
import dev.dizhtime.runtime.service.ServiceRunner;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process that services run in: one for all, or one for each. It is told what to start by lines
 * of JSON on its standard input, as soon as what the service needs is there; when its input ends,
 * because the supervisor wishes so or is no more, it stops them all.
 */
public final class ServiceHost {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceHost.class);
  private static final int STOP_SECONDS = 12;

  private final Queue<RunningService> running = new ConcurrentLinkedQueue<>();
  private final Path failureFile;

  private ServiceHost(Path failureFile) {
    this.failureFile = failureFile;
  }

  /** A service to start, with its environment. */
  public record Order(String name, String mainClass, Map<String, String> environment) {
    @Override
    public String toString() {
      return "Order[" + name + "]";
    }
  }

  /** The one argument names the file that takes the sentence why a service could not start. */
  public static void main(String[] arguments) throws IOException {
    var host = new ServiceHost(Path.of(arguments[0]));
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      var order = Json.read(line, Order.class);
      Thread.ofPlatform().name("start-" + order.name()).start(() -> host.start(order));
    }
    host.stop();
    System.exit(0);
  }

  private void start(Order order) {
    try {
      RunningService started = ServiceRunner.start(service(order), Env.of(order.environment()));
      running.add(started);
      started.whole().onFailure(e -> cannotStart(order, e));
    } catch (Exception | LinkageError e) {
      cannotStart(order, e);
    }
  }

  private void cannotStart(Order order, Throwable why) {
    LOG.error("{} can't start", order.name(), why);
    fail(order.name() + " can't start: " + sentence(why));
  }

  private static Service service(Order order) throws ReflectiveOperationException {
    return (Service) Class.forName(order.mainClass()).getField("SERVICE").get(null);
  }

  private static String sentence(Throwable failure) {
    var message = failure.getMessage();
    return (message == null
            ? failure.getClass().getSimpleName()
            : message.lines().findFirst().orElse(""))
        .replaceFirst("^can't start: ", "");
  }

  /** Only the first failure counts: the others follow from it. */
  private synchronized void fail(String why) {
    try {
      if (!Files.exists(failureFile)) {
        Files.writeString(failureFile, why);
      }
    } catch (IOException e) {
      LOG.error("{} can't be written", failureFile, e);
    }
    Runtime.getRuntime().halt(1);
  }

  private void stop() {
    try (var stopping = Executors.newVirtualThreadPerTaskExecutor()) {
      running.forEach(service -> stopping.submit(service::close));
      stopping.shutdown();
      if (!stopping.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("some services did not stop within {} s", STOP_SECONDS);
        Runtime.getRuntime().halt(1);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
