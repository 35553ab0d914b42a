package dev.dizhtime.portal.design.view;

import java.util.List;

/** What people call a browser, from what it calls itself. */
public final class Devices {
  private record Sign(String text, String name) {}

  // The order counts: a browser also says that it is like those below it.
  private static final List<Sign> BROWSERS =
      List.of(
          new Sign("Edg", "Edge"),
          new Sign("OPR/", "Opera"),
          new Sign("SamsungBrowser/", "Samsung Internet"),
          new Sign("Firefox/", "Firefox"),
          new Sign("FxiOS/", "Firefox"),
          new Sign("CriOS/", "Chrome"),
          new Sign("Chrome/", "Chrome"),
          new Sign("Safari/", "Safari"));

  private static final List<Sign> SYSTEMS =
      List.of(
          new Sign("iPhone", "iPhone"),
          new Sign("iPad", "iPad"),
          new Sign("Android", "Android"),
          new Sign("Windows", "Windows"),
          new Sign("Macintosh", "Mac"),
          new Sign("CrOS", "ChromeOS"),
          new Sign("Linux", "Linux"));

  private Devices() {}

  /** E.g. "Firefox, Windows"; what is no browser is called as it calls itself. */
  public static String name(String userAgent) {
    String browser = first(BROWSERS, userAgent);
    if (browser == null || !userAgent.startsWith("Mozilla/")) {
      return userAgent;
    }
    String system = first(SYSTEMS, userAgent);
    return system == null ? browser : browser + ", " + system;
  }

  private static String first(List<Sign> signs, String text) {
    return signs.stream()
        .filter(sign -> text.contains(sign.text))
        .map(Sign::name)
        .findFirst()
        .orElse(null);
  }
}
