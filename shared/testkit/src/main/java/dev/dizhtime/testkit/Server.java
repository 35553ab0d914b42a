package dev.dizhtime.testkit;

/** The servers that a test may ask for. */
public enum Server {
  POSTGRES,
  KAFKA,
  MONGO,
  ELASTICSEARCH,
  SMTP
}
