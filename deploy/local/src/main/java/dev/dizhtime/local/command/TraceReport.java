package dev.dizhtime.local.command;

import dev.dizhtime.runtime.traces.GrafanaLink;
import dev.dizhtime.runtime.traces.TraceTree;
import dev.dizhtime.runtime.traces.TracedSpan;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The traces of a request, for people and for programs.
 *
 * @param id what was asked for
 * @param grafana its address, without a slash at the end
 */
record TraceReport(String id, List<TraceTree> traces, String grafana) {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final int STATEMENT_CHARS = 90;

  String text() {
    return traces.stream().map(this::text).collect(Collectors.joining("\n\n"));
  }

  private String text(TraceTree tree) {
    var lines = tree.lines();
    long services = lines.stream().map(line -> line.span().service()).distinct().count();
    long failed = lines.stream().filter(line -> line.span().failed()).count();
    var text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "trace %s: %d spans of %d services, %d failed%s%n%n",
            tree.traceId(),
            lines.size(),
            services,
            failed,
            tree.connected() ? "" : "; parts of it are missing"));
    text.append(
        String.format("%10s %12s  %-18s %s%n", "start", "duration", "service", "operation"));
    lines.forEach(line -> text.append(text(line)).append('\n'));
    return text.append("\nIn Grafana: ").append(GrafanaLink.to(grafana, tree.traceId())).toString();
  }

  private static String text(TraceTree.Line line) {
    TracedSpan span = line.span();
    var text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%8.3f s %9.1f ms  %-18s %s%s%s",
                millis(line.sinceStart()) / 1_000,
                millis(span.duration()),
                span.service(),
                "  ".repeat(line.depth()),
                line.parentMissing() ? "(…) " : "",
                span.operation()));
    if (span.message() != null) {
      text.append("  [").append(span.message()).append(']');
    }
    if (span.statement() != null) {
      text.append("  ").append(cut(span.statement()));
    }
    return text.append(span.failed() ? "  FAILED" : "").toString();
  }

  private static String cut(String statement) {
    return statement.length() <= STATEMENT_CHARS
        ? statement
        : statement.substring(0, STATEMENT_CHARS - 1) + "…";
  }

  Map<String, Object> json() {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("id", id);
    report.put("traces", traces.stream().map(this::json).toList());
    return report;
  }

  private Map<String, Object> json(TraceTree tree) {
    Map<String, Object> trace = new LinkedHashMap<>();
    trace.put("traceId", tree.traceId());
    trace.put("connected", tree.connected());
    trace.put("grafana", GrafanaLink.to(grafana, tree.traceId()));
    trace.put("spans", tree.lines().stream().map(TraceReport::json).toList());
    return trace;
  }

  private static Map<String, Object> json(TraceTree.Line line) {
    TracedSpan span = line.span();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("depth", line.depth());
    json.put("spanId", span.spanId());
    json.put("parentId", span.parentId());
    json.put("service", span.service());
    json.put("operation", span.operation());
    json.put("kind", span.kind());
    json.put("start", span.start().toString());
    json.put("sinceStartMillis", millis(line.sinceStart()));
    json.put("durationMillis", millis(span.duration()));
    json.put("message", span.message());
    json.put("statement", span.statement());
    json.put("failed", span.failed());
    return json;
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / NANOS_PER_MILLI;
  }
}
