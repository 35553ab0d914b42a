package dev.dizhtime.auth.oidc.outside;

import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import dev.dizhtime.auth.model.Account;
import dev.dizhtime.auth.model.EmailAddress;
import dev.dizhtime.auth.oidc.protocol.Addresses;
import dev.dizhtime.auth.usecase.RefreshTokens;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signs someone in through an outside provider. */
public final class OutsideSignIn {
  private static final Logger LOG = LoggerFactory.getLogger(OutsideSignIn.class);

  private final AskOutside ask;
  private final OutsideSignIns signIns;
  private final OutsideAccounts accounts;
  private final RefreshTokens random;
  private final Addresses addresses;

  /** What comes of somebody's coming back. */
  public sealed interface Outcome {
    /** This is who they are; {@code asking} is the request to authorize that they began with. */
    record In(Account account, String asking) implements Outcome {}

    /** They are not let in, for this reason. */
    record Refused(String why, String asking) implements Outcome {}

    /** Nobody was sent out of this browser with that state, or too long ago. */
    record NotSent() implements Outcome {}
  }

  OutsideSignIn(
      AskOutside ask,
      OutsideSignIns signIns,
      OutsideAccounts accounts,
      RefreshTokens random,
      Addresses addresses) {
    this.ask = ask;
    this.signIns = signIns;
    this.accounts = accounts;
    this.random = random;
    this.addresses = addresses;
  }

  With with(OutsideProvider provider) {
    return new With(provider);
  }

  /** With one provider. */
  public final class With {
    private final OutsideProvider provider;

    private With(OutsideProvider provider) {
      this.provider = provider;
    }

    /**
     * Where to send a browser.
     *
     * @param browser what it will show when it comes back
     * @param asking what it goes on with then
     * @throws IOException when the provider does not answer
     */
    public URI out(String browser, String asking) throws IOException {
      String state = random.next();
      String nonce = random.next();
      CodeVerifier verifier = new CodeVerifier();
      try {
        URI address = ask.address(provider, back(), state, nonce, verifier);
        signIns.begin(
            provider,
            state,
            browser,
            new OutsideSignIns.SignIn(nonce, verifier.getValue(), asking));
        return address;
      } catch (GeneralException e) {
        throw new IOException(e.getMessage(), e);
      }
    }

    /**
     * Who came back.
     *
     * @param parameters what the provider sent along
     * @throws IOException when the provider does not answer
     */
    public Outcome back(String browser, Map<String, List<String>> parameters) throws Exception {
      AuthorizationResponse response;
      try {
        response = AuthorizationResponse.parse(back(), parameters);
      } catch (GeneralException _) {
        return new Outcome.NotSent();
      }
      Optional<OutsideSignIns.SignIn> signIn =
          response.getState() == null
              ? Optional.empty()
              : signIns.take(provider, response.getState().getValue(), browser);
      if (signIn.isEmpty()) {
        return new Outcome.NotSent();
      }
      String asking = signIn.get().asking();
      boolean other =
          response.getIssuer() != null && !response.getIssuer().equals(provider.issuer());
      if (!response.indicatesSuccess() || other) {
        return new Outcome.Refused("outside.refused", asking);
      }
      try {
        String code = response.toSuccessResponse().getAuthorizationCode().getValue();
        return found(ask.redeem(provider, back(), code, signIn.get()), asking);
      } catch (GeneralException e) {
        LOG.warn("a sign-in through {} is refused: {}", provider.name(), e.getMessage());
        return new Outcome.Refused("outside.refused", asking);
      }
    }

    private Outcome found(IDTokenClaimsSet claims, String asking) throws Exception {
      var person =
          new OutsideAccounts.Person(
              provider.issuer().getValue(),
              claims.getSubject().getValue(),
              confirmed(claims),
              Optional.ofNullable(claims.getStringClaim("name")).orElse(""));
      return switch (accounts.find(person)) {
        case OutsideAccounts.Finding.Known(Account account) -> {
          LOG.info("user {} came through {}", account.userId(), provider.name());
          yield new Outcome.In(account, asking);
        }
        case OutsideAccounts.Finding.NoAddress _ ->
            new Outcome.Refused("outside.no-address", asking);
        case OutsideAccounts.Finding.Unconfirmed _ ->
            new Outcome.Refused("outside.unconfirmed", asking);
      };
    }

    private URI back() {
      return addresses.of(Outside.back(provider.name()));
    }
  }

  /** The address, if the provider has confirmed it; Apple says so by a text. */
  private static Optional<EmailAddress> confirmed(IDTokenClaimsSet claims) {
    String email = claims.getStringClaim("email");
    boolean verified = "true".equals(String.valueOf(claims.getClaim("email_verified")));
    try {
      return verified && email != null ? Optional.of(EmailAddress.of(email)) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
