package dev.dizhtime.runtime.http;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Versions as entity tags. */
public final class IfMatch {
  private static final String HEADER = "If-Match";
  private static final Pattern TAG = Pattern.compile("\"(\\d{1,18})\"");

  private IfMatch() {}

  /** The tag of a version. */
  public static String tag(long version) {
    return "\"" + version + "\"";
  }

  /**
   * The version that the caller wants to change; empty for {@code *}, whichever it is.
   *
   * @param thing what is changed, as a sentence names it
   * @throws ProblemException 428 when the header is missing, 400 when it is no tag of ours
   */
  public static OptionalLong version(Call call, String thing) {
    String header = call.header(HEADER).map(String::strip).orElse("");
    if (header.isEmpty()) {
      throw Problem.of(
              428,
              "precondition-required",
              "Say which version you change",
              "Send the ETag of the " + thing + " as If-Match")
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
    throw Problem.malformed(HEADER, "must be an ETag of the " + thing + ", e.g. \"3\"").exception();
  }

  /** 412. */
  public static Problem stale(long presentVersion) {
    return Problem.of(
            412,
            "stale",
            "It has changed meanwhile",
            "The present version is " + presentVersion + "; look at it and try again")
        .with(HEADER, "is not the present version");
  }
}
