package dev.dizhtime.portal.design;

import dev.dizhtime.portal.design.session.Session;
import java.time.Instant;
import java.util.Optional;

/** The session of a page that is shown when not even the session could be read. */
final class NobodySession {
  private static final Session SESSION = new Session("", Instant.EPOCH, Optional.empty());

  private NobodySession() {}

  static Session get() {
    return SESSION;
  }
}
