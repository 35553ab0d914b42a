package dev.dizhtime.auth;

import dev.dizhtime.auth.audit.SecurityHttp;
import dev.dizhtime.auth.audit.SecurityLog;
import dev.dizhtime.auth.breached.BreachedPasswords;
import dev.dizhtime.auth.crypto.Argon2Passwords;
import dev.dizhtime.auth.crypto.Es256Tokens;
import dev.dizhtime.auth.crypto.Keyring;
import dev.dizhtime.auth.crypto.RandomRefreshTokens;
import dev.dizhtime.auth.crypto.Seal;
import dev.dizhtime.auth.crypto.TokenSigner;
import dev.dizhtime.auth.crypto.ZxcvbnPasswordQuality;
import dev.dizhtime.auth.departure.AccountDeletions;
import dev.dizhtime.auth.departure.AccountExport;
import dev.dizhtime.auth.departure.DepartureHttp;
import dev.dizhtime.auth.ended.EndedSessions;
import dev.dizhtime.auth.http.AuthHttp;
import dev.dizhtime.auth.http.PasswordAgain;
import dev.dizhtime.auth.http.SessionHttp;
import dev.dizhtime.auth.oidc.Provider;
import dev.dizhtime.auth.oidc.http.ProviderHttp;
import dev.dizhtime.auth.oidc.outside.Outside;
import dev.dizhtime.auth.oidc.protocol.Addresses;
import dev.dizhtime.auth.persistence.Housekeeping;
import dev.dizhtime.auth.persistence.PgAccounts;
import dev.dizhtime.auth.persistence.PgLogInThrottle;
import dev.dizhtime.auth.persistence.PgSessions;
import dev.dizhtime.auth.persistence.PgSigningKeys;
import dev.dizhtime.auth.recovery.AccountMails;
import dev.dizhtime.auth.recovery.EmailVerification;
import dev.dizhtime.auth.recovery.PasswordReset;
import dev.dizhtime.auth.recovery.RecoveryHttp;
import dev.dizhtime.auth.secondfactor.AnswerChallenge;
import dev.dizhtime.auth.secondfactor.CheckCode;
import dev.dizhtime.auth.secondfactor.PgLogInChallenges;
import dev.dizhtime.auth.secondfactor.SecondFactorHttp;
import dev.dizhtime.auth.secondfactor.SecondFactors;
import dev.dizhtime.auth.staff.AccountsHttp;
import dev.dizhtime.auth.staff.Invitations;
import dev.dizhtime.auth.staff.KnownRestaurants;
import dev.dizhtime.auth.staff.RolesHttp;
import dev.dizhtime.auth.staff.StaffHttp;
import dev.dizhtime.auth.usecase.BeginSession;
import dev.dizhtime.auth.usecase.ChangePassword;
import dev.dizhtime.auth.usecase.CheckPassword;
import dev.dizhtime.auth.usecase.CreateFirstAdmin;
import dev.dizhtime.auth.usecase.LogIn;
import dev.dizhtime.auth.usecase.LogOut;
import dev.dizhtime.auth.usecase.Passwords;
import dev.dizhtime.auth.usecase.RefreshSession;
import dev.dizhtime.auth.usecase.RegisterAccount;
import dev.dizhtime.auth.usecase.RotateKeys;
import dev.dizhtime.contracts.ConsumerGroup;
import dev.dizhtime.contracts.restaurant.RestaurantPublished;
import dev.dizhtime.runtime.http.Api;
import dev.dizhtime.runtime.messaging.InboxConsumer;
import dev.dizhtime.runtime.messaging.PgOutbox;
import dev.dizhtime.runtime.messaging.Publisher;
import dev.dizhtime.runtime.postgres.Postgres;
import dev.dizhtime.runtime.security.TokenVerifier;
import dev.dizhtime.runtime.service.ServiceContext;
import dev.dizhtime.runtime.service.ServiceVerticle;
import dev.dizhtime.runtime.service.WorkLoop;
import java.util.function.UnaryOperator;

/** The wiring of auth. */
final class AuthVerticle implements ServiceVerticle {
  private static final String DESCRIPTION = "dev/dizhtime/auth/openapi.json";
  private static final long FORGET_MILLIS = 600_000;
  private static final long RESET_MILLIS = 1_000;
  private static final long DELETION_MILLIS = 5_000;

  private final UnaryOperator<Passwords> hashing;

  AuthVerticle() {
    this(UnaryOperator.identity());
  }

  /** With hashing that a test has a hold on. */
  AuthVerticle(UnaryOperator<Passwords> hashing) {
    this.hashing = hashing;
  }

