package dev.dizhtime.gateway.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatesTest {
  private static final TestCertificate SHOP = TestCertificate.of("EC", "shop.example.org");
  private static final TestCertificate WILD = TestCertificate.of("RSA", "*.example.org", "b.org");

  private final CertificateStore store = new CertificateStore();
  private final Counter failures = new SimpleMeterRegistry().counter("failures");
  @TempDir private Path folder;

  @Test
  void theVeryNameWinsThenTheWildcardForOneLabelThenTheDefault() {
    ServerCertificate shop = SHOP.parsed();
    ServerCertificate wild = WILD.parsed();
    store.replace("test", Map.of("shop.example.org", shop, "*.example.org", wild));
    assertThat(store.find("SHOP.example.org")).contains(shop);
    assertThat(store.find("pub.example.org")).contains(wild);
    assertThat(store.find("a.b.example.org")).isEmpty();
    assertThat(store.find("example.org")).isEmpty();
    assertThat(store.find(null)).isEmpty();
    store.replace("test", Map.of(CertificateStore.DEFAULT, wild));
    assertThat(store.find("a.b.example.org")).contains(wild);
    assertThat(store.find(null)).contains(wild);
  }

  @Test
  void sourcesDoNotTakeEachOthersCertificatesAway() {
    ServerCertificate one = SHOP.parsed();
    ServerCertificate other = WILD.parsed();
    store.replace("files", Map.of("a.org", one));
    store.replace("kubernetes", Map.of("a.org", other, "b.org", other));
    assertThat(store.find("a.org")).contains(one);
    assertThat(store.find("b.org")).contains(other);
    store.replace("files", Map.of());
    assertThat(store.find("a.org")).contains(other);
  }

  @Test
  void aHandshakeThatHasBegunGetsWhatItChose() {
    ServerCertificate one = SHOP.parsed();
    store.replace("test", Map.of("a.org", one));
    store.replace("test", Map.of("a.org", WILD.parsed()));
    NamedKeys keys = new NamedKeys(store);
    assertThat(keys.getPrivateKey(one.alias())).isEqualTo(one.key());
    assertThat(keys.getCertificateChain(one.alias())).containsExactly(one.chain().getFirst());
  }

  @Test
  void knowsItsNamesAndItsEndAndNeverShowsItsKey() {
    ServerCertificate wild = WILD.parsed();
    assertThat(wild.names()).containsExactly("*.example.org", "b.org");
    store.replace("test", Map.of("a.org", wild));
    assertThat(store.firstExpiry().orElseThrow())
        .isBetween(
            Instant.now().plus(Duration.ofDays(29)), Instant.now().plus(Duration.ofDays(31)));
    assertThat(wild).hasToString("ServerCertificate[*.example.org, b.org]");
  }

  @Test
  void refusesAKeyThatIsNotItsOwn() {
    TestCertificate other = TestCertificate.of("EC", "other.example.org");
    assertThatThrownBy(() -> ServerCertificate.parse(SHOP.certificatePem(), other.keyPem()))
        .isInstanceOf(BadCertificateException.class)
        .hasMessage("the key is not the certificate's");
    assertThatThrownBy(() -> ServerCertificate.parse(SHOP.certificatePem(), WILD.keyPem()))
        .hasMessageContaining("can't be read as a key for EC");
    assertThatThrownBy(() -> ServerCertificate.parse(new byte[0], WILD.keyPem()))
        .hasMessageContaining("no certificate");
    assertThatThrownBy(() -> ServerCertificate.parse("x".getBytes(), WILD.keyPem()))
        .isInstanceOf(BadCertificateException.class);
  }

  @Test
  void readsAFolderAndWhatChangesInItAndKeepsWhatWasGood() throws Exception {
    CertificateFolder watched = new CertificateFolder(folder, store, failures);
    SHOP.write(folder, "shop");
    watched.look();
    assertThat(store.find("shop.example.org")).isPresent();
    assertThat(store.find("b.org")).isEmpty();

    WILD.write(folder, "default");
    watched.look();
    assertThat(store.find("nobody.net").orElseThrow().names()).contains("b.org");

    Files.writeString(folder.resolve("shop.key"), "half writ");
    watched.look();
    watched.look();
    assertThat(failures.count()).isEqualTo(1);
    assertThat(store.find("shop.example.org").orElseThrow().names())
        .containsExactly("shop.example.org");

    Files.delete(folder.resolve("shop.crt"));
    watched.look();
    assertThat(store.find("shop.example.org").orElseThrow().names()).contains("*.example.org");
  }

  /** So is a folder of an optional Secret mounted, until somebody makes it. */
  @Test
  void anEmptyFolderIsNoFailureAndIsReadOnceItIsFilled() throws Exception {
    Path secret = Files.createDirectory(folder.resolve("default"));
    CertificateFolder watched = new CertificateFolder(folder, store, failures);
    watched.look();
    assertThat(failures.count()).isZero();
    assertThat(store.find("b.org")).isEmpty();

    Files.write(secret.resolve("tls.key"), WILD.keyPem());
    Files.write(secret.resolve("tls.crt"), WILD.certificatePem());
    watched.look();
    assertThat(store.find("nobody.net")).isPresent();
  }

  @Test
  void readsAMountedSecret() throws Exception {
    Path secret = Files.createDirectory(folder.resolve("wild"));
    Files.write(secret.resolve("tls.crt"), WILD.certificatePem());
    Files.write(secret.resolve("tls.key"), WILD.keyPem());
    new CertificateFolder(folder, store, failures).look();
    assertThat(store.find("b.org")).isPresent();
  }
}
