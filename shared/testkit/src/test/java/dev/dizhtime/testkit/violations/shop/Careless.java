package dev.dizhtime.testkit.violations.shop;

import dev.dizhtime.testkit.violations.other.OtherService;

public final class Careless {
  private Careless() {}

  public static String another() {
    return OtherService.name();
  }

  public static String environment() {
    return System.getenv("HOME");
  }

  public static void sleep() throws InterruptedException {
    Thread.sleep(1);
  }
}
