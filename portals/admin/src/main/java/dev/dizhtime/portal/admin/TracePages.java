package dev.dizhtime.portal.admin;

import dev.dizhtime.contracts.Messages;
import dev.dizhtime.contracts.order.OrderPlaced;
import dev.dizhtime.portal.design.Exchange;
import dev.dizhtime.portal.design.view.View;
import dev.dizhtime.runtime.config.Env;
import dev.dizhtime.runtime.traces.GrafanaLink;
import dev.dizhtime.runtime.traces.TraceReader;
import dev.dizhtime.runtime.traces.TraceTree;
import dev.dizhtime.runtime.traces.TracedSpan;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The path of one request through all services. */
final class TracePages implements AutoCloseable {
  static final View TRACE = View.page("admin/templates/trace");

  private static final String ORDER_PLACED = Messages.typeOf(OrderPlaced.class);

  /** Deeper lines stand where this one does. */
  private static final int DEEPEST = 12;

  private static final double NANOS_PER_MILLI = 1e6;
  private static final Logger LOG = LoggerFactory.getLogger(TracePages.class);

  private final Optional<TraceReader> reader;
  private final Optional<String> grafana;

  private TracePages(Optional<TraceReader> reader, Optional<String> grafana) {
    this.reader = reader;
    this.grafana = grafana;
  }

  /**
   * Reads from {@code DIZHTIME_TEMPO_URL}; without it the page says that nothing is kept. Links to
   * {@code DIZHTIME_GRAFANA_URL} where that is set.
   */
  static TracePages from(Env env) {
    return new TracePages(
        env.find("TEMPO_URL").map(_ -> new TraceReader(env.uri("TEMPO_URL"))),
        env.find("GRAFANA_URL").map(url -> url.replaceFirst("/+$", "")));
  }

  /**
   * A trace on the page.
   *
   * @param orderId the order that it made, or null
   * @param link to Grafana, or null
   */
  record Shown(
      String traceId,
      boolean connected,
      long services,
      long failed,
      String orderId,
      String link,
      List<Line> lines) {}

  /**
   * A line of it.
   *
   * @param start in milliseconds from the start of the trace
   * @param indent from 0 to {@value #DEEPEST}
   */
  record Line(
      int indent,
      String start,
      String duration,
      String service,
      String operation,
      String message,
      String statement,
      boolean failed,
      boolean parentMissing) {
    static Line of(TraceTree.Line line) {
      TracedSpan span = line.span();
      return new Line(
          Math.min(line.depth(), DEEPEST),
          millis(line.sinceStart()),
          millis(span.duration()),
          span.service(),
          span.operation(),
          span.message(),
          span.statement(),
          span.failed(),
          line.parentMissing());
    }

    private static String millis(Duration duration) {
      return String.format(Locale.ROOT, "%.1f", duration.toNanos() / NANOS_PER_MILLI);
    }
  }

  void show(Exchange exchange) {
    String id = exchange.pathPart("traceOrRequest");
    Map<String, Object> model = new HashMap<>();
    model.put("id", id);
    model.put("kept", reader.isPresent());
    model.put("unavailable", false);
    model.put("traces", List.of());
    try {
      model.put(
          "traces",
          reader.map(each -> each.find(id)).orElse(List.of()).stream().map(this::shown).toList());
    } catch (TraceReader.UnavailableException e) {
      LOG.warn("traces can't be read: {}", e.getMessage());
      model.put("unavailable", true);
    }
    exchange.show(TRACE, model);
  }

  private Shown shown(TraceTree tree) {
    List<Line> lines = tree.lines().stream().map(Line::of).toList();
    return new Shown(
        tree.traceId(),
        tree.connected(),
        lines.stream().map(Line::service).distinct().count(),
        lines.stream().filter(Line::failed).count(),
        order(tree),
        grafana.map(address -> GrafanaLink.to(address, tree.traceId())).orElse(null),
        lines);
  }

  /** The key of the first event of an order. */
  private static String order(TraceTree tree) {
    return tree.lines().stream()
        .map(TraceTree.Line::span)
        .filter(span -> ORDER_PLACED.equals(span.attribute("dizhtime.message.type")))
        .map(TracedSpan::messageKey)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  @Override
  public void close() {
    reader.ifPresent(TraceReader::close);
  }
}
