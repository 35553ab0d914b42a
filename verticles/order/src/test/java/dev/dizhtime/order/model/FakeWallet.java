package dev.dizhtime.order.model;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.contracts.wallet.AdjustFunds;
import dev.dizhtime.contracts.wallet.CaptureFunds;
import dev.dizhtime.contracts.wallet.FundsRefused.Operation;
import dev.dizhtime.contracts.wallet.Leg.Payee;
import dev.dizhtime.contracts.wallet.Party;
import dev.dizhtime.contracts.wallet.ReleaseFunds;
import dev.dizhtime.contracts.wallet.ReserveFunds;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** A wallet that keeps one order's money as the real one does, and is moody about it. */
final class FakeWallet {
  private enum Hold {
    REFUSED,
    HELD,
    CAPTURED,
    RELEASED,
    EXPIRED
  }

  private static final double REFUSED = 0.15;

  private final Random random;
  private final boolean refusalsStay;
  private final Map<Integer, Hold> holds = new TreeMap<>();
  private final Set<TransferId> adjusted = new HashSet<>();
  private boolean calm;
  long customerMinor;
  long restaurantMinor;
  long driverMinor;
  long platformMinor;

  FakeWallet(Random random, boolean refusalsStay) {
    this.random = random;
    this.refusalsStay = refusalsStay;
  }

  /** From now on it refuses nothing that it could do. */
  void calm() {
    calm = true;
  }

  private boolean moody() {
    return !calm && random.nextDouble() < REFUSED;
  }

  Fact answer(Message command) {
    return switch (command) {
      case ReserveFunds reserve -> reserve(reserve.attempt());
      case ReleaseFunds release -> release(release.attempt());
      case CaptureFunds capture -> capture(capture);
      case AdjustFunds adjust -> adjust(adjust);
      default -> throw new AssertionError("no command of the wallet: " + command);
    };
  }

  private Fact reserve(int attempt) {
    Hold hold = holds.get(attempt);
    boolean refused =
        switch (hold) {
          case null -> moody();
          case REFUSED -> refusalsStay || moody();
          case RELEASED, EXPIRED -> true;
          case HELD, CAPTURED -> false;
        };
    if (hold == null || hold == Hold.REFUSED) {
      holds.put(attempt, refused ? Hold.REFUSED : Hold.HELD);
    }
    return refused
        ? new Fact.FundsRefused("INSUFFICIENT_FUNDS", attempt, Operation.RESERVE)
        : new Fact.FundsReserved(attempt);
  }

  private Fact release(int attempt) {
    if (holds.get(attempt) == Hold.CAPTURED) {
      return new Fact.FundsRefused("NOT_RESERVED", attempt, Operation.RELEASE);
    }
    holds.put(attempt, Hold.RELEASED);
    return new Fact.FundsReleased(attempt);
  }

  private Fact capture(CaptureFunds capture) {
    int attempt = capture.attempt();
    Hold hold = holds.get(attempt);
    if (hold == Hold.CAPTURED) {
      return new Fact.FundsCaptured(attempt);
    }
    if (hold != Hold.HELD || moody()) {
      String reason = hold == Hold.HELD ? "UNKNOWN_ACCOUNT" : "NOT_RESERVED";
      return new Fact.FundsRefused(reason, attempt, Operation.CAPTURE);
    }
    holds.put(attempt, Hold.CAPTURED);
    long subsidy = capture.subsidy() == null ? 0 : capture.subsidy().amountMinor();
    for (var leg : capture.legs()) {
      pay(leg.payee(), leg.amount().amountMinor());
      customerMinor -= leg.amount().amountMinor();
    }
    customerMinor += subsidy;
    platformMinor -= subsidy;
    return new Fact.FundsCaptured(attempt);
  }

  private void pay(Payee payee, long minor) {
    switch (payee) {
      case RESTAURANT -> restaurantMinor += minor;
      case DRIVER, TIP -> driverMinor += minor;
      case COMMISSION, TAX, DELIVERY_FEE -> platformMinor += minor;
    }
  }

  private Fact adjust(AdjustFunds adjust) {
    if (adjusted.add(adjust.adjustmentId())) {
      for (var movement : adjust.movements()) {
        add(movement.from(), -movement.amount().amountMinor());
        add(movement.to(), movement.amount().amountMinor());
      }
    }
    return new Fact.FundsAdjusted(adjust.adjustmentId());
  }

  private void add(Party party, long minor) {
    switch (party) {
      case CUSTOMER -> customerMinor += minor;
      case RESTAURANT -> restaurantMinor += minor;
      case DRIVER -> driverMinor += minor;
      case PLATFORM, COMMISSION, DELIVERY_FEE, TAX -> platformMinor += minor;
    }
  }

  /** A hold lapses, if there is one. */
  Optional<Fact> expire() {
    for (Map.Entry<Integer, Hold> each : holds.entrySet()) {
      if (each.getValue() == Hold.HELD) {
        each.setValue(Hold.EXPIRED);
        return Optional.of(new Fact.FundsExpired(each.getKey()));
      }
    }
    return Optional.empty();
  }

  boolean holds() {
    return holds.containsValue(Hold.HELD);
  }

  long captures() {
    return holds.values().stream().filter(each -> each == Hold.CAPTURED).count();
  }
}
