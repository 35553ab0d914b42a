package dev.dizhtime.runtime.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import dev.dizhtime.runtime.config.Env;
import net.logstash.logback.encoder.LogstashEncoder;
import net.logstash.logback.fieldnames.LogstashFieldNames;
import net.logstash.logback.stacktrace.ShortenedThrowableConverter;
import org.slf4j.Logger;

/**
 * What a service logs and how: lines of JSON on the standard output, from {@code
 * DIZHTIME_LOG_LEVEL} on ({@code INFO}). In code, since reading the same from XML takes a service a
 * tenth of its start; a process that names a file in {@code logback.configurationFile} has that.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class Logs extends ContextAwareBase implements Configurator {
  private static final String FILE = "logback.configurationFile";
  private static final String LEVEL = Env.PREFIX + "LOG_LEVEL";
  private static final String LEFT_OUT = "[ignore]";
  static final int MAX_FRAMES = 30;

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    if (System.getProperty(FILE) != null) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    var encoder = new LogstashEncoder();
    encoder.setContext(context);
    encoder.setIncludeMdc(false);
    encoder.setFieldNames(fieldNames());
    encoder.setTimeZone("UTC");
    encoder.addProvider(new LogFields());
    encoder.setThrowableConverter(throwables());
    encoder.start();
    var stdout = new ConsoleAppender<ILoggingEvent>();
    stdout.setContext(context);
    stdout.setName("stdout");
    stdout.setEncoder(encoder);
    stdout.start();
    context.getLogger("org.apache.kafka").setLevel(Level.WARN);
    context.getLogger("org.flywaydb").setLevel(Level.WARN);
    context.getLogger("io.netty").setLevel(Level.WARN);
    context.getLogger("io.micrometer").setLevel(Level.ERROR);
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.toLevel(System.getenv(LEVEL), Level.INFO));
    root.addAppender(stdout);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static LogstashFieldNames fieldNames() {
    var names = new LogstashFieldNames();
    names.setTimestamp("time");
    names.setVersion(LEFT_OUT);
    names.setLevelValue(LEFT_OUT);
    names.setThread(LEFT_OUT);
    return names;
  }

  private static ShortenedThrowableConverter throwables() {
    var converter = new ShortenedThrowableConverter();
    converter.setMaxDepthPerThrowable(MAX_FRAMES);
    converter.setRootCauseFirst(true);
    converter.start();
    return converter;
  }
}