  @Override
  public void start(ServiceContext service) throws Exception {
    AuthConfig config = AuthConfig.from(service.env());
    Api.openAhead(service, DESCRIPTION);
    Publisher.openAhead(service);
    Postgres postgres = Postgres.open(service, "dev/dizhtime/auth/db");
    Publisher publisher = Publisher.open(service);
    PgOutbox.relay(service, postgres, publisher);

    var refreshTokens = new RandomRefreshTokens();
    var mails = new AccountMails(config.publicUrl());
    var verification = new EmailVerification(postgres, refreshTokens, mails);
    var accounts = new PgAccounts(postgres, verification::begin);
    var sessions = new PgSessions(postgres);
    Passwords passwords = hashing.apply(Argon2Passwords.open(service));
    var quality = BreachedPasswords.over(new ZxcvbnPasswordQuality(), service);
    var log = new SecurityLog(postgres);
    var signingKeys = new PgSigningKeys(postgres);
    var seal = new Seal(config.keyEncryptionKey());
    var keyring = new Keyring(signingKeys, seal);
    var rotateKeys = new RotateKeys(signingKeys, keyring, config.keys(), service.clock());
    rotateKeys.keepSchedule();
    WorkLoop.start(
        service,
        "signing keys",
        config.keySweepMillis(),
        () -> {
          rotateKeys.keepSchedule();
          return false;
        });
    var signer = new TokenSigner(keyring, service.clock());
    var accessTokens =
        new Es256Tokens(signer, config.issuer(), config.adminSecondFactor(), service.clock());

    if (config.admin().isPresent()) {
      var admin = config.admin().get();
      new CreateFirstAdmin(accounts, passwords, service.clock())
          .create(admin.email(), admin.password().reveal());
    }

    var throttle = new PgLogInThrottle(postgres);
    var checkPassword = new CheckPassword(accounts, passwords, throttle, log);
    var beginSession = new BeginSession(sessions, refreshTokens, accessTokens, service.clock());
    var challenges = new PgLogInChallenges(postgres, refreshTokens, mails, config.secondFactor());
    var factors = new SecondFactors(postgres, seal, refreshTokens, mails, service.clock());
    var changePassword = new ChangePassword(checkPassword, passwords, accounts, service.clock());
    var reset =
        new PasswordReset(postgres, refreshTokens, mails, passwords, quality, service.clock());
    WorkLoop resets = WorkLoop.start(service, "password resets", RESET_MILLIS, reset::sendSome);
    WorkLoop.start(service, "forgetting", FORGET_MILLIS, () -> Housekeeping.run(postgres));
    WorkLoop.start(
        service, "forgetting security events", FORGET_MILLIS, () -> SecurityLog.forget(postgres));

    var http =
        new AuthHttp(
            new RegisterAccount(accounts, passwords, service.clock()),
            quality,
            config.adminSecondFactor(),
            new LogIn(checkPassword, challenges, beginSession),
            new RefreshSession(sessions, refreshTokens, accessTokens, service.clock()),
            new LogOut(sessions, refreshTokens, service.clock()),
            accounts,
            rotateKeys,
            keyring::publicKeys);
    var checkCode = new CheckCode(postgres, factors, throttle, log);
    var answerChallenge = new AnswerChallenge(challenges, checkCode, factors);
    Api api = Api.open(service, DESCRIPTION);
    var passwordAgain = new PasswordAgain(accounts, checkPassword);
    new SessionHttp(sessions, passwordAgain, changePassword, quality, service.clock()).bind(api);
    new RecoveryHttp(verification, reset, accounts, resets::wake).bind(api);
    new SecurityHttp(log).bind(api);
    new EndedSessions(postgres).bind(api);
    new SecondFactorHttp(
            factors,
            checkCode,
            answerChallenge,
            passwordAgain,
            beginSession,
            config.adminSecondFactor())
        .bind(api);
    Provider.bind(
        service,
        api,
        new Provider.Ground(
            postgres,
            keyring,
            signer,
            accessTokens,
            passwordAgain,
            new ProviderHttp.SignIn(
                checkPassword,
                challenges,
                answerChallenge,
                Outside.open(
                    service, postgres, passwords, refreshTokens, new Addresses(config.issuer()))),
            config.issuer()));
    new StaffHttp(postgres, new Invitations(postgres, refreshTokens, mails)).bind(api);
    new RolesHttp(postgres, service.clock()).bind(api);
    new AccountsHttp(postgres).bind(api);
    var deletions = new AccountDeletions(postgres, mails);
    WorkLoop.start(service, "account deletions", DELETION_MILLIS, deletions::deleteDue);
    new DepartureHttp(deletions, new AccountExport(postgres), passwordAgain).bind(api);
    InboxConsumer.of(service, ConsumerGroup.AUTH, postgres, publisher)
        .on(RestaurantPublished.class, KnownRestaurants::know)
        .start();
    api.maxBodyBytes(AuthHttp.MAX_BODY_BYTES)
        .tokens(TokenVerifier.open(service))
        .operation("register", http::register)
        .operation("logIn", http::logIn)
        .operation("refresh", http::refresh)
        .operation("logOut", http::logOut)
        .operation("me", http::me)
        .operation("jwks", http::jwks)
        .operation("rotateKeys", http::rotateKeys)
        .listen();
  }
}
