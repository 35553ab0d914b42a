package dev.dizhtime.runtime.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.runtime.json.Json;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogsTest {
  private final LoggerContext context = new LoggerContext();
  private Logger root;

  @BeforeEach
  void configure() {
    assertThat(new Logs().configure(context)).isEqualTo(ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);
    root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  @Test
  void saysEachThingOnceInALineOfJson() throws IOException {
    var line = line(null);
    assertThat(line.properties().stream().map(field -> field.getKey()))
        .startsWith("time", "message", "logger_name", "level")
        .doesNotContain("@timestamp", "@version", "thread_name", "level_value", "stack_trace");
    assertThat(line.path("time").asText()).endsWith("Z");
    assertThat(line.path("level").asText()).isEqualTo("WARN");
  }

  @Test
  void beginsAFailureWithItsCauseAndBoundsItsFrames() throws IOException {
    var trace =
        line(new IllegalStateException("outer", new IOException("inner")))
            .path("stack_trace")
            .asText();
    assertThat(trace).startsWith("java.io.IOException: inner").contains("outer");
    assertThat(trace.lines().filter(each -> each.contains("\tat ")))
        .hasSizeBetween(1, 2 * Logs.MAX_FRAMES);
  }

  @Test
  void leavesLibrariesOutThatSayMuch() {
    assertThat(root.getLevel()).isEqualTo(Level.INFO);
    assertThat(context.getLogger("org.apache.kafka.clients").isInfoEnabled()).isFalse();
    assertThat(context.getLogger("io.netty").isWarnEnabled()).isTrue();
  }

  private JsonNode line(Throwable failure) throws IOException {
    var appender = (ConsoleAppender<ILoggingEvent>) root.getAppender("stdout");
    var event =
        new LoggingEvent("LogsTest", context.getLogger("some"), Level.WARN, "said", failure, null);
    return Json.STRICT.readTree(appender.getEncoder().encode(event));
  }
}
