package dev.dizhtime.portal.admin;

import dev.dizhtime.portal.design.testing.WordsContract;
import dev.dizhtime.portal.design.view.Texts;
import java.util.List;

class WordsTest extends WordsContract {
  WordsTest() {
    super(List.of(Texts.DESIGN, "dev/dizhtime/portal/admin/messages"));
  }

  @Override
  protected boolean fromElsewhere(String key) {
    // The alert about a refusal, which names the field.
    return super.fromElsewhere(key) || key.startsWith("field.");
  }
}
