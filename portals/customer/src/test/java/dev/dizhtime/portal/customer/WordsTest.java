package dev.dizhtime.portal.customer;

import dev.dizhtime.portal.design.testing.WordsContract;
import dev.dizhtime.portal.design.view.Texts;
import java.util.List;

class WordsTest extends WordsContract {
  WordsTest() {
    super(List.of(Texts.DESIGN, "dev/dizhtime/portal/customer/messages"));
  }
}
