package dev.dizhtime.testkit.violations.other;

public final class OtherService {
  private OtherService() {}

  public static String name() {
    return "other";
  }
}
