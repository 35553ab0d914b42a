package dev.dizhtime.runtime.config;

/** A setting is absent or wrong; the message is one sentence for the operator. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigException(String message) {
    super(message);
  }
}
