package dev.dizhtime.gateway.routing;

import java.util.regex.Pattern;

/**
 * Whether a path means the same to everyone who reads it. The gateway does not mend paths: one that
 * is not in normal form (RFC 3986, 6.2.2) is refused, because whoever decodes or resolves it once
 * more behind us could be led past a route and its token check.
 */
public final class PathForm {
  /** Percent signs that start no octet, and control characters, slashes and backslashes encoded. */
  private static final Pattern FORBIDDEN_OCTET =
      Pattern.compile("%(?![0-9A-Fa-f]{2})|%[01][0-9A-Fa-f]|%7[Ff]|%2[Ff]|%5[Cc]|%25");

  /** Letters, digits, '-', '.', '_' and '~' that are encoded without need. */
  private static final Pattern NEEDLESS_OCTET =
      Pattern.compile("%(2[DdEe]|3[0-9]|4[1-9A-Fa-f]|5[0-9AaFf]|6[1-9A-Fa-f]|7[0-9AaEe])");

  private static final Pattern CHARACTERS = Pattern.compile("[A-Za-z0-9._~!$&'()*+,=:@%/-]+");
  private static final Pattern DOT_SEGMENT = Pattern.compile("/\\.{1,2}(/|$)");

  private PathForm() {}

  /** Whether a raw path, as it stood in the request line, may be looked at. */
  public static boolean normal(String path) {
    return path != null
        && path.startsWith("/")
        && CHARACTERS.matcher(path).matches()
        && !path.contains("//")
        && !DOT_SEGMENT.matcher(path).find()
        && !FORBIDDEN_OCTET.matcher(path).find()
        && !NEEDLESS_OCTET.matcher(path).find();
  }
}
