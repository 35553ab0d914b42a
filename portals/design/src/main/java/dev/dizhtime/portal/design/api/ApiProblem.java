package dev.dizhtime.portal.design.api;

import dev.dizhtime.runtime.http.Problem;
import java.util.List;
import java.util.Optional;

/**
 * Why the platform refused (RFC 9457), as it is shown to people.
 *
 * @param title in a few words
 * @param status 400 to 599
 * @param detail what happened this time, or null
 * @param requestId to quote when asking for help, or null
 * @param errors the fields at fault; empty when it is not about fields
 * @param type what kind of problem it is, or null
 * @param challenge what a log-in that waits for a code is known by, or null
 * @param method where that code is, {@code app} or {@code mail}, or null
 */
public record ApiProblem(
    String title,
    int status,
    String detail,
    String requestId,
    List<Problem.FieldError> errors,
    String type,
    String challenge,
    String method) {

  public ApiProblem {
    errors = errors == null ? List.of() : List.copyOf(errors);
  }

  /** A problem of no kind that a page knows. */
  public ApiProblem(
      String title, int status, String detail, String requestId, List<Problem.FieldError> errors) {
    this(title, status, detail, requestId, errors, null, null, null);
  }

  /** Whether the password was right and a code has to follow. */
  public boolean wantsSecondFactor() {
    return "/problems/second-factor-required".equals(type) && challenge != null;
  }

  /** Whether the code that has to follow was mailed. */
  public boolean codeIsMailed() {
    return "mail".equals(method);
  }

  /** Whether no more codes are mailed at present. */
  public boolean tooManyMails() {
    return "/problems/too-many-mails".equals(type);
  }

  /** The platform can't be reached, or does not answer as it should. */
  public static ApiProblem unreachable(String requestId) {
    return new ApiProblem("Not available at present", 503, "Try again soon.", requestId, List.of());
  }

  /** What is wrong with one field, if anything. */
  public Optional<String> errorOf(String field) {
    return errors.stream()
        .filter(each -> each.field().equals(field))
        .map(Problem.FieldError::detail)
        .findFirst();
  }

  /** Whether the page that was sent can say it: neither a failure nor a log-in that has ended. */
  public boolean forTheForm() {
    return status < 500 && status != 401;
  }

  /** As an exception. */
  public ApiProblemException exception() {
    return new ApiProblemException(this);
  }
}
