package dev.dizhtime.restaurant.persistence;

import static dev.dizhtime.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import dev.dizhtime.testkit.SilentProxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A database that is slower to start than the service. */
@RealInfrastructure({Server.KAFKA, Server.MONGO})
class LateDatabaseIT {
  @Test
  void isWaitedForAtTheStart(Infrastructure infra) {
    Map<String, String> environment = Bench.environment(infra);
    var log = new ListAppender<ILoggingEvent>();
    log.list = new CopyOnWriteArrayList<>();
    log.start();
    var logger = (Logger) LoggerFactory.getLogger(Mongo.class);
    logger.addAppender(log);
    try (SilentProxy network = SilentProxy.before(environment.get("DIZHTIME_MONGO_URI"))) {
      environment.put("DIZHTIME_MONGO_URI", network.url());
      network.fallSilent();
      CompletableFuture<Void> started =
          CompletableFuture.runAsync(
              () ->
                  Bench.run(
                      environment,
                      bench -> assertThat(bench.published("late").published()).isTrue()));
      eventually(
          () ->
              assertThat(List.copyOf(log.list))
                  .extracting(ILoggingEvent::getFormattedMessage)
                  .anyMatch(line -> line.contains("does not answer yet, asked 1 of 10 times")));
      network.speak();
      started.join();
    } finally {
      logger.detachAppender(log);
    }
  }
}
