package dev.dizhtime.portal.customer;

import dev.dizhtime.portal.design.Exchange;
import dev.dizhtime.portal.design.api.ApiProblem;
import dev.dizhtime.portal.design.view.View;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The page after something that costs money was sent and did not come off. Without an answer it may
 * have had its effect, so the very same goes out again, under the same key; what was refused begins
 * anew with what was chosen.
 */
final class TryAgain {
  static final View PAGE = View.page("customer/templates/again");

  private TryAgain() {}

  /**
   * There was no answer.
   *
   * @param what "order" or "top-up", as the texts below "again." name it
   * @param path where the form goes again, as it was
   */
  static void unsure(Exchange exchange, ApiProblem problem, String what, String path) {
    show(exchange, problem, what, path, exchange.formFields());
  }

  /** The order was refused. */
  static void refused(Exchange exchange, ApiProblem problem, Quote.Again again) {
    show(exchange, problem, "order", again.path(), again.fields());
  }

  private static void show(
      Exchange exchange,
      ApiProblem problem,
      String what,
      String path,
      List<Map.Entry<String, String>> fields) {
    Map<String, Object> model = new HashMap<>();
    model.put("what", what);
    model.put("problem", problem);
    model.put("form", path);
    model.put("fields", fields);
    exchange.show(problem.status(), PAGE, model);
  }
}
