package dev.dizhtime.local.access;

import dev.dizhtime.auth.oidc.model.Scopes;
import dev.dizhtime.local.access.AccessMatrix.Row;
import dev.dizhtime.local.client.GatewayClient;
import dev.dizhtime.local.client.User;
import dev.dizhtime.local.end.RunningPlatform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;

/** Everybody who tries: people who were never there before, and what they send along. */
final class Cast {
  private final RunningPlatform platform;
  private final GatewayClient gateway;
  private final PlatformKey key;
  private final Map<Member, User> people = new ConcurrentHashMap<>();

  /** All of them log in, but nobody works for anybody yet. */
  Cast(RunningPlatform platform, GatewayClient gateway, ExecutorService threads) {
    this.platform = platform;
    this.gateway = gateway;
    this.key = PlatformKey.of(platform);
    Member.people().stream()
        .map(each -> CompletableFuture.runAsync(() -> people.put(each, newcomer(each)), threads))
        .toList()
        .forEach(CompletableFuture::join);
    user(Member.ADMIN)
        .put(
            "/api/auth/accounts/" + user(Member.SUPPORT).userId() + "/roles",
            Map.of("roles", List.of(Member.SUPPORT.role())))
        .orThrow("Making somebody support");
    logInAgain(Member.SUPPORT);
  }

  private User newcomer(Member member) {
    return switch (member) {
      case ADMIN -> User.loggedIn(gateway, platform.secrets().admin());
      case SUPPORT -> platform.newcomer(gateway, Member.CUSTOMER_A.role());
      default -> platform.newcomer(gateway, member.role());
    };
  }

  /** For who has become something else, or whose session has ended. */
  void logInAgain(Member member) {
    people.put(member, User.loggedIn(gateway, user(member).account()));
  }

  User user(Member member) {
    return people.get(member);
  }

  /** The account that a request of a member is about; a stranger knows nothing but A's. */
  User accountOf(Member member) {
    return user(member.person() ? member : Member.CUSTOMER_A);
  }

  /** What a member sends as bearer token with a row's request; null for nothing. */
  String token(Member member, Row row, Described operation) {
    return switch (member) {
      case STRANGER -> null;
      case KEY -> platform.secrets().paymentKey("api");
      case CLIENT -> clientWithout(operation.scopes(), row.rightful());
      case AUDIENCE -> key.forAnotherAudience(user(row.rightful()).token());
      default -> user(member).token();
    };
  }

  private String clientWithout(Set<String> scopes, Member rightful) {
    List<String> others = new ArrayList<>(Scopes.ALL);
    others.remove(Scopes.API);
    others.removeAll(scopes);
    return key.asClient(user(rightful).token(), others);
  }

  /** The token of a client that acts for a member with one scope. */
  String clientWith(String scope, Member member) {
    return key.asClient(user(member).token(), List.of(scope));
  }
}
