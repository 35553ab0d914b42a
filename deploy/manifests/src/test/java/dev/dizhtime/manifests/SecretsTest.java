package dev.dizhtime.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No secret is in the project's files. The patterns are those of gitleaks for what this platform
 * uses; a file may be excepted only with a reason.
 */
class SecretsTest {
  private static final Map<String, Pattern> SHAPES =
      Map.of(
          "a private key",
              Pattern.compile("-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----\\s*[A-Za-z0-9+/]{20}"),
          "a signed token",
              Pattern.compile(
                  "\\beyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{20,}"),
          "a key of Stripe's",
              Pattern.compile("\\b(?:sk|rk|whsec)_(?:live_|test_)?[A-Za-z0-9]{20,}"),
          "a key of AWS's", Pattern.compile("\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b"),
          "a key of Google's", Pattern.compile("\\bAIza[A-Za-z0-9_-]{35}\\b"),
          "a token of GitHub's",
              Pattern.compile("\\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\\w{60,})"),
          "a password in an address",
              Pattern.compile(
                  "\\b[a-z][a-z0-9+]{2,}://[A-Za-z0-9._-]+:(?!password\\b|pass\\b|secret\\b)[A-Za-z0-9!#%^*+=_-]{12,}@"));

  @Test
  void noFileHasASecret() throws Exception {
    List<String> found = new ArrayList<>();
    for (Path file : tracked()) {
      for (String shape : shapesIn(text(file))) {
        found.add(Tools.ROOT.relativize(file) + " has " + shape);
      }
    }
    assertThat(found).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-----BEGIN RSA PRIVATE KEY-----\n" + "MIIEowIBAAKCAQEA1234567890",
        "eyJhbGciOiJFUzI1NiJ9"
            + "."
            + "eyJzdWIiOiJzb21lYm9keSJ9"
            + "."
            + "c2lnbmF0dXJlc2lnbmF0dXJl",
        "sk_live" + "_abcdefghijklmnopqrstuvwx",
        "AKIA" + "ABCDEFGHIJKLMNOP",
        "AIza" + "abcdefghijklmnopqrstuvwxyz012345678",
        "ghp_" + "abcdefghijklmnopqrstuvwxyz0123456789",
        "postgresql://app:" + "Zx81kfjq92mqpw@db:5432/orders"
      })
  void knowsASecretWhenItSeesOne(String planted) {
    assertThat(shapesIn("before " + planted + " after")).hasSize(1);
  }

  private static List<String> shapesIn(String text) {
    return SHAPES.entrySet().stream()
        .filter(shape -> shape.getValue().matcher(text).find())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Everything that a clone has, also what is not committed yet. */
  private static List<Path> tracked() throws IOException, InterruptedException {
    Process git =
        new ProcessBuilder("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
            .directory(Tools.ROOT.toFile())
            .start();
    String names = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(git.waitFor()).isZero();
    List<Path> files =
        Pattern.compile("\0")
            .splitAsStream(names)
            .map(Tools.ROOT::resolve)
            .filter(Files::isRegularFile)
            .toList();
    assertThat(files).hasSizeGreaterThan(500);
    return files;
  }

  /** Pictures and fonts have no text. */
  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (MalformedInputException _) {
      return "";
    }
  }
}
