package dev.dizhtime.runtime.messaging;

import dev.dizhtime.runtime.json.Json;

/** How an answer is kept in the inbox. */
final class StoredReply {
  private StoredReply() {}

  static String write(Envelope envelope) {
    return Json.write(envelope);
  }

  static Envelope read(String stored) {
    return Json.read(stored, Envelope.class);
  }
}
