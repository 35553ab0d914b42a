package dev.dizhtime.restaurant.http;

import dev.dizhtime.runtime.http.Call;
import dev.dizhtime.runtime.http.Problem;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Versions as entity tags. */
final class IfMatch {
  private static final String HEADER = "If-Match";
  private static final Pattern TAG = Pattern.compile("\"(\\d{1,18})\"");

  private IfMatch() {}

  /** The tag of a version. */
  static String tag(long version) {
    return "\"" + version + "\"";
  }

  /**
   * The version that the caller wants to change; empty for {@code *}, whichever it is.
   *
   * @throws dev.dizhtime.runtime.http.ProblemException 428 when the header is missing, 400 when it
   *     is no tag of ours
   */
  static OptionalLong version(Call call) {
    String header = call.header(HEADER).map(String::strip).orElse("");
    if (header.isEmpty()) {
      throw Problem.of(
              428,
              "precondition-required",
              "Say which version you change",
              "Send the ETag of the restaurant as If-Match")
          .with(HEADER, "is missing")
          .exception();
    }
    Matcher tag = TAG.matcher(header);
    if (tag.matches()) {
      return OptionalLong.of(Long.parseLong(tag.group(1)));
    }
    if (header.equals("*")) {
      return OptionalLong.empty();
    }
    throw Problem.malformed(HEADER, "must be an ETag of the restaurant, e.g. \"3\"").exception();
  }

  /** 412. */
  static Problem stale(long presentVersion) {
    return Problem.of(
            412,
            "stale",
            "It has changed meanwhile",
            "The present version is " + presentVersion + "; look at it and try again")
        .with(HEADER, "is not the present version");
  }
}
