package dev.dizhtime.runtime.traces;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.runtime.json.Json;
import dev.dizhtime.runtime.telemetry.RequestId;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the traces of a request in <a
 * href="https://grafana.com/docs/tempo/latest/api_docs/">Tempo</a>, or in the local store, which
 * speaks the same language. Blocks: for virtual threads and commands.
 */
public final class TraceReader implements AutoCloseable {
  /** Traces of one request that are read at most. */
  public static final int MAX_TRACES = 20;

  /** What Tempo keeps, as {@code observability/tempo/tempo.yaml} says. */
  private static final Duration KEPT = Duration.ofHours(48);

  private static final Pattern TRACE_ID = Pattern.compile("[0-9a-fA-F]{32}");
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int MAX_ANSWER_BYTES = 32 << 20;

  private final URI base;
  private final InstantSource now;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();

  /** At {@code http://host:port}, with or without a path in front of Tempo's own. */
  public TraceReader(URI base) {
    this(base, InstantSource.system());
  }

  TraceReader(URI base, InstantSource now) {
    this.base = base;
    this.now = now;
  }

  /** It could not be asked, or answers what nobody understands. */
  public static final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnavailableException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** Whether this may be the id of a trace or a request; anything else is found nowhere. */
  public static boolean acceptable(String id) {
    return RequestId.acceptable(id);
  }

  /**
   * The traces of a request, or the one trace with this id; none when it is unknown.
   *
   * @param id a request id, or a trace id: 32 hexadecimal digits
   * @throws UnavailableException when it can't be asked
   */
  public List<TraceTree> find(String id) {
    if (!acceptable(id)) {
      return List.of();
    }
    List<TraceTree> found = new ArrayList<>();
    if (TRACE_ID.matcher(id).matches()) {
      trace(id.toLowerCase(Locale.ROOT)).ifPresent(found::add);
    }
    if (found.isEmpty()) {
      tracesOf(id).forEach(each -> trace(each).ifPresent(found::add));
    }
    return found;
  }

  /** Without a start and an end Tempo looks only into what it has not put into blocks yet. */
  private List<String> tracesOf(String requestId) {
    String query = "{ span.%s = \"%s\" }".formatted(RequestId.ATTRIBUTE, requestId);
    Instant end = now.instant();
    return get("/api/search?limit=%d&start=%d&end=%d&q=%s"
            .formatted(
                MAX_TRACES,
                end.minus(KEPT).getEpochSecond(),
                // The second that has only just begun counts.
                end.getEpochSecond() + 1,
                encoded(query)))
        .map(TempoAnswers::found)
        .orElse(List.of());
  }

  private Optional<TraceTree> trace(String traceId) {
    return get("/api/v2/traces/" + traceId)
        .map(TempoAnswers::spans)
        .filter(spans -> !spans.isEmpty())
        .map(spans -> TraceTree.of(traceId, spans));
  }

  /** Empty when there is no such thing. */
  private Optional<JsonNode> get(String path) {
    URI uri = URI.create(base.toString().replaceFirst("/+$", "") + path);
    HttpRequest request =
        HttpRequest.newBuilder(uri).timeout(TIMEOUT).header("accept", "application/json").build();
    try {
      HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        byte[] bytes = body.readNBytes(MAX_ANSWER_BYTES + 1);
        if (answer.statusCode() == 404) {
          return Optional.empty();
        }
        if (answer.statusCode() != 200 || bytes.length > MAX_ANSWER_BYTES) {
          throw new UnavailableException(
              "%s answers %d (%d bytes)".formatted(base, answer.statusCode(), bytes.length), null);
        }
        return Optional.of(Json.TOLERANT.readTree(bytes));
      }
    } catch (IOException e) {
      throw new UnavailableException("%s does not answer: %s".formatted(base, e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("interrupted", e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    http.close();
  }
}
