package dev.dizhtime.portal.design;

import dev.dizhtime.portal.design.api.ApiProblem;
import java.util.List;
import java.util.Map;

/**
 * Why a form was refused, as its template shows it: {@code xError} at the field {@code x}, and
 * {@code refusal} above the form for what is about none of its fields.
 *
 * @param problem null when nothing was refused yet
 */
record Refusal(ApiProblem problem, List<String> fields) {
  static Refusal of(ApiProblem problem, String... fields) {
    return new Refusal(problem, List.of(fields));
  }

  void into(Map<String, Object> model) {
    boolean atAField = false;
    for (String field : fields) {
      String error = problem == null ? null : problem.errorOf(field).orElse(null);
      atAField |= error != null;
      model.put(field + "Error", error);
    }
    model.put("refusal", atAField ? null : problem);
  }
}
