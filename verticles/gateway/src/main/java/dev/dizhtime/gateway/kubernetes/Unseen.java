package dev.dizhtime.gateway.kubernetes;

/**
 * Whether there are changes that nobody has looked at yet. A look that fails has not seen them: it
 * is made again, and not only after the next change. Changes may be told on any thread.
 */
final class Unseen {
  private volatile boolean any;

  /** One look at all there is. */
  @FunctionalInterface
  interface Look {
    void look();
  }

  /** Something has changed. */
  void changed() {
    any = true;
  }

  /** Whether a look is due. */
  boolean any() {
    return any;
  }

  /** Looks; what changes during it wants another look. */
  void see(Look look) {
    any = false;
    try {
      look.look();
    } catch (RuntimeException | Error e) {
      any = true;
      throw e;
    }
  }
}
