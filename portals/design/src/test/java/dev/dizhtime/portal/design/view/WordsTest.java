package dev.dizhtime.portal.design.view;

import dev.dizhtime.portal.design.testing.WordsContract;
import java.util.List;

class WordsTest extends WordsContract {
  WordsTest() {
    // The layout asks for the name of the portal, which each portal gives.
    super(List.of(Texts.DESIGN, "dev/dizhtime/portal/sample/messages"));
  }
}
