package dev.dizhtime.local.imports;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.local.client.ApiException;
import dev.dizhtime.local.client.GatewayClient;
import dev.dizhtime.local.client.Poll;
import dev.dizhtime.local.client.User;
import dev.dizhtime.local.imports.RestaurantLine.BadLine;
import dev.dizhtime.local.platform.Account;
import dev.dizhtime.local.terminal.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Sends a file's restaurants to the platform in batches, a few of them at a time, and waits until
 * all can be found. A line that is bad is reported and left out; doing it again changes nothing.
 */
public final class RestaurantImport {
  private static final int BATCH = 100;
  private static final int IN_FLIGHT = 4;
  private static final int MAX_REPORTED = 1_000;
  private static final Duration SEARCHABLE_BOUND = Duration.ofSeconds(120);
  private static final String SOURCE = "nyc";

  private final GatewayClient gateway;
  private final Progress progress;
  private final User admin;
  private final Semaphore inFlight = new Semaphore(IN_FLIGHT);
  private final AtomicLong created = new AtomicLong();
  private final AtomicLong updated = new AtomicLong();
  private final AtomicLong unchanged = new AtomicLong();
  private final AtomicLong bad = new AtomicLong();
  private final ConcurrentLinkedQueue<Rejected> reported = new ConcurrentLinkedQueue<>();
  private final AtomicReference<RuntimeException> failure = new AtomicReference<>();

  /** The import is the administrator's. */
  public RestaurantImport(GatewayClient gateway, Account admin, Progress progress) {
    this.gateway = gateway;
    this.progress = progress;
    this.admin = User.loggedIn(gateway, admin);
  }

  /** A line that was left out. */
  public record Rejected(long line, String reason) {}

  /**
   * What came of it.
   *
   * @param rejected how many lines were left out
   * @param rejections the first {@value #MAX_REPORTED} of them, by line
   * @param perSecond restaurants taken per second, until the last was in
   * @param searchable how many restaurants the search knows
   */
  public record Report(
      long created,
      long updated,
      long unchanged,
      long rejected,
      List<Rejected> rejections,
      double importSeconds,
      double perSecond,
      double searchableSeconds,
      long searchable) {}

  /** Throws {@link ApiException} when the platform refuses, or does not make all findable. */
  public Report run(BufferedReader lines) throws IOException {
    long before = searchable();
    double began = progress.elapsedSeconds();
    progress.waitingFor(() -> rate(began));
    sendAll(lines);
    double imported = progress.elapsedSeconds() - began;
    long expected = before + created.get();
    progress.waitingFor(() -> "waiting until all are searchable");
    long found =
        Poll.until(
            "Every restaurant becoming searchable",
            SEARCHABLE_BOUND,
            () -> Optional.of(searchable()).filter(total -> total >= expected));
    progress.waitingForNothing();
    return new Report(
        created.get(),
        updated.get(),
        unchanged.get(),
        bad.get(),
        reported.stream().sorted(Comparator.comparingLong(Rejected::line)).toList(),
        imported,
        taken() / imported,
        progress.elapsedSeconds() - began,
        found);
  }

  private void sendAll(BufferedReader lines) throws IOException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<RestaurantLine> batch = new ArrayList<>(BATCH);
      long number = 0;
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        number++;
        if (text.isBlank()) {
          continue;
        }
        try {
          batch.add(RestaurantLine.parse(number, text));
        } catch (BadLine e) {
          report(new Rejected(number, e.getMessage()));
        }
        if (batch.size() == BATCH) {
          submit(threads, batch);
          batch = new ArrayList<>(BATCH);
        }
      }
      if (!batch.isEmpty()) {
        submit(threads, batch);
      }
      inFlight.acquireUninterruptibly(IN_FLIGHT);
    }
    if (failure.get() != null) {
      throw failure.get();
    }
  }

  /** Waits for a free place: what is read is never far ahead of what is sent. */
  private void submit(Executor threads, List<RestaurantLine> batch) {
    inFlight.acquireUninterruptibly();
    if (failure.get() != null) {
      inFlight.release();
      throw failure.get();
    }
    threads.execute(
        () -> {
          try {
            send(batch);
          } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
          } finally {
            inFlight.release();
          }
        });
  }

  private void send(List<RestaurantLine> batch) {
    var rows = batch.stream().map(RestaurantLine::row).toList();
    var answer =
        admin
            .post("/api/restaurants/imports", Map.of("source", SOURCE, "restaurants", rows))
            .orThrow("Importing the lines from " + batch.getFirst().number());
    created.addAndGet(answer.path("created").asLong());
    updated.addAndGet(answer.path("updated").asLong());
    unchanged.addAndGet(answer.path("unchanged").asLong());
    for (JsonNode rejected : answer.path("rejected")) {
      var line = batch.get(rejected.path("index").asInt());
      report(new Rejected(line.number(), rejected.path("reason").asText()));
    }
  }

  private void report(Rejected rejected) {
    if (bad.incrementAndGet() <= MAX_REPORTED) {
      reported.add(rejected);
      progress.say("line %d: %s".formatted(rejected.line(), rejected.reason()));
    }
  }

  private long searchable() {
    return gateway
        .get("/api/search/restaurants?limit=1")
        .orThrow("Searching")
        .path("total")
        .asLong();
  }

  private long taken() {
    return created.get() + updated.get() + unchanged.get();
  }

  private String rate(double began) {
    double seconds = Math.max(0.001, progress.elapsedSeconds() - began);
    return "%d restaurants, %.0f per second".formatted(taken(), taken() / seconds);
  }
}
