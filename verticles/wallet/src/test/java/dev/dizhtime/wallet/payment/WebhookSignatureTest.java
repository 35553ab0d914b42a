package dev.dizhtime.wallet.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.runtime.config.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final Secret OLD = new Secret("old");
  private static final Secret NEW = new Secret("new");
  private static final byte[] BODY = "{\"id\":1}".getBytes(StandardCharsets.UTF_8);

  private final WebhookSignature signature =
      new WebhookSignature(List.of(OLD, NEW), Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void takesWhatIsSignedWithAnyOfItsSecrets() {
    assertThat(signature.fault(WebhookSignature.sign(OLD, NOW, BODY), BODY)).isEmpty();
    assertThat(signature.fault(WebhookSignature.sign(NEW, NOW, BODY), BODY)).isEmpty();
  }

  @Test
  void takesOneGoodSignatureAmongSeveral() {
    String good = WebhookSignature.sign(NEW, NOW, BODY);
    assertThat(signature.fault(good + ",v1=" + "00".repeat(32) + ",v0=aa", BODY)).isEmpty();
  }

  @Test
  void signsAsStripeDocuments() {
    // printf '%s' '1795435200.{"id":1}' | openssl dgst -sha256 -hmac new
    assertThat(WebhookSignature.sign(NEW, NOW, BODY))
        .startsWith("t=" + NOW.getEpochSecond() + ",v1=")
        .hasSize("t=1795435200,v1=".length() + 64);
  }

  @Test
  void refusesAnotherSecretAnotherBodyAndAnotherTime() {
    String foreign = WebhookSignature.sign(new Secret("foreign"), NOW, BODY);
    String good = WebhookSignature.sign(NEW, NOW, BODY);
    assertThat(signature.fault(foreign, BODY)).contains("does not fit the body");
    assertThat(signature.fault(good, "{}".getBytes(StandardCharsets.UTF_8))).isPresent();
    assertThat(signature.fault(good.replace("t=1", "t=2"), BODY)).isPresent();
  }

  @Test
  void toleratesFiveMinutesAndNoMore() {
    assertThat(signature.fault(WebhookSignature.sign(NEW, NOW.minusSeconds(300), BODY), BODY))
        .isEmpty();
    assertThat(signature.fault(WebhookSignature.sign(NEW, NOW.minusSeconds(301), BODY), BODY))
        .isPresent();
    assertThat(signature.fault(WebhookSignature.sign(NEW, NOW.plusSeconds(301), BODY), BODY))
        .isPresent();
  }

  @Test
  void refusesWhatIsNoSignature() {
    for (String header : List.of("", "t=1", "v1=00", "t=x,v1=00", "t=1,v1=zz", "a".repeat(2_000))) {
      assertThat(signature.fault(header, BODY)).as(header).isPresent();
    }
  }
}
