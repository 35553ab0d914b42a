package dev.dizhtime.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParseException;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.junit.jupiter.api.Test;

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
    assertThat(
            Transience.isTransient(
                new UncheckedIOException(new JsonParseException(null, "no JSON"))))
        .as("unreadable JSON, although Jackson calls it an I/O failure")
        .isFalse();
  }

  private static PgException sql(String state) {
    return new PgException("message", "ERROR", state, "detail");
  }
}
