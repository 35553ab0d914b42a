package dev.dizhtime.notification;

import static dev.dizhtime.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.contracts.UserId;
import dev.dizhtime.testkit.Infrastructure;
import dev.dizhtime.testkit.RealInfrastructure;
import dev.dizhtime.testkit.Server;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of mails that the mail server does not take. */
@RealInfrastructure({Server.POSTGRES, Server.KAFKA})
class RefusedMailIT {
  private static final int MAX_ATTEMPTS = 3;

  @Test
  void triesAgainABoundedNumberOfTimesAndNeverForAnUnknownRecipient(Infrastructure infra)
      throws Exception {
    Samples busy = Samples.fresh();
    Samples unknown = Samples.fresh();
    try (RefusingPost post = RefusingPost.open()) {
      post.refuse("busy@example.com", "451 try later");
      var settings = Map.of("DIZHTIME_MAIL_MAX_ATTEMPTS", Integer.toString(MAX_ATTEMPTS));
      try (var _ = RunningNotification.start(infra, post.address(), settings)) {
        infra.events().send(Samples.registered(busy.customer(), "busy@example.com", "Busy"));
        infra.events().send(Samples.registered(unknown.customer(), "unknown@example.com", "Who"));
        infra.events().send(busy.accepted());
        infra.events().send(unknown.accepted());
        eventually(
            () -> {
              assertThat(mail(infra, busy.customer()))
                  .as("%s", post.transcript())
                  .isEqualTo("FAILED after 3");
              assertThat(mail(infra, unknown.customer())).isEqualTo("FAILED after 1");
            });
      }
      assertThat(post.attempts("busy@example.com")).isEqualTo(MAX_ATTEMPTS);
      assertThat(post.attempts("unknown@example.com")).isEqualTo(1);
    }
  }

  private static String mail(Infrastructure infra, UserId user) throws SQLException {
    try (var connection = infra.connect("notification");
        var query =
            connection.prepareStatement(
                """
                SELECT state || ' after ' || failures
                FROM mail JOIN notification USING (notification_id) WHERE user_id = ?
                """)) {
      query.setObject(1, user.value());
      try (var rows = query.executeQuery()) {
        return rows.next() ? rows.getString(1) : "not there";
      }
    }
  }
}
