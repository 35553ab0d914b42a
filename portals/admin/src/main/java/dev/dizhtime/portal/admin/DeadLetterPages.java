package dev.dizhtime.portal.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.dizhtime.portal.design.Exchange;
import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.portal.design.api.ApiRequest;
import dev.dizhtime.portal.design.view.View;
import dev.dizhtime.runtime.json.Json;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What services gave up on: looking at it, and having it said again. */
final class DeadLetterPages {
  static final View LIST = View.page("admin/templates/dead-letters");
  static final View LETTER = View.page("admin/templates/dead-letter");
  static final View AUDIT = View.page("admin/templates/dead-letter-audit");

  private static final String API = "/api/operations/dead-letters";
  private static final String PAGES = "/admin/dead-letters";
  private static final int MAX_CURSOR = 500;
  private static final String ORDER_ID =
      "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

  /** A dead letter, as the platform answers it. */
  record Letter(
      String group,
      long offset,
      Instant at,
      Integer attempts,
      String origin,
      String type,
      String key,
      String id,
      String cause,
      String requestId,
      String traceId,
      String payload,
      int payloadChars,
      String obstacle,
      int replays,
      String replayOf,
      Map<String, String> headers,
      Action replay,
      List<Again> cameAgain) {
    Letter {
      headers = headers == null ? Map.of() : new TreeMap<>(headers);
      cameAgain = cameAgain == null ? List.of() : cameAgain;
    }

    /** The payload as people read it; as it is when it is no JSON or was cut. */
    public String pretty() {
      if (payload == null) {
        return "";
      }
      try {
        return Json.TOLERANT.readTree(payload).toPrettyString();
      } catch (JsonProcessingException _) {
        return payload;
      }
    }

    /** The cause without the names of packages. */
    public String shortCause() {
      return cause == null ? "" : cause.replaceFirst("^(?:[a-z]\\w*\\.)+", "");
    }

    /** The type without what all have in common. */
    public String shortType() {
      return type == null ? null : type.replaceFirst("^dizhtime\\.", "").replaceFirst("\\.v1$", "");
    }

    /** Whether the message is about an order. */
    public boolean ofAnOrder() {
      return key != null
          && key.matches(ORDER_ID)
          && origin != null
          && origin.matches(
              ".*\\.(orders|deliveries|wallet\\.commands|delivery\\.commands|orders\\.replies)/.*");
    }
  }

  /** What was done about letters. */
  record Action(
      String actionId,
      String by,
      Instant at,
      String reason,
      String group,
      Long offset,
      int replayed,
      int notReplayable) {}

  /** A later letter that one became. */
  record Again(String group, long offset, Instant at) {}

  /** How many letters a group has. */
  record Count(String group, long letters, long waiting) {}

  record Letters(List<Letter> items, String nextCursor, List<Count> groups) {}

  record Actions(List<Action> items, String nextCursor) {}

  record Outcome(int replayed, int alreadyReplayed, int notReplayable, boolean more) {}

  void list(Exchange exchange) {
    list(exchange, null);
  }

  void list(Exchange exchange, ApiProblem refused) {
    String group =
        exchange
            .query("group")
            .or(() -> exchange.form("group"))
            .filter(DeadLetterPages::groupLike)
            .orElse("");
    ApiRequest request =
        ApiRequest.get(API)
            .with("limit", "30")
            .with("group", group)
            .with("cursor", cursor(exchange));
    Letters letters = exchange.api(request, Letters.class);
    Map<String, Object> model = new HashMap<>();
    model.put("letters", letters.items());
    model.put("groups", letters.groups());
    model.put("waiting", letters.groups().stream().mapToLong(Count::waiting).sum());
    model.put("nextCursor", letters.nextCursor());
    model.put("group", group);
    model.put("formKey", Asked.newKey());
    model.put("outcome", outcome(exchange));
    Asked.again(model, exchange, refused);
    exchange.show(Asked.status(refused), LIST, model);
  }

  void show(Exchange exchange) {
    show(exchange, null);
  }

  void show(Exchange exchange, ApiProblem refused) {
    Map<String, Object> model = new HashMap<>();
    model.put("letter", exchange.api(ApiRequest.get(API + letter(exchange)), Letter.class));
    model.put("formKey", Asked.newKey());
    model.put("outcome", outcome(exchange));
    Asked.again(model, exchange, refused);
    exchange.show(Asked.status(refused), LETTER, model);
  }

  void audit(Exchange exchange) {
    ApiRequest request =
        ApiRequest.get("/api/operations/audit")
            .with("limit", "50")
            .with("cursor", cursor(exchange));
    Actions actions = exchange.api(request, Actions.class);
    Map<String, Object> model = new HashMap<>();
    model.put("actions", actions.items());
    model.put("nextCursor", actions.nextCursor());
    exchange.show(AUDIT, model);
  }

  void replay(Exchange exchange) {
    String letter = letter(exchange);
    Map<String, Object> body = Map.of("reason", Asked.reason(exchange));
    Outcome outcome = Asked.once(exchange, API + letter + "/replay", body, Outcome.class);
    exchange.redirect(PAGES + letter + "?" + query(outcome));
  }

  void replayAll(Exchange exchange) {
    Map<String, Object> body = new HashMap<>();
    body.put("reason", Asked.reason(exchange));
    exchange.form("group").ifPresent(group -> body.put("group", group));
    Outcome outcome = Asked.once(exchange, API + "/replay", body, Outcome.class);
    String only =
        exchange
            .form("group")
            .filter(DeadLetterPages::groupLike)
            .map(g -> "group=" + g + "&")
            .orElse("");
    exchange.redirect(PAGES + "?" + only + query(outcome));
  }

  private static String query(Outcome outcome) {
    return "replayed=%d&before=%d&not=%d&more=%b"
        .formatted(
            outcome.replayed(), outcome.alreadyReplayed(), outcome.notReplayable(), outcome.more());
  }

  /** What the last press came to, out of the address; null when there was none. */
  private static Outcome outcome(Exchange exchange) {
    return exchange.query("replayed").isEmpty()
        ? null
        : new Outcome(
            count(exchange, "replayed"),
            count(exchange, "before"),
            count(exchange, "not"),
            exchange.query("more").filter("true"::equals).isPresent());
  }

  private static int count(Exchange exchange, String name) {
    return exchange.query(name).filter(n -> n.matches("\\d{1,6}")).map(Integer::valueOf).orElse(0);
  }

  private static String cursor(Exchange exchange) {
    return exchange.query("cursor").filter(each -> each.length() <= MAX_CURSOR).orElse("");
  }

  private static boolean groupLike(String text) {
    return text.matches("[a-z-]{1,40}");
  }

  private static String letter(Exchange exchange) {
    return "/" + exchange.pathWord("group") + "/" + exchange.pathWord("offset");
  }
}
