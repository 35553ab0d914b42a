package dev.dizhtime.gateway.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * What is wrong with an object, to be told to whoever looks at it.
 *
 * @param reason in one word, as events have it
 * @param message a sentence
 */
record Complaint(HasMetadata object, String reason, String message) {
  static final String BAD_ANNOTATION = "BadAnnotation";
  static final String BAD_PATH = "BadPath";
  static final String BAD_HOST = "BadHost";
  static final String CONFLICT = "Conflict";
  static final String NO_SERVICE = "NoService";
  static final String NO_PORT = "NoPort";
  static final String NO_SECRET = "NoSecret";
  static final String BAD_SECRET = "BadSecret";
  static final String UNSUPPORTED = "Unsupported";

  private static final int MAX_MESSAGE = 1_000;

  Complaint {
    message = message.length() > MAX_MESSAGE ? message.substring(0, MAX_MESSAGE) : message;
  }

  /** The same complaint about the same state of an object is told once. */
  String key() {
    return object.getKind()
        + " "
        + object.getMetadata().getUid()
        + " "
        + Meta.title(object)
        + " "
        + Meta.generation(object)
        + " "
        + reason
        + " "
        + message;
  }
}
