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
    long recoveryP50Millis,
    long recoveryP99Millis) {
  /** Whether nothing was lost, stuck, doubled or out of balance. */
  public boolean clean() {
    return lost + stuck + doubles + imbalance + orphanHolds + doubleBooked == 0;
  }
}
