package dev.dizhtime.local.terminal;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Tells the person at the terminal, on standard error, what is going on and for how long already.
 * On a terminal there is a live last line; elsewhere, a plain line every few seconds.
 */
public final class Progress implements AutoCloseable {
  private static final Duration LIVE = Duration.ofMillis(200);
  private static final Duration PLAIN = Duration.ofSeconds(5);
  private static final String CLEAR_LINE = "\r\033[K";

  private final long began = System.nanoTime();
  private final PrintStream out;
  private final boolean terminal;
  private Supplier<String> pending = () -> "";
  private Thread ticker;

  private Progress(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** On this process's standard error. */
  public static Progress onTerminal() {
    var console = System.console();
    return new Progress(System.err, console != null && console.isTerminal());
  }

  /** Plain lines to {@code out}. */
  public static Progress plain(PrintStream out) {
    return new Progress(out, false);
  }

  /** One line with the elapsed time, that stays. */
  public synchronized void say(String what) {
    clear();
    out.printf(Locale.ROOT, "[%6.1f s] %s%n", elapsedSeconds(), what);
    out.flush();
  }

  /** What is being waited for, until told otherwise; asked again each time it is shown. */
  public synchronized void waitingFor(Supplier<String> what) {
    pending = what;
    if (ticker == null) {
      ticker = Thread.ofPlatform().daemon().name("progress").start(this::tick);
    }
  }

  /** Nothing is being waited for. */
  public synchronized void waitingForNothing() {
    clear();
    pending = () -> "";
  }

  /** Since the start of the command. */
  public double elapsedSeconds() {
    return (System.nanoTime() - began) / 1e9;
  }

  private void tick() {
    try {
      while (true) {
        Thread.sleep(terminal ? LIVE : PLAIN);
        show();
      }
    } catch (InterruptedException _) {
      // Closed.
    }
  }

  private synchronized void show() {
    var what = pending.get();
    if (what.isEmpty()) {
      return;
    }
    clear();
    out.printf(Locale.ROOT, "[%6.1f s] %s%s", elapsedSeconds(), what, terminal ? "" : "\n");
    out.flush();
  }

  private void clear() {
    if (terminal) {
      out.print(CLEAR_LINE);
    }
  }

  @Override
  public synchronized void close() {
    waitingForNothing();
    if (ticker != null) {
      ticker.interrupt();
    }
  }
}
