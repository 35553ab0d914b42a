package dev.dizhtime.local.chaos;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How a run ended.
 *
 * @param faults that were injected
 * @param placed orders that were acknowledged
 * @param lost of these, those that are not there
 * @param stuck orders that are not at their end
 * @param doubles effects that were had twice
 * @param imbalance what the books do not agree about
 * @param orphanHolds money that is held for no order
 * @param doubleBooked drivers who had two tasks at once
 * @param oversold things of which more was sold than there was
 * @param stockAdrift shelves that have not what was put on them less what was used
 * @param cashAdrift drivers who do not owe what they collected less what they brought in
 * @param early orders for later that a restaurant was asked about before their time
 */
public record ChaosResult(
    long seed,
    int faults,
    int placed,
    int lost,
    int stuck,
    @JsonProperty("double") int doubles,
    int imbalance,
    int orphanHolds,
    int doubleBooked,
    int oversold,
    int stockAdrift,
    int cashAdrift,
    int early,
    long recoveryP50Millis,
    long recoveryP99Millis) {
  /** Whether nothing was lost, stuck, doubled, out of balance, oversold, adrift or early. */
  public boolean clean() {
    int orders = lost + stuck + doubles + doubleBooked + early;
    int counts = imbalance + orphanHolds + oversold + stockAdrift + cashAdrift;
    return orders + counts == 0;
  }
}
