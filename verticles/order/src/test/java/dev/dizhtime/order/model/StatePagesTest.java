package dev.dizhtime.order.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.order.model.Fact.OperatorActs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page of a state says where the saga leads from it, and which deadlines pass in it. */
class StatePagesTest {
  private static final Path PAGES =
      Path.of(System.getProperty("dizhtime.root", "../..")).resolve("docs/reference/order");

  @ParameterizedTest
  @EnumSource
  void whateverLeadsOutIsOnThePage(OrderState state) throws IOException {
    String page = Files.readString(PAGES.resolve(page(state)));
    for (Fact fact : Facts.ALL.values()) {
      Transition transition = Saga.on(Given.orderIn(state), fact, SagaRules.USUAL, Given.NOW);
      if (transition instanceof Transition.Moved(Order after, _, _)
          && after.state() != state
          && !(fact instanceof OperatorActs)) {
        assertThat(page).as("%s in %s", fact, state).contains("(" + page(after.state()) + ")");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void eachDeadlineThatPassesIsOnThePage(OrderState state) throws IOException {
    String deadlines =
        Files.readString(PAGES.resolve(page(state))).replaceFirst("(?s).*## Deadlines", "");
    for (DeadlineKind kind : DeadlineKind.values()) {
      Fact passed = new Fact.DeadlinePassed(kind, 1);
      Transition transition = Saga.on(Given.orderIn(state), passed, SagaRules.USUAL, Given.NOW);
      if (!(transition instanceof Transition.Ignored)) {
        assertThat(deadlines).as(kind + " in " + state).containsPattern("\\b" + kind + "\\b");
      }
    }
  }

  private static String page(OrderState state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".md";
  }
}
