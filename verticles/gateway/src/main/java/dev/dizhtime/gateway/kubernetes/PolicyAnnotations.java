package dev.dizhtime.gateway.kubernetes;

import dev.dizhtime.gateway.routing.Cors;
import dev.dizhtime.gateway.routing.RateRule;
import dev.dizhtime.gateway.routing.RoutePolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The policy that an object's annotations {@code dizhtime.dev/…} ask for. What makes no sense is
 * complained about, and the stricter choice counts in its place: better a service that asks for too
 * much than one that stands open because of a slip.
 */
final class PolicyAnnotations {
  static final String PREFIX = "dizhtime.dev/";

  /** Counts where rates can't be read. */
  static final RateRule STRICT_RATE = new RateRule(20, 1, RateRule.By.ADDRESS);

  private static final int DEFAULT_MAX_AGE_SECONDS = 600;
  private static final Pattern RATE =
      Pattern.compile("(\\d{1,9})/(\\d{1,9}) +(principal|address|route)");
  private static final Set<String> KNOWN =
      Set.of(
          "token",
          "rates",
          "max-body-bytes",
          "response-timeout-millis",
          "https-only",
          "compressed",
          "cors-origins",
          "cors-credentials",
          "cors-headers",
          "cors-max-age-seconds");

  private final Map<String, String> values;
  private final List<String> complaints = new ArrayList<>();

  /**
   * What was read.
   *
   * @param complaints sentences about what makes no sense
   */
  record Read(RoutePolicy policy, List<String> complaints) {}

  private PolicyAnnotations(Map<String, String> values) {
    this.values = values;
  }

  static Read read(Map<String, String> annotations) {
    Map<String, String> ours =
        annotations.entrySet().stream()
            .filter(each -> each.getKey().startsWith(PREFIX))
            .collect(
                Collectors.toMap(
                    each -> each.getKey().substring(PREFIX.length()),
                    Map.Entry::getValue,
                    (one, _) -> one,
                    TreeMap::new));
    if (ours.isEmpty()) {
      return new Read(RoutePolicy.OPEN, List.of());
    }
    PolicyAnnotations reading = new PolicyAnnotations(ours);
    RoutePolicy policy = reading.policy();
    return new Read(policy, List.copyOf(reading.complaints));
  }

  private RoutePolicy policy() {
    values.keySet().stream()
        .filter(name -> !KNOWN.contains(name))
        .forEach(name -> complaints.add(PREFIX + name + " is not known"));
    return RoutePolicy.OPEN
        .withToken(read("token", false, true, text -> either(text, "required", "optional")))
        .withRates(read("rates", List.of(), List.of(STRICT_RATE), PolicyAnnotations::rates))
        .withMaxBodyBytes(
            read("max-body-bytes", 0L, 0L, text -> number(text, RoutePolicy.MAX_BODY_BYTES)))
        .withResponseTimeoutMillis(
            read(
                "response-timeout-millis",
                0,
                0,
                text -> (int) number(text, RoutePolicy.MAX_RESPONSE_TIMEOUT_MILLIS)))
        .withHttpsOnly(read("https-only", false, true, text -> either(text, "true", "false")))
        .withCompression(read("compressed", true, false, text -> either(text, "true", "false")))
        .withCors(cors());
  }

  private <T> T read(String name, T absent, T strict, Function<String, T> parse) {
    String text = values.get(name);
    if (text == null) {
      return absent;
    }
    try {
      return parse.apply(text.strip());
    } catch (IllegalArgumentException e) {
      complaints.add(PREFIX + name + ": " + e.getMessage());
      return strict;
    }
  }

  private static boolean either(String text, String yes, String no) {
    if (!text.equals(yes) && !text.equals(no)) {
      throw new IllegalArgumentException("must be " + yes + " or " + no);
    }
    return text.equals(yes);
  }

  private static long number(String text, long most) {
    String wanted = "must be a whole number from 1 to " + most;
    try {
      long value = Long.parseLong(text);
      if (value < 1 || value > most) {
        throw new IllegalArgumentException(wanted);
      }
      return value;
    } catch (NumberFormatException _) {
      throw new IllegalArgumentException(wanted);
    }
  }

  private static List<RateRule> rates(String text) {
    List<RateRule> rates = new ArrayList<>();
    for (String each : text.split(",", -1)) {
      Matcher found = RATE.matcher(each.strip());
      if (!found.matches()) {
        throw new IllegalArgumentException(
            "must be like \"20/60 address, 500/1 route\": requests, seconds, and principal, address"
                + " or route");
      }
      rates.add(
          new RateRule(
              Integer.parseInt(found.group(1)),
              Integer.parseInt(found.group(2)),
              RateRule.By.valueOf(found.group(3).toUpperCase(Locale.ROOT))));
    }
    if (rates.size() > RoutePolicy.MAX_RATES) {
      throw new IllegalArgumentException("must be at most " + RoutePolicy.MAX_RATES);
    }
    return rates;
  }

  /** Null when none are asked for or they make no sense: no page of another origin is let in. */
  private Cors cors() {
    return read(
        "cors-origins",
        null,
        null,
        origins ->
            new Cors(
                Set.copyOf(words(origins)),
                read("cors-credentials", false, false, text -> either(text, "true", "false")),
                read("cors-headers", Cors.USUAL_HEADERS, List.of(), PolicyAnnotations::words),
                read(
                    "cors-max-age-seconds",
                    DEFAULT_MAX_AGE_SECONDS,
                    0,
                    text -> (int) number(text, Cors.MAX_AGE_SECONDS))));
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split(","))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .distinct()
        .toList();
  }
}
