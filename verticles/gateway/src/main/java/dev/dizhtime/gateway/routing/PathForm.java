package dev.dizhtime.gateway.routing;

/**
 * Whether a path means the same to everyone who reads it. The gateway does not mend paths: one that
 * is not in normal form (RFC 3986, 6.2.2) is refused, because whoever decodes or resolves it once
 * more behind us could be led past a route and its token check.
 */
public final class PathForm {
  private static final String MARKS = "._~!$&'()*+,=:@-";
  private static final String UNRESERVED_MARKS = "-._~";
  private static final int CONTROLS_END = 0x20;
  private static final int DELETE = 0x7f;
  private static final int ASCII = 128;
  private static final boolean[] PLAIN = new boolean[ASCII];

  static {
    for (char c = 0; c < ASCII; c++) {
      PLAIN[c] = letterOrDigit(c) || MARKS.indexOf(c) >= 0;
    }
  }

  private PathForm() {}

  /** Whether a raw path, as it stood in the request line, may be looked at. */
  public static boolean normal(String path) {
    if (path == null || path.isEmpty() || path.charAt(0) != '/') {
      return false;
    }
    int segment = 1;
    for (int i = 1; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '/') {
        if (i == segment || dots(path, segment, i)) {
          return false;
        }
        segment = i + 1;
      } else if (c == '%') {
        if (!octetAllowed(path, i)) {
          return false;
        }
        i += 2;
      } else if (c >= ASCII || !PLAIN[c]) {
        return false;
      }
    }
    return !dots(path, segment, path.length());
  }

  private static boolean dots(String path, int from, int to) {
    int length = to - from;
    return (length == 1 || length == 2) && path.charAt(from) == '.' && path.charAt(to - 1) == '.';
  }

  /** No control character, slash, backslash or percent sign, and nothing that needs no encoding. */
  private static boolean octetAllowed(String path, int percent) {
    if (percent + 2 >= path.length()) {
      return false;
    }
    int high = Character.digit(path.charAt(percent + 1), 16);
    int low = Character.digit(path.charAt(percent + 2), 16);
    int octet = high * 16 + low;
    boolean hex = high >= 0 && low >= 0 && path.charAt(percent + 1) < ASCII;
    boolean control = octet < CONTROLS_END || octet == DELETE;
    boolean separator = octet == '/' || octet == '\\' || octet == '%';
    return hex
        && path.charAt(percent + 2) < ASCII
        && !control
        && !separator
        && !letterOrDigit((char) octet)
        && UNRESERVED_MARKS.indexOf(octet) < 0;
  }

  private static boolean letterOrDigit(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }
}
