package dev.dizhtime.runtime.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CarriersTest {
  private static final int BOUND_SECONDS = 30;

  /** In a process of its own, for it would stand still for good. */
  @Test
  void suffice_whenEveryCoreWaitsForAClassAndThatForAVirtualThread() throws Exception {
    Process process = start(Standstill.class);
    try {
      assertThat(process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)).as("went on").isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  private static Process start(Class<?> main) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:ActiveProcessorCount=2",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** What was seen once: a jar's lock, and two classes that are being loaded out of it. */
  static final class Standstill {
    static final Object JAR = new Object();

    private Standstill() {}

    static final class One {
      static {
        waitForTheJar();
      }

      private One() {}
    }

    static final class Other {
      static {
        waitForTheJar();
      }

      private Other() {}
    }

    private static void waitForTheJar() {
      synchronized (JAR) {
        // Whoever is here has had it.
      }
    }

    public static void main(String[] none) throws InterruptedException {
      Carriers.provide();
      var holds = new CountDownLatch(1);
      var more = new CountDownLatch(1);
      var holder =
          Thread.startVirtualThread(
              () -> {
                synchronized (JAR) {
                  holds.countDown();
                  try {
                    more.await();
                  } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                  }
                }
              });
      holds.await();
      List<Thread> waiting =
          Stream.<Runnable>of(One::new, Other::new).map(Thread::startVirtualThread).toList();
      while (!waiting.stream().allMatch(each -> each.getState() == Thread.State.BLOCKED)) {
        Thread.onSpinWait();
      }
      more.countDown();
      holder.join();
      for (Thread each : waiting) {
        each.join();
      }
    }
  }
}
