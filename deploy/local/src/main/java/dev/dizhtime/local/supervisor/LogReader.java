package dev.dizhtime.local.supervisor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Copies the lines of several logs, and goes on with what is appended to them. */
public final class LogReader {
  private static final int POLL_MILLIS = 200;
  private static final int CHUNK_BYTES = 65_536;

  private final List<Tail> tails = new ArrayList<>();
  private final Predicate<String> wanted;

  /** Only {@code wanted} lines are shown. */
  public LogReader(List<Path> files, Predicate<String> wanted) {
    files.forEach(file -> tails.add(new Tail(file)));
    this.wanted = wanted;
  }

  /** Copies what is there; with {@code follow} it ends only by being interrupted. */
  public void copy(PrintStream out, boolean follow) throws IOException, InterruptedException {
    do {
      for (Tail tail : tails) {
        tail.copy(out);
      }
      out.flush();
      if (follow) {
        Thread.sleep(POLL_MILLIS);
      }
    } while (follow && !out.checkError());
  }

  /** One file and how far it was read; a file that was cut is read from its start again. */
  private final class Tail {
    private final Path file;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long position;

    Tail(Path file) {
      this.file = file;
    }

    void copy(PrintStream out) throws IOException {
      try (var in = new RandomAccessFile(file.toFile(), "r")) {
        if (in.length() < position) {
          position = 0;
          line.reset();
        }
        in.seek(position);
        var chunk = new byte[CHUNK_BYTES];
        for (int read = in.read(chunk); read > 0; read = in.read(chunk)) {
          position += read;
          take(chunk, read, out);
        }
      }
    }

    private void take(byte[] chunk, int length, PrintStream out) {
      for (int i = 0; i < length; i++) {
        if (chunk[i] != '\n') {
          line.write(chunk[i]);
          continue;
        }
        var text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (wanted.test(text)) {
          out.println(text);
        }
      }
    }
  }
}
