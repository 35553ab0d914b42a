package dev.dizhtime.order.model;

import java.util.random.RandomGenerator;

/**
 * What must be said when an order changes hands, 4 digits each. Never shown in logs.
 *
 * @param pickup the restaurant knows it and tells the driver
 * @param delivery the customer knows it and tells the driver
 */
public record Codes(String pickup, String delivery) {
  private static final int BOUND = 10_000;

  /** New ones. */
  public static Codes draw(RandomGenerator random) {
    return new Codes(code(random), code(random));
  }

  private static String code(RandomGenerator random) {
    return "%04d".formatted(random.nextInt(BOUND));
  }

  @Override
  public String toString() {
    return "Codes[hidden]";
  }
}
