package dev.dizhtime.portal.design.testing;

import dev.dizhtime.portal.design.api.ApiClient;
import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.portal.design.api.ApiRequest;
import dev.dizhtime.runtime.config.Secret;
import dev.dizhtime.runtime.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * The platform's API with answers given beforehand; whoever logs in is "Ada" with the given role.
 */
public final class CannedApi implements ApiClient {
  /** Whom a log-in gives. */
  public static final String USER_ID = "00000000-0000-7000-8000-000000000001";

  /** What a log-in must bring. */
  public static final String PASSWORD = "correct horse";

  /** A request that came, with its token. */
  public record Seen(ApiRequest request, String token) {}

  private record Each(Function<ApiRequest, Object> answer) {}

  private final Map<String, Object> answers = new ConcurrentHashMap<>();
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private volatile long tokenSeconds = 900;
  private final String role;
  private volatile Map<String, String> staff = Map.of();

  /** An API that knows one user. */
  public CannedApi(String role) {
    this.role = role;
    answer(
        "GET /api/auth/me",
        Map.of("userId", USER_ID, "displayName", "Ada", "email", "a@b.c", "roles", List.of(role)));
  }

  /** What answers a log-in that takes a code too, of an app or of a mail. */
  public static ApiProblem codeNeeded(String method) {
    return new ApiProblem(
        "A second factor is required",
        401,
        "Send a code",
        null,
        List.of(),
        "/problems/second-factor-required",
        "the-challenge",
        method);
  }

  /** Answers a method and path with this, as JSON. */
  public CannedApi answer(String methodAndPath, Object answer) {
    answers.put(methodAndPath, answer);
    return this;
  }

  /** Answers a method and path with what this says of each request. */
  public CannedApi answerEach(String methodAndPath, Function<ApiRequest, Object> answer) {
    answers.put(methodAndPath, new Each(answer));
    return this;
  }

  /** Gives access tokens that end so soon. */
  public void tokensFor(long seconds) {
    tokenSeconds = seconds;
  }

  /** Gives access tokens that say where their bearer works: restaurant ids with roles. */
  public void staff(Map<String, String> roles) {
    staff = Map.copyOf(roles);
  }

  /** The requests so far of this method and path. */
  public List<Seen> seen(String methodAndPath) {
    return seen.stream().filter(each -> key(each.request).equals(methodAndPath)).toList();
  }

  @Override
  public <T> T call(ApiRequest request, Optional<Secret> token, Class<T> type) {
    seen.add(new Seen(request, token.map(Secret::reveal).orElse(null)));
    Object answer =
        switch (key(request)) {
          case "POST /api/auth/login" -> answers.getOrDefault(key(request), logIn(request));
          case "POST /api/auth/refresh" -> answers.getOrDefault(key(request), tokens("second"));
          case "POST /api/auth/logout" -> Map.of();
          default -> answers.get(key(request));
        };
    return told(answer instanceof Each each ? each.answer.apply(request) : answer, request, type);
  }

  private static <T> T told(Object answer, ApiRequest request, Class<T> type) {
    return switch (answer) {
      case null ->
          throw new ApiProblem("Not found", 404, "There is no " + key(request), null, List.of())
              .exception();
      case ApiProblem problem -> throw problem.exception();
      case String text when type == String.class -> type.cast(text);
      default -> type == Void.class ? null : Json.read(Json.write(answer), type);
    };
  }

  private Object logIn(ApiRequest request) {
    return request.body() instanceof Map<?, ?> body && PASSWORD.equals(body.get("password"))
        ? tokens("first")
        : new ApiProblem("Log in first", 401, "They do not fit", null, List.of());
  }

  private Map<String, Object> tokens(String name) {
    return Map.of(
        "accessToken",
        name + "-access." + payload() + ".signature",
        "tokenType",
        "Bearer",
        "expiresInSeconds",
        tokenSeconds,
        "refreshToken",
        // One of its own each time, as auth's are: a portal remembers which it has renewed.
        name + "-refresh-" + UUID.randomUUID());
  }

  private String payload() {
    byte[] claims =
        Json.write(Map.of("roles", List.of(role), "staff", staff)).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(claims);
  }

  private static String key(ApiRequest request) {
    return request.method() + " " + request.path();
  }
}
