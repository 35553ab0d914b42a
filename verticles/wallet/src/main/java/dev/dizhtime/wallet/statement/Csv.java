package dev.dizhtime.wallet.statement;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Rows of comma-separated values (RFC 4180) that are safe to open in a spreadsheet. */
public final class Csv {
  private Csv() {}

  /** A row with its line end; null is empty. */
  public static String row(Object... values) {
    return Arrays.stream(values).map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  /** Numbers are ours; a text that a spreadsheet would take for a formula is shown as text. */
  private static String cell(Object value) {
    if (value == null) {
      return "";
    }
    String text = value.toString();
    if (!(value instanceof Number)
        && !text.isEmpty()
        && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0) {
      text = "'" + text;
    }
    boolean quoted = text.chars().anyMatch(each -> ",\"\r\n".indexOf(each) >= 0);
    return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
