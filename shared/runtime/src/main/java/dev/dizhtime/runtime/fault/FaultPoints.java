package dev.dizhtime.runtime.fault;

import dev.dizhtime.runtime.config.Env;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Ends the process at a named point, without any goodbye, when somebody has asked for it by a file
 * {@code <service>.<point>} in the folder {@code DIZHTIME_FAULT_POINTS}. The file is removed first,
 * so each one ends one process once. Only for tests of faults: where the variable is not set, which
 * is everywhere else, a point is a comparison with null.
 */
public final class FaultPoints {
  /** Messages are committed and not yet published. */
  public static final String OUTBOX_BEFORE_PUBLISH = "outbox.before-publish";

  /** Messages are published and still in the outbox. */
  public static final String OUTBOX_PUBLISHED = "outbox.published";

  /** Messages had their effect in a transaction that is still open. */
  public static final String INBOX_BEFORE_COMMIT = "inbox.before-commit";

  /** The effect is committed; answers are not published, offsets not committed. */
  public static final String INBOX_AFTER_COMMIT = "inbox.after-commit";

  /** Answers are published; offsets are not committed. */
  public static final String INBOX_ANSWERED = "inbox.answered";

  /** A request's effect is committed; its answer is not sent. */
  public static final String REQUEST_COMMITTED = "request.committed";

  private static final int KILLED = 137;

  private final String service;
  private final Path folder;
  private final Runnable halt;

  FaultPoints(String service, Path folder, Runnable halt) {
    this.service = service;
    this.folder = folder;
    this.halt = halt;
  }

  /** The points of a service. */
  public static FaultPoints of(String service, Env env) {
    Optional<String> folder = env.find("FAULT_POINTS");
    return new FaultPoints(
        service,
        folder.map(Path::of).orElse(null),
        () -> Runtime.getRuntime().halt(KILLED)); // No hook runs: as kill -9 would have it.
  }

  /** The file that asks for the end of {@code service} at {@code point}. */
  public static Path file(Path folder, String service, String point) {
    return folder.resolve(service + "." + point);
  }

  /** Passes by, or never returns. */
  public void reach(String point) {
    if (folder != null && taken(file(folder, service, point))) {
      halt.run();
    }
  }

  private static boolean taken(Path file) {
    try {
      return Files.deleteIfExists(file);
    } catch (IOException _) {
      return false;
    }
  }
}
