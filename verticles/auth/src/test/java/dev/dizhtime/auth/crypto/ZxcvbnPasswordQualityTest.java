package dev.dizhtime.auth.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.auth.model.DisplayName;
import dev.dizhtime.auth.model.EmailAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZxcvbnPasswordQualityTest {
  private static final EmailAddress EMAIL = new EmailAddress("ada.lovelace@example.test");
  private static final DisplayName NAME = new DisplayName("Ada King-Noel");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password123",
        "Passw0rd!!",
        "qwertyuiop",
        "1q2w3e4r5t6y",
        "iloveyou12",
        "trustno1trustno1",
        "abcdefghijkl",
        "2024-01-01"
      })
  void refusesWhatIsGuessedFirst(String password) {
    assertThat(complaint(password)).hasValueSatisfying(it -> assertThat(it).contains("guessed"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"AdaLovelace1", "lovelace-ada", "ada@example.test", "KingNoelAda99"})
  void refusesItsOwnersWords(String password) {
    assertThat(complaint(password)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"correct horse", "another good one", "Ada has nine green umbrellas"})
  void takesAFewUnrelatedWords(String password) {
    assertThat(complaint(password)).isEmpty();
  }

  @Test
  void refusesShortAndLongOnes() {
    assertThat(complaint("a9$kQ2x")).contains("must have 10 to 128 characters");
    assertThat(complaint("a9$kQ2x".repeat(20))).contains("must have 10 to 128 characters");
  }

  private static Optional<String> complaint(String password) {
    return new ZxcvbnPasswordQuality().complaint(password, EMAIL, NAME);
  }
}
