package dev.dizhtime.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParseException;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransienceTest {
  @Test
  void waitsForWhatGoesBy() {
    assertThat(Transience.isTransient(new ConnectException("refused"))).isTrue();
    assertThat(Transience.isTransient(new TimeoutException())).isTrue();
    assertThat(Transience.isTransient(new NotLeaderOrFollowerException("moved"))).isTrue();
    assertThat(Transience.isTransient(sql("57P01"))).as("server shut down").isTrue();
    assertThat(Transience.isTransient(sql("40001"))).as("serialization failure").isTrue();
    assertThat(Transience.isTransient(new IllegalStateException(new ConnectException("refused"))))
        .as("what is behind another failure")
        .isTrue();
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "25006, read-only transaction",
    "25P03, ended because it said nothing",
    "28000, log-in refused",
    "28P01, password refused",
    "3D000, no such database",
    "42501, no right",
    "55P03, lock not to be had"
  })
  void waitsForADatabaseThatTakesNothingFromUs(String state, String what) {
    assertThat(Transience.isTransient(sql(state))).as(what).isTrue();
  }

  @Test
  void waitsForAConnectionThatKnowsAChangedTable() {
    assertThat(Transience.isTransient(notSupported("RevalidateCachedQuery"))).isTrue();
    assertThat(Transience.isTransient(notSupported("transformLockingClause"))).isFalse();
  }

  @Test
  void waitsForABrokerThatDoesNotLetUsIn() {
    assertThat(Transience.isTransient(new TopicAuthorizationException("dizhtime.wallet"))).isTrue();
    assertThat(Transience.isTransient(new SslAuthenticationException("unknown certificate")))
        .isTrue();
    assertThat(Transience.isTransient(new RecordTooLargeException("2 MiB"))).isFalse();
  }

  @Test
  void waitsWhenThePoolHadAConnectionThatJustDied() {
    assertThat(Transience.isTransient(sqlClient("Connection is not active now, current status: X")))
        .isTrue();
    assertThat(
            Transience.isTransient(
                sqlClient("Pending requests failed to be sent due to connection has been closed.")))
        .isTrue();
    assertThat(Transience.isTransient(sqlClient("Timeout waiting for connection"))).isTrue();
    assertThat(Transience.isTransient(sqlClient("something else"))).isFalse();
  }

  private static VertxException sqlClient(String message) {
    return VertxException.noStackTrace(message);
  }

  @Test
  void givesUpOnWhatComesAgainWithTheSameInput() {
    assertThat(Transience.isTransient(new IllegalArgumentException("bad"))).isFalse();
    assertThat(Transience.isTransient(sql("23505"))).as("unique violation").isFalse();
    assertThat(Transience.isTransient(sql("42P01"))).as("no such table").isFalse();
    assertThat(
            Transience.isTransient(
                new UncheckedIOException(new JsonParseException(null, "no JSON"))))
        .as("unreadable JSON, although Jackson calls it an I/O failure")
        .isFalse();
  }

  private static PgException sql(String state) {
    return new PgException("message", "ERROR", state, "detail");
  }

  private static PgException notSupported(String routine) {
    return new PgException(
        "message", "ERROR", "0A000", null, null, null, null, null, null, null, null, routine, null,
        null, null, null, null);
  }
}
