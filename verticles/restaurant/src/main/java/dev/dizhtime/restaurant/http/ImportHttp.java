package dev.dizhtime.restaurant.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dizhtime.restaurant.usecase.ImportEntry;
import dev.dizhtime.restaurant.usecase.ImportReport;
import dev.dizhtime.restaurant.usecase.ImportReport.Rejected;
import dev.dizhtime.restaurant.usecase.ImportRestaurants;
import dev.dizhtime.runtime.http.Call;
import dev.dizhtime.runtime.http.Reply;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Many restaurants at a time, from a list. The API description checks the envelope only: a bad
 * entry must not stop the good ones beside it.
 */
public final class ImportHttp {
  /** The largest call: 100 restaurants with long menus. */
  public static final int MAX_BODY_BYTES = 4 * 1024 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(ImportHttp.class);

  private final ImportRestaurants imports;
  private final MeterRegistry meters;

  private record Body(String source, List<JsonNode> restaurants) {}

  public ImportHttp(ImportRestaurants imports, MeterRegistry meters) {
    this.imports = imports;
    this.meters = meters;
  }

  /** Takes over what can be, and reports on the rest. */
  public Reply run(Call call) {
    Body body = call.body(Body.class);
    Map<Integer, ImportEntry> entries = new LinkedHashMap<>();
    List<Rejected> unreadable = new ArrayList<>();
    for (int i = 0; i < body.restaurants.size(); i++) {
      JsonNode node = body.restaurants.get(i);
      try {
        entries.put(i, ImportJson.read(node));
      } catch (ImportJson.UnreadableException e) {
        unreadable.add(new Rejected(i, ImportJson.sourceId(node), e.getMessage()));
      }
    }
    ImportReport report = imports.run(call.caller().userId(), body.source, entries, unreadable);
    count("created", report.created());
    count("updated", report.updated());
    count("unchanged", report.unchanged());
    count("rejected", report.rejected().size());
    LOG.info(
        "import from {}: {} created, {} updated, {} unchanged, {} rejected",
        body.source,
        report.created(),
        report.updated(),
        report.unchanged(),
        report.rejected().size());
    return Reply.ok(report);
  }

  private void count(String outcome, int number) {
    meters.counter("dizhtime.restaurant.imports", "outcome", outcome).increment(number);
  }
}
