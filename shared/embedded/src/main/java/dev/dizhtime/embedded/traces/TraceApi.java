package dev.dizhtime.embedded.traces;

import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes spans as OTLP over HTTP, and gives them out by the part of Tempo's API that is needed to
 * find a request: {@code /api/v2/traces/ID} and {@code /api/search?q={
 * span.dizhtime.request_id="ID" }}, of whose start and end it takes no notice: it keeps little.
 */
public final class TraceApi implements HttpHandler {
  /** Of one export, uncompressed. */
  public static final int MAX_BODY_BYTES = 4 << 20;

  private static final String PROTOBUF = "application/x-protobuf";
  private static final int MAX_FOUND = 20;
  private static final Pattern TRACE = Pattern.compile("/api/v2/traces/([0-9a-fA-F]{1,32})");
  private static final Pattern QUERY =
      Pattern.compile(
          "\\{\\s*span\\."
              + Pattern.quote(SpanStore.REQUEST_ID)
              + "\\s*=\\s*\"([^\"\\\\]*)\"\\s*}");

  private final SpanStore store;
  private final long maxBytes;
  private final long maxAgeSeconds;

  /** Over this store, which has these bounds. */
  public TraceApi(SpanStore store, long maxBytes, long maxAgeSeconds) {
    this.store = store;
    this.maxBytes = maxBytes;
    this.maxAgeSeconds = maxAgeSeconds;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      boolean post = "POST".equals(exchange.getRequestMethod());
      if ("/v1/traces".equals(path)) {
        if (post) {
          take(exchange);
        } else {
          refuse(exchange, 405, "Method not allowed", "Spans are sent with POST.");
        }
      } else if (!"GET".equals(exchange.getRequestMethod())) {
        refuse(exchange, 405, "Method not allowed", "Only GET is understood here.");
      } else {
        give(exchange, path);
      }
    }
  }

  private void give(HttpExchange exchange, String path) throws IOException {
    Matcher trace = TRACE.matcher(path);
    if (trace.matches()) {
      trace(exchange, trace.group(1));
    } else if ("/api/search".equals(path)) {
      search(exchange);
    } else if ("/status".equals(path)) {
      answer(exchange, 200, TempoJson.state(store.state(), maxBytes, maxAgeSeconds));
    } else {
      refuse(
          exchange,
          404,
          "Not found",
          "There are /v1/traces, /api/v2/traces/ID, /api/search and /status.");
    }
  }

  private void take(HttpExchange exchange) throws IOException {
    String type =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("content-type")).orElse("");
    String encoding = exchange.getRequestHeaders().getFirst("content-encoding");
    if (!type.toLowerCase(Locale.ROOT).startsWith(PROTOBUF)
        || encoding != null && !"identity".equalsIgnoreCase(encoding)) {
      refuse(exchange, 415, "Unsupported media type", "Spans come as " + PROTOBUF + ", as it is.");
      return;
    }
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
    if (body.length > MAX_BODY_BYTES) {
      refuse(exchange, 413, "Too large", "An export has " + MAX_BODY_BYTES + " bytes at most.");
      return;
    }
    try {
      store.add(ExportTraceServiceRequest.parseFrom(body).getResourceSpansList());
    } catch (InvalidProtocolBufferException e) {
      refuse(exchange, 400, "Not an export of spans", e.getMessage());
      return;
    }
    exchange.getResponseHeaders().set("content-type", PROTOBUF);
    exchange.sendResponseHeaders(200, -1);
  }

  private void trace(HttpExchange exchange, String id) throws IOException {
    var spans = store.trace("0".repeat(32 - id.length()) + id.toLowerCase(Locale.ROOT));
    if (spans.isEmpty()) {
      refuse(exchange, 404, "Not found", "No span of this trace is here, or not any more.");
    } else {
      answer(exchange, 200, TempoJson.trace(spans));
    }
  }

  private void search(HttpExchange exchange) throws IOException {
    Matcher query = QUERY.matcher(parameter(exchange, "q").strip());
    if (query.matches()) {
      answer(exchange, 200, TempoJson.found(store.tracesOf(query.group(1), MAX_FOUND)));
    } else {
      refuse(
          exchange,
          400,
          "Unknown query",
          "q: only { span." + SpanStore.REQUEST_ID + " = \"ID\" } is understood.");
    }
  }

  private static String parameter(HttpExchange exchange, String name) {
    String query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    return Arrays.stream(query.split("&"))
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
        .findFirst()
        .orElse("");
  }

  private static void refuse(HttpExchange exchange, int status, String title, String detail)
      throws IOException {
    send(exchange, status, "application/problem+json", TempoJson.problem(status, title, detail));
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    send(exchange, status, "application/json", body);
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("content-type", type);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
