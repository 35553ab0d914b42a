package dev.dizhtime.local.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dizhtime.local.access.AccessMatrix.Row;
import dev.dizhtime.local.client.User;
import dev.dizhtime.runtime.json.Json;
import dev.dizhtime.testkit.TestHttp;
import dev.dizhtime.testkit.TestResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A row's requests, with everything filled in that the matrix leaves open. */
final class Requests {
  private static final Pattern BLANK = Pattern.compile("\\$\\{(\\w+)}");
  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

  private final Belongings belongings;
  private final Cast cast;

  Requests(Belongings belongings) {
    this.belongings = belongings;
    this.cast = belongings.cast;
  }

  /** A request, ready to be sent by whoever and wherever. */
  record Ready(
      Described operation, String path, JsonNode body, List<String> headers, String token) {
    TestResponse sendTo(String address) {
      var door = TestHttp.at(address);
      return (token == null ? door : door.as(token))
          .send(
              operation.method(),
              path,
              body == null ? null : body.toString(),
              headers.toArray(String[]::new));
    }

    Ready with(JsonNode otherBody) {
      return new Ready(operation, path, otherBody, headers, token);
    }

    Ready as(String otherToken) {
      return new Ready(operation, path, body, headers, otherToken);
    }

    /** All that its sender knew when they sent it. */
    String said() {
      return path + body + headers;
    }
  }

  /** The row's request, by a member, about a thing. */
  Ready ready(Row row, Described operation, Member member, Map<String, String> thing) {
    var who = cast.accountOf(member);
    List<String> headers = new ArrayList<>();
    row.headers()
        .forEach((name, value) -> headers.addAll(List.of(name, filled(value, thing, who))));
    return new Ready(
        operation,
        path(row, operation, thing) + query(row),
        row.body() == null ? null : filled(row.body(), thing, who),
        headers,
        cast.token(member, row, operation));
  }

  private static String path(Row row, Described operation, Map<String, String> thing) {
    return PARAMETER
        .matcher(operation.path())
        .replaceAll(
            found -> {
              var name = found.group(1);
              var value = row.path().getOrDefault(name, thing.get(name));
              if (value == null) {
                throw new IllegalArgumentException(
                    "nothing fills {%s} of %s: give the row in %s an object (of) that has it, or a path"
                        .formatted(name, operation, AccessMatrix.FILE));
              }
              return Matcher.quoteReplacement(URLEncoder.encode(value, StandardCharsets.UTF_8));
            });
  }

  private static String query(Row row) {
    if (row.query().isEmpty()) {
      return "";
    }
    List<String> pairs = new ArrayList<>();
    row.query().forEach((name, value) -> pairs.add(name + "=" + value));
    return "?" + String.join("&", pairs);
  }

  private JsonNode filled(JsonNode body, Map<String, String> thing, User who) {
    if (body.isTextual()) {
      return number(body.asText())
          .orElseGet(() -> JsonNodeFactory.instance.textNode(filled(body.asText(), thing, who)));
    }
    if (body.isArray()) {
      var array = Json.TOLERANT.createArrayNode();
      body.forEach(each -> array.add(filled(each, thing, who)));
      return array;
    }
    if (body.isObject()) {
      var object = Json.TOLERANT.createObjectNode();
      body.properties()
          .forEach(each -> object.set(each.getKey(), filled(each.getValue(), thing, who)));
      return object;
    }
    return body;
  }

  private Optional<JsonNode> number(String blank) {
    return switch (blank) {
      case "${lat}" ->
          Optional.of(JsonNodeFactory.instance.numberNode(belongings.trade.place.lat()));
      case "${lon}" ->
          Optional.of(JsonNodeFactory.instance.numberNode(belongings.trade.place.lon()));
      default -> Optional.empty();
    };
  }

  private String filled(String text, Map<String, String> thing, User who) {
    return BLANK
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), thing, who)));
  }

  private String value(String name, Map<String, String> thing, User who) {
    return switch (name) {
      case "key" -> UUID.randomUUID().toString();
      case "code" -> Things.code();
      case "token" -> "no-token-that-was-ever-given-out";
      case "freshEmail" -> Things.fresh();
      case "email" -> who.account().email();
      case "password" -> who.account().password();
      case "refreshToken" -> refreshToken();
      case "restaurantId" -> belongings.restaurantId();
      case "itemId" -> belongings.trade.itemId();
      case "etag" ->
          belongings
              .user(Member.OWNER_A)
              .get("/api/restaurants/" + belongings.restaurantId())
              .header("etag");
      case "cashTag" ->
          belongings
              .user(Member.ADMIN)
              .get("/api/wallet/drivers/" + thing.get("driverId") + "/cash-limit?currency=USD")
              .header("etag");
      case "clientTag" ->
          belongings
              .user(Member.ADMIN)
              .get("/api/auth/clients/" + thing.get("clientId"))
              .header("etag");
      default -> {
        if (!thing.containsKey(name)) {
          throw new IllegalArgumentException(
              "nothing fills ${%s} of %s".formatted(name, AccessMatrix.FILE));
        }
        yield thing.get(name);
      }
    };
  }

  /** Of a session that nobody watches. */
  private String refreshToken() {
    var account = cast.user(Member.CUSTOMER_B).account();
    return belongings
        .gateway()
        .post("/api/auth/login", Map.of("email", account.email(), "password", account.password()))
        .orThrow("Logging in")
        .path("refreshToken")
        .asText();
  }
}
