package dev.dizhtime.local.platform;

import dev.dizhtime.runtime.config.Env;

/** The servers that the platform stands on. */
public enum Server {
  POSTGRES("postgres", "PostgreSQL", "POSTGRES_URL", 20),
  KAFKA("kafka", "Kafka", "KAFKA_BOOTSTRAP", 21),
  ELASTICSEARCH("elasticsearch", "Elasticsearch", "ELASTICSEARCH_URL", 22),
  MONGO("mongo", "MongoDB wire server", "MONGO_URI", 23),
  MAIL("mail", "SMTP inbox", "SMTP_URL", 24),
  TRACES("traces", "trace store", "OTLP_ENDPOINT", 25);

  /** All of them, in the order of status. */
  public static final java.util.List<Server> VALUES = java.util.List.of(values());

  private final String serverName;
  private final String title;
  private final String variable;
  private final int portOffset;

  Server(String serverName, String title, String variable, int portOffset) {
    this.serverName = serverName;
    this.title = title;
    this.variable = variable;
    this.portOffset = portOffset;
  }

  /** As in {@code dizhtime status} and in the names of files. */
  public String serverName() {
    return serverName;
  }

  /** For people. */
  public String title() {
    return title;
  }

  /** The variable, without its prefix, whose address replaces the embedded server. */
  public String variable() {
    return variable;
  }

  /** The same, as it is set in a shell. */
  public String wholeVariable() {
    return Env.PREFIX + variable;
  }

  int portOffset() {
    return portOffset;
  }
}
