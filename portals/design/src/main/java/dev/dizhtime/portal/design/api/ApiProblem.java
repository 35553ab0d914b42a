package dev.dizhtime.portal.design.api;

import dev.dizhtime.runtime.http.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

  /** The kinds that the texts have words for, below "problem.kind.". */
  static final Set<String> KINDS =
      Set.of(
          "forbidden",
          "in-flight",
          "item-unavailable",
          "not-found",
          "promotion-unavailable",
          "quote-used",
          "restaurant-closed",
          "too-many-requests",
          "unacceptable",
          "unavailable",
          "validation",
          "wrong-state");

  /** The kinds whose words leave nothing to add. */
  private static final Set<String> SAID_BY_KIND =
      Set.of("in-flight", "quote-used", "restaurant-closed", "too-many-requests", "unavailable");

  private static final String OWN = "own:";
  private static final String TYPES = "/problems/";
  private static final int FIRST_OF_NO_ANSWER = 502;

  /** What the texts call this kind of problem; null when they have no words for it. */
  public String kind() {
    String kind = type == null || !type.startsWith(TYPES) ? "" : type.substring(TYPES.length());
    if (KINDS.contains(kind)) {
      return kind;
    }
    return status >= FIRST_OF_NO_ANSWER ? "unavailable" : null;
  }

  /**
   * What the platform itself says besides the words of the kind, without names of fields; null when
   * it adds nothing.
   */
  public String said() {
    if (detail == null || SAID_BY_KIND.contains(String.valueOf(kind()))) {
      return null;
    }
    return errors.stream()
        .map(each -> each.field() + ": ")
        .filter(detail::startsWith)
        .findFirst()
        .map(field -> detail.substring(field.length()))
        .orElse(detail);
  }

  /** Whether it is open if the request had its effect, so that only the same one may follow. */
  public boolean unsure() {
    return status >= 500 || status == 429 || "in-flight".equals(kind());
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
    return new ApiProblem(null, 503, null, requestId, List.of(), TYPES + "unavailable", null, null);
  }

  /**
   * A refusal of a portal's own: what was typed can't be sent.
   *
   * @param words the key of its texts' sentence, which takes the name of the field
   * @param field whose name is below "field." in the texts
   */
  public static ApiProblem own(String words, String field) {
    var errors = List.of(new Problem.FieldError(field, words));
    return new ApiProblem(null, 422, null, null, errors, OWN + words, null, null);
  }

  /** The key of the sentence of a portal's own refusal; null when the platform refused. */
  public String ownWords() {
    return type != null && type.startsWith(OWN) ? type.substring(OWN.length()) : null;
  }

  /** The field of a portal's own refusal. */
  public String ownField() {
    return errors.getFirst().field();
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
