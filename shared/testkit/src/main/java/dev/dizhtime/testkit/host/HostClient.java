package dev.dizhtime.testkit.host;

import dev.dizhtime.testkit.Server;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Asks the build's host for servers, and starts the host when there is none yet. */
public final class HostClient {
  private static final Duration HOST_START_BOUND = Duration.ofSeconds(30);
  private static final Duration SERVER_START_BOUND = Duration.ofSeconds(120);
  private static final int POLL_MILLIS = 20;
  private static final int OK = 200;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final HostFiles.Contact contact;

  private HostClient(HostFiles.Contact contact) {
    this.contact = contact;
  }

  /** The host of this build, which is the same for all test classes in this JVM. */
  public static HostClient ofThisBuild() {
    return Holder.INSTANCE;
  }

  private static final class Holder {
    static final HostClient INSTANCE = connect();
  }

  /** The address of the server, started if need be; throws when it cannot be. */
  public String address(Server server) {
    var request =
        HttpRequest.newBuilder(URI.create(contact.url() + "/server/" + server.name()))
            .header("Authorization", contact.secret())
            .timeout(SERVER_START_BOUND)
            .build();
    try {
      var response = HTTP.send(request, BodyHandlers.ofString());
      if (response.statusCode() != OK) {
        throw new IllegalStateException(response.body());
      }
      return response.body();
    } catch (IOException e) {
      throw new IllegalStateException("The host of the test servers has gone.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static HostClient connect() {
    var build = BuildProcess.current();
    var files = HostFiles.of(build);
    try {
      Files.createDirectories(files.directory());
      try (var channel =
              FileChannel.open(
                  files.startLock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var _ = channel.lock()) {
        var life = files.tryLife();
        if (life.isPresent()) {
          life.get().acquiredBy().close();
          files.forget();
          start(files, build);
        }
        return new HostClient(files.published().orElseThrow());
      }
    } catch (IOException e) {
      throw new IllegalStateException("The host of the test servers cannot be reached.", e);
    }
  }

  private static void start(HostFiles files, BuildProcess build) throws IOException {
    var process =
        new ProcessBuilder(command(files, build))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(files.log().toFile()))
            .start();
    long deadline = System.nanoTime() + HOST_START_BOUND.toNanos();
    try {
      while (files.published().isEmpty()) {
        if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
          process.destroyForcibly();
          throw new IllegalStateException(
              "The host of the test servers did not start:\n" + Files.readString(files.log()));
        }
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static List<String> command(HostFiles files, BuildProcess build) {
    var command = new ArrayList<String>();
    // Ctrl-C ends Maven, which the host notices; it must not be killed at the same time.
    if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
      command.add("/usr/bin/setsid");
    }
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx192m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED"));
    var servers = System.getProperty("dizhtime.servers");
    if (servers != null) {
      command.add("-Ddizhtime.servers=" + servers);
    }
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            InfrastructureHost.class.getName(),
            files.directory().toString(),
            build.toString()));
    return command;
  }
}
