package dev.dizhtime.auth.oidc.outside;

import dev.dizhtime.auth.oidc.protocol.Addresses;
import dev.dizhtime.auth.usecase.Passwords;
import dev.dizhtime.auth.usecase.RefreshTokens;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.runtime.service.WorkLoop;
import java.util.List;

/** The outside providers that people may sign in with; none unless an operator names some. */
public final class Outside {
  private static final long FORGET_MILLIS = 60_000;

  private final List<OutsideProvider> providers;
  private final OutsideSignIn signIn;

  private Outside(List<OutsideProvider> providers, OutsideSignIn signIn) {
    this.providers = providers;
    this.signIn = signIn;
  }

  /**
   * What people choose from.
   *
   * @param path where they go
   */
  public record Choice(String name, String label, String path) {}

  /** Reads which there are. */
  public static Outside open(
      ServiceContext service,
      Postgres postgres,
      Passwords passwords,
      RefreshTokens random,
      Addresses addresses) {
    List<OutsideProvider> providers = OutsideProviders.from(service.env());
    if (!providers.isEmpty()) {
      WorkLoop.start(
          service, "outside sign-ins", FORGET_MILLIS, () -> OutsideSignIns.forget(postgres));
    }
    return new Outside(
        providers,
        new OutsideSignIn(
            new AskOutside(new Fetch(service.vertx()), service.clock()),
            new OutsideSignIns(postgres, random),
            new OutsideAccounts(postgres, passwords, random, service.clock()),
            random,
            addresses));
  }

  /** All, in the order in which the operator named them. */
  public List<Choice> choices() {
    return providers.stream()
        .map(each -> new Choice(each.name(), each.label(), path(each.name())))
        .toList();
  }

  /** Where people are sent from, for one of them. */
  public static String path(String name) {
    return "/oauth/outside/" + name;
  }

  /** Where they come back to. */
  public static String back(String name) {
    return path(name) + "/back";
  }

  /** The way out and back through one of them. */
  public OutsideSignIn.With with(String name) {
    return providers.stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .map(signIn::with)
        .orElseThrow();
  }
}
