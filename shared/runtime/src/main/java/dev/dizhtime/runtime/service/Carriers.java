package dev.dizhtime.runtime.service;

/**
 * The threads that carry the virtual ones.
 *
 * <p>A virtual thread that waits for a class to be loaded or initialised keeps its carrier. With a
 * carrier for each core, as the JDK has them, two such waits take all that a small container has;
 * and if what they wait for is held by a third virtual thread, which needs a carrier to go on, the
 * process stands still for good. That is so at starts, when everybody loads classes. Carriers that
 * nobody needs cost nothing.
 */
final class Carriers {
  /** More than there are services and their instances that start in one process at once. */
  static final int AT_LEAST = 32;

  private static final String SETTING = "jdk.virtualThreadScheduler.parallelism";

  private Carriers() {}

  /** To be called before the process's first virtual thread, or it comes too late. */
  static void provide() {
    if (System.getProperty(SETTING) == null) {
      int cores = Runtime.getRuntime().availableProcessors();
      System.setProperty(SETTING, Integer.toString(Math.max(AT_LEAST, cores)));
    }
  }
}
