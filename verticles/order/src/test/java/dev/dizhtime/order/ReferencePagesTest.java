package dev.dizhtime.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.order.model.DeadlineKind;
import dev.dizhtime.order.model.OrderState;
import dev.dizhtime.testkit.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The reference pages keep up with the code. */
class ReferencePagesTest {
  private static final Path DOCS = ProjectRoot.find().resolve("docs");
  private static final Path PAGES = DOCS.resolve("reference/order");

  @ParameterizedTest
  @EnumSource
  void everyStateHasItsPage(OrderState state) throws IOException {
    String page = state.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".md";

    assertThat(PAGES.resolve(page)).exists();
    assertThat(Files.readString(PAGES.resolve(page))).startsWith("# " + state + "\n");
    assertThat(Files.readString(PAGES.resolve("README.md")))
        .contains("[%s](%s)".formatted(state, page));
  }

  @Test
  void everyWaitIsNamedWhereOperatorsLook() throws IOException {
    String operating = Files.readString(DOCS.resolve("operating.md"));

    for (DeadlineKind kind : DeadlineKind.values()) {
      if (kind != DeadlineKind.START) {
        assertThat(operating).contains("DIZHTIME_ORDER_WAIT_" + kind + "_MILLIS");
      }
    }
  }
}
