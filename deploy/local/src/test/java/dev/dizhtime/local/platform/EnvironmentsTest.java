package dev.dizhtime.local.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentsTest {
  private static final Map<Server, String> ADDRESSES =
      Map.of(
          Server.POSTGRES, "postgresql://u:p@127.0.0.1:8100",
          Server.KAFKA, "127.0.0.1:8101",
          Server.ELASTICSEARCH, "http://127.0.0.1:8102",
          Server.MONGO, "mongodb://127.0.0.1:8103",
          Server.MAIL, "smtp://127.0.0.1:8104");
  private final Secrets secrets = Secrets.generate();

  private Map<String, String> of(Part part, Map<String, String> shell) {
    var routes = Path.of("routes.yaml");
    return new Environments(new PortPlan(8_080), ADDRESSES, secrets, routes, shell).of(part);
  }

  @Test
  void givesEachServiceItsOwnDatabaseAndPorts() {
    assertThat(of(Part.ORDER, Map.of()))
        .containsEntry("DIZHTIME_POSTGRES_URL", "postgresql://u:p@127.0.0.1:8100/orders")
        .containsEntry("DIZHTIME_HTTP_PORT", "8084")
        .containsEntry("DIZHTIME_MANAGEMENT_PORT", "8184")
        .containsEntry("DIZHTIME_QUOTE_KEY", secrets.quoteKey());
  }

  @Test
  void givesNobodyASecretOfSomebodyElse() {
    assertThat(of(Part.SEARCH, Map.of()).values())
        .doesNotContain(secrets.quoteKey(), secrets.keyEncryptionKey(), secrets.admin().password());
  }

  @Test
  void passesOnWhatTheShellSaysUnlessItIsPlanned() {
    var shell =
        Map.of("DIZHTIME_LOG_LEVEL", "DEBUG", "DIZHTIME_HTTP_PORT", "1", "HOME", "/home/me");
    assertThat(of(Part.AUTH, shell))
        .containsEntry("DIZHTIME_LOG_LEVEL", "DEBUG")
        .containsEntry("DIZHTIME_HTTP_PORT", "8081")
        .doesNotContainKey("HOME");
  }

  @Test
  void plansNoPortTwice() {
    var ports = new PortPlan(8_080).all();
    assertThat(new HashSet<>(ports)).hasSameSizeAs(ports);
  }

  @Test
  void makesKeysOfTheRightLengthAndNoPasswordTwice() {
    assertThat(Base64.getDecoder().decode(secrets.quoteKey())).hasSize(32);
    assertThat(secrets.accounts()).extracting(Account::password).doesNotHaveDuplicates();
    assertThat(secrets.accounts()).extracting(Account::email).doesNotHaveDuplicates();
  }

  @Test
  void printsNoSecret() {
    assertThat(secrets.toString() + secrets.admin())
        .doesNotContain(secrets.admin().password())
        .doesNotContain(secrets.quoteKey());
  }
}
