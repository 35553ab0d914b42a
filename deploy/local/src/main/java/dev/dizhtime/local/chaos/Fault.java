package dev.dizhtime.local.chaos;

import dev.dizhtime.local.platform.Part;
import java.util.Set;

/** Something that is done to the platform. */
public sealed interface Fault {
  /** What is done, for people; the same for the same fault. */
  String text();

  /** The services that must come back, besides the way of an order. */
  default Set<Part> hit() {
    return Set.of();
  }

  /** A process ends at once, wherever it is. */
  record Kill(Part part) implements Fault {
    @Override
    public String text() {
      return "kill -9 " + part.partName();
    }

    @Override
    public Set<Part> hit() {
      return Set.of(part);
    }
  }

  /**
   * A process ends at once, between two given lines.
   *
   * @param point of {@link dev.dizhtime.runtime.fault.FaultPoints}
   */
  record KillAt(Part part, String point) implements Fault {
    @Override
    public String text() {
      return "end " + part.partName() + " at " + point;
    }

    @Override
    public Set<Part> hit() {
      return Set.of(part);
    }
  }

  /** The broker goes and comes again; {@code gently} lets it write what it has in hand. */
  record RestartKafka(boolean gently) implements Fault {
    @Override
    public String text() {
      return gently ? "stop and start Kafka" : "kill -9 Kafka";
    }
  }

  /** PostgreSQL loses all its processes at once, or one that serves a connection. */
  record KillPostgres(boolean wholly) implements Fault {
    @Override
    public String text() {
      return wholly ? "kill -9 PostgreSQL" : "kill -9 one backend of PostgreSQL";
    }
  }

  /** A process stands still and does not know it. */
  record Pause(Part part, int seconds) implements Fault {
    @Override
    public String text() {
      return "pause %s for %d s".formatted(part.partName(), seconds);
    }

    @Override
    public Set<Part> hit() {
      return Set.of(part);
    }
  }

  /** Records of the last seconds are there twice. */
  record Duplicate(int records) implements Fault {
    @Override
    public String text() {
      return "duplicate %d new records".formatted(records);
    }
  }

  /** Records come again long after others that followed them. */
  record Delay(int records) implements Fault {
    @Override
    public String text() {
      return "repeat %d old records".formatted(records);
    }
  }

  /** Poison and good records are in the dead-letter topics, and all of them are replayed. */
  record ReplayDeadLetters() implements Fault {
    @Override
    public String text() {
      return "replay all dead letters";
    }
  }
}
