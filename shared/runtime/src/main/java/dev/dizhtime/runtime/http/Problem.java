package dev.dizhtime.runtime.http;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Why a request was refused (RFC 9457, {@code application/problem+json}).
 *
 * @param type a short, stable name for the kind of problem as a relative URI, e.g. {@code
 *     /problems/validation}
 * @param title the same in words
 * @param status the HTTP status, 400 to 599
 * @param detail what happened this time and what to do about it
 * @param requestId to quote when asking for help; added when the problem is sent
 * @param errors the fields at fault, if it is about fields
 * @param retryAfterSeconds when to try again, 0 when that makes no sense; sent as a header
 * @param extensions what else a client needs for this kind of problem, as members beside the others
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    String requestId,
    List<FieldError> errors,
    @JsonIgnore int retryAfterSeconds,
    @JsonIgnore Map<String, String> extensions) {
  /** The media type of a problem. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /**
   * One field at fault.
   *
   * @param field where it is, e.g. {@code items[0].quantity}, {@code Idempotency-Key} or {@code
   *     body}
   * @param detail what is wrong with it
   */
  public record FieldError(String field, String detail) {}

  public Problem {
    errors = List.copyOf(errors);
    extensions = extensions == null ? Map.of() : Map.copyOf(extensions);
  }

  /** A problem that needs no more members. */
  public Problem(
      String type,
      String title,
      int status,
      String detail,
      String requestId,
      List<FieldError> errors,
      int retryAfterSeconds) {
    this(type, title, status, detail, requestId, errors, retryAfterSeconds, Map.of());
  }

  /** A problem of any kind. */
  public static Problem of(int status, String kind, String title, String detail) {
    return new Problem("/problems/" + kind, title, status, detail, null, List.of(), 0);
  }

  /** 400: the request does not have the form that the API asks for. */
  public static Problem malformed(String field, String detail) {
    return of(400, "validation", "The request is not valid", field + ": " + detail)
        .with(field, detail);
  }

  /** 422: the form is right, but the value can't be accepted. */
  public static Problem unacceptable(String field, String detail) {
    return of(422, "unacceptable", "A value can't be accepted", field + ": " + detail)
        .with(field, detail);
  }

  /** 401: no token, or not a good one. */
  public static Problem unauthorized(String detail) {
    return of(401, "unauthorized", "Log in first", detail);
  }

  /** 403: the caller's role does not allow it. */
  public static Problem forbidden(String detail) {
    return of(403, "forbidden", "Not allowed", detail);
  }

  /** 404: there is no such thing, or it is not the caller's. The same answer for both. */
  public static Problem notFound(String thing, Object id) {
    return of(404, "not-found", "Not found", "There is no " + thing + " " + id);
  }

  /** 409: it can't be done in the present state. */
  public static Problem conflict(String kind, String detail) {
    return of(409, kind, "Not possible at present", detail);
  }

  /** 429: more than we allow; try again later. */
  public static Problem tooMany(String detail, int retryAfterSeconds) {
    Problem base = of(429, "too-many-requests", "Too many requests", detail);
    return new Problem(
        base.type, base.title, base.status, base.detail, null, List.of(), retryAfterSeconds);
  }

  /** 503: something that we stand on does not answer; try again. */
  public static Problem unavailable(String detail, int retryAfterSeconds) {
    Problem base = of(503, "unavailable", "Not available at present", detail);
    return new Problem(
        base.type, base.title, base.status, base.detail, null, List.of(), retryAfterSeconds);
  }

  /** This problem with one more field at fault. */
  public Problem with(String field, String fieldDetail) {
    var more = new ArrayList<>(errors);
    more.add(new FieldError(field, fieldDetail));
    return new Problem(type, title, status, detail, requestId, more, retryAfterSeconds, extensions);
  }

  /** This problem with one more member, e.g. what to answer it with. */
  public Problem extended(String member, String value) {
    var more = new LinkedHashMap<>(extensions);
    more.put(member, value);
    return new Problem(type, title, status, detail, requestId, errors, retryAfterSeconds, more);
  }

  /** The members that only some kinds of problems have. */
  @JsonAnyGetter
  Map<String, String> members() {
    return extensions;
  }

  /** This problem as answer to a request. */
  Problem answering(String id) {
    return new Problem(type, title, status, detail, id, errors, retryAfterSeconds, extensions);
  }

  /** As an exception, to be thrown by an operation; whatever was begun is rolled back. */
  public ProblemException exception() {
    return new ProblemException(this);
  }
}
