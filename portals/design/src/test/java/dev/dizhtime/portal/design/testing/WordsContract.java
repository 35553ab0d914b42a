package dev.dizhtime.portal.design.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.portal.design.view.Sources;
import dev.dizhtime.portal.design.view.Texts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What holds for the words of each module with templates. */
public abstract class WordsContract {
  private final Words words = new Words(Path.of("src/main"));
  private final List<String> bundles;

  protected WordsContract(List<String> bundles) {
    this.bundles = bundles;
  }

  @Test
  void hasTheSameKeysInEachLanguage() throws IOException {
    var given = words.given();
    Set<String> first = given.values().iterator().next();
    assertThat(given).hasSize(Texts.LOCALES.size());
    assertThat(given).allSatisfy((_, keys) -> assertThat(keys).isEqualTo(first));
  }

  @Test
  void hasWordsForEachKeyThatATemplateAsksFor() throws IOException {
    Texts texts = new Texts(bundles, Sources.classPath());
    for (Locale locale : Texts.LOCALES) {
      assertThat(words.asked()).isNotEmpty().allMatch(key -> texts.has(locale, key));
    }
  }

  @Test
  void keepsNoWordsThatNobodyAsksFor() throws IOException {
    for (Set<String> keys : words.given().values()) {
      for (String key : keys) {
        assertThat(words.mayBeAsked(key) || fromElsewhere(key)).as(key).isTrue();
      }
    }
  }

  @Test
  void writesNoWordsIntoTemplates() throws IOException {
    assertThat(words.bareTexts()).isEmpty();
  }

  /** Whether another module's templates ask for the key. */
  protected boolean fromElsewhere(String key) {
    return key.equals("portal.name");
  }
}
