package dev.dizhtime.runtime.traces;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The spans of one trace as a tree: what was done, by whom, on whose behalf. A span whose parent is
 * not there (not sent yet, dropped, or outside the platform) is a root of its own.
 *
 * @param roots by their start
 */
public record TraceTree(String traceId, List<Node> roots) {
  private static final Comparator<TracedSpan> BY_START =
      Comparator.comparing(TracedSpan::start).thenComparing(TracedSpan::spanId);

  /**
   * A span and what was done on its behalf, by the start.
   *
   * @param parentMissing whether it has a parent that is not there
   */
  public record Node(TracedSpan span, boolean parentMissing, List<Node> children) {}

  /**
   * A span in its place, for whoever prints from top to bottom.
   *
   * @param depth 0 for roots
   * @param sinceStart from the start of the trace
   */
  public record Line(int depth, Duration sinceStart, TracedSpan span, boolean parentMissing) {}

  /** From spans in any order; one that came twice counts once. */
  public static TraceTree of(String traceId, List<TracedSpan> spans) {
    Map<String, TracedSpan> byId =
        spans.stream()
            .sorted(BY_START)
            .collect(
                Collectors.toMap(
                    TracedSpan::spanId, Function.identity(), (a, _) -> a, LinkedHashMap::new));
    Map<String, List<TracedSpan>> children = new HashMap<>();
    List<TracedSpan> roots = new ArrayList<>();
    for (TracedSpan each : byId.values()) {
      if (byId.containsKey(each.parentId()) && !each.parentId().equals(each.spanId())) {
        children.computeIfAbsent(each.parentId(), _ -> new ArrayList<>()).add(each);
      } else {
        roots.add(each);
      }
    }
    Set<String> placed = new HashSet<>();
    List<Node> nodes = new ArrayList<>();
    roots.forEach(each -> nodes.add(node(each, children, placed)));
    // Spans that are each other's parents have no root; whoever sent such a thing sees them so.
    byId.values().stream()
        .filter(each -> !placed.contains(each.spanId()))
        .forEach(each -> nodes.add(new Node(each, true, List.of())));
    return new TraceTree(traceId, List.copyOf(nodes));
  }

  private static Node node(
      TracedSpan span, Map<String, List<TracedSpan>> children, Set<String> placed) {
    placed.add(span.spanId());
    return new Node(
        span,
        !span.parentId().isEmpty() && !placed.contains(span.parentId()),
        children.getOrDefault(span.spanId(), List.of()).stream()
            .map(child -> node(child, children, placed))
            .toList());
  }

  /** All spans from top to bottom, each before what was done on its behalf. */
  public List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    Instant start =
        roots.stream().map(root -> root.span().start()).min(Comparator.naturalOrder()).orElse(null);
    roots.forEach(root -> add(lines, root, 0, start));
    return lines;
  }

  private static void add(List<Line> lines, Node node, int depth, Instant start) {
    TracedSpan span = node.span();
    lines.add(new Line(depth, Duration.between(start, span.start()), span, node.parentMissing()));
    node.children().forEach(child -> add(lines, child, depth + 1, start));
  }

  /** Whether everything was done on behalf of one and the same request. */
  public boolean connected() {
    return roots.size() == 1 && !roots.getFirst().parentMissing();
  }
}
