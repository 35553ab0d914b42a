package dev.dizhtime.notification;

import static dev.dizhtime.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.Topic;
import dev.dizhtime.contracts.user.AccountDeleted;
import dev.dizhtime.contracts.user.AccountMail;
import dev.dizhtime.contracts.user.SendAccountMail;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Mails about accounts, which may hold links that are good once; and being forgotten. */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class AccountMailIT {
  private static final String LINK = "https://food.example/password-reset?token=abc_DEF-123";
  private static final Instant LATER = Instant.now().plusSeconds(1_800);

  private static RunningNotification service;
  private final Infrastructure infra;

  AccountMailIT(Infrastructure infra) {
    this.infra = infra;
  }

  @BeforeAll
  static void start(Infrastructure infra) {
    service = new RunningNotification(infra);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void mailsTheLinkToTheAddressAndForgetsIt() {
    infra.events().send(mail("ada@example.com", "Ada", LATER));

    String mail = service.onlyMail("ada@example.com");
    assertThat(mail.replace("=\n", "").replace("=3D", "=")).contains("Hello Ada,").contains(LINK);
    eventually(() -> assertThat(count("state = 'SENT' AND address = 'ada@example.com'")).isOne());
    assertThat(count("body IS NOT NULL AND address = 'ada@example.com'")).isZero();
    assertThat(count("EXISTS (SELECT FROM outbox o WHERE o.payload::text LIKE '%abc_DEF%')"))
        .isZero();
    assertThat(infra.events().all(Topic.NOTIFICATIONS))
        .noneMatch(event -> event.json().toString().contains("abc_DEF"));
  }

  @Test
  void mailsTheCodeOfALogInAndForgetsIt() {
    infra.events().send(code("coded@example.com", LATER));

    String mail = service.onlyMail("coded@example.com");
    assertThat(mail.replace("=\n", "")).contains("Your code is 071942.");
    assertThat(Post.header(mail, "Subject")).doesNotContain("071942");
    eventually(() -> assertThat(count("state = 'SENT' AND address = 'coded@example.com'")).isOne());
    assertThat(count("address = 'coded@example.com' AND m::text LIKE '%071942%'")).isZero();
    assertThat(infra.events().all(Topic.NOTIFICATIONS))
        .noneMatch(event -> event.json().toString().contains("071942"));
  }

  @Test
  void sendsNoCodeThatIsNoLongerGood() {
    infra.events().send(code("late-code@example.com", Instant.now().minusSeconds(1)));
    eventually(
        () -> assertThat(count("state = 'FAILED' AND address = 'late-code@example.com'")).isOne());
    assertThat(service.post.mailsFor("late-code@example.com")).isEmpty();
  }

  @Test
  void aCommandThatComesTwiceIsOneMail() {
    SendAccountMail twice = mail("twice@example.com", "Anna", LATER);
    infra.events().send(twice);
    infra.events().send(twice);
    infra.events().send(mail("after@example.com", "Anna", LATER));

    service.onlyMail("after@example.com");
    service.onlyMail("twice@example.com");
  }

  @Test
  void sendsNoLinkThatIsNoLongerGood() {
    infra.events().send(mail("late@example.com", "Anna", Instant.now().minusSeconds(1)));
    eventually(
        () -> assertThat(count("state = 'FAILED' AND address = 'late@example.com'")).isOne());
    assertThat(service.post.mailsFor("late@example.com")).isEmpty();
  }

  @Test
  void noNameBecomesAHeader() {
    String name = "Eve\r\nBcc: victim@example.com";
    infra.events().send(mail("eve@example.com", name, LATER));
    String mail = service.onlyMail("eve@example.com");
    assertThat(Post.header(mail, "Bcc")).isEmpty();
    assertThat(service.post.mailsFor("victim@example.com")).isEmpty();
  }

  @Test
  void forgetsWhoseAccountIsGone() {
    Samples order = Samples.fresh();
    infra.events().send(Samples.registered(order.customer(), "gone@example.com", "Anna"));
    infra.events().send(order.accepted());
    service.onlyMail("gone@example.com");

    infra.events().send(new AccountDeleted(order.customer(), Instant.now()));

    String known = "EXISTS (SELECT FROM known_user u WHERE u.user_id = '%s')";
    String told = "EXISTS (SELECT FROM notification n WHERE n.user_id = '%s')";
    eventually(
        () ->
            assertThat(
                    count(known.formatted(order.customer()))
                        + count(told.formatted(order.customer())))
                .isZero());
  }

  private static SendAccountMail mail(String address, String name, Instant expiresAt) {
    return new SendAccountMail(
        UUID.randomUUID(), AccountMail.RESET_PASSWORD, address, name, LINK, null, null, expiresAt);
  }

  private static SendAccountMail code(String address, Instant expiresAt) {
    return new SendAccountMail(
        UUID.randomUUID(),
        AccountMail.LOG_IN_CODE,
        address,
        "Ada",
        null,
        null,
        "071942",
        expiresAt);
  }

  private int count(String condition) throws IllegalStateException {
    try (var connection = infra.connect("notification");
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT count(*) FROM mail m WHERE " + condition)) {
      rows.next();
      return rows.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
