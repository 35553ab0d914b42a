package dev.dizhtime.wallet.usecase;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What the ledger should do, said again in as few words as can be: the model that chance's stories
 * are held to. One customer, one restaurant and one driver for each order.
 */
final class TinyBooks {
  enum State {
    HELD,
    CAPTURED,
    RELEASED,
    EXPIRED,
    BARRED
  }

  static final class Hold {
    State state;
    long amount;
    long taken;
    boolean cash;
  }

  final Map<String, Hold> holds = new HashMap<>();
  final Map<String, Long> adjustments = new HashMap<>();
  final long[] wallet;
  final long[] walletHeld;
  final long[] cash;
  final long[] cashHeld;
  final long[] restaurant;
  final long[] captured;
  final long[] refunded;
  private final long credit;

  TinyBooks(int orders, long opening, long credit) {
    wallet = new long[orders];
    walletHeld = new long[orders];
    cash = new long[orders];
    cashHeld = new long[orders];
    restaurant = new long[orders];
    captured = new long[orders];
    refunded = new long[orders];
    this.credit = credit;
    Arrays.fill(wallet, opening);
  }

  boolean reserve(int order, int attempt, long amount, boolean inCash) {
    Hold known = holds.get(order + "/" + attempt);
    if (known != null) {
      boolean same = known.amount == amount && known.cash == inCash;
      return same && (known.state == State.HELD || known.state == State.CAPTURED);
    }
    boolean enough =
        inCash
            ? cash[order] - cashHeld[order] - amount >= -credit
            : wallet[order] - walletHeld[order] >= amount;
    if (enough) {
      var hold = new Hold();
      hold.state = State.HELD;
      hold.amount = amount;
      hold.cash = inCash;
      holds.put(order + "/" + attempt, hold);
      held(hold)[order] += amount;
    }
    return enough;
  }

  boolean capture(int order, int attempt, long amount) {
    Hold hold = holds.get(order + "/" + attempt);
    if (hold == null || hold.state == State.BARRED) {
      return false;
    }
    if (hold.state == State.CAPTURED) {
      return hold.taken == amount;
    }
    if (hold.state != State.HELD || amount > hold.amount) {
      return false;
    }
    hold.state = State.CAPTURED;
    hold.taken = amount;
    held(hold)[order] -= hold.amount;
    (hold.cash ? cash : wallet)[order] -= amount;
    restaurant[order] += amount;
    captured[order] += amount;
    return true;
  }

  boolean release(int order, int attempt) {
    Hold hold = holds.get(order + "/" + attempt);
    if (hold == null) {
      var barred = new Hold();
      barred.state = State.BARRED;
      holds.put(order + "/" + attempt, barred);
      return true;
    }
    if (hold.state == State.HELD) {
      hold.state = State.RELEASED;
      held(hold)[order] -= hold.amount;
    }
    return hold.state != State.CAPTURED;
  }

  void expire(int order, int attempt) {
    Hold hold = holds.get(order + "/" + attempt);
    if (hold != null && hold.state == State.HELD) {
      hold.state = State.EXPIRED;
      held(hold)[order] -= hold.amount;
    }
  }

  boolean refund(int order, int number, long amount) {
    Long known = adjustments.get(order + "/" + number);
    if (known != null) {
      return known == amount;
    }
    if (refunded[order] + amount > captured[order]) {
      return false;
    }
    adjustments.put(order + "/" + number, amount);
    refunded[order] += amount;
    wallet[order] += amount;
    return true;
  }

  private long[] held(Hold hold) {
    return hold.cash ? cashHeld : walletHeld;
  }
}
