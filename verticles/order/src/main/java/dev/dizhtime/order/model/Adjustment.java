package dev.dizhtime.order.model;

import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.contracts.wallet.Movement;
import java.time.Instant;
import java.util.List;

/**
 * Money of an order that is put right after the fact.
 *
 * @param id also the wallet's, so that asking twice moves money once
 * @param amount the sum of the movements
 * @param lines what of the order is refunded; none for an amount without lines
 * @param reason in words, 1 to 300 characters
 * @param at when it was decided
 */
public record Adjustment(
    TransferId id,
    Kind kind,
    Progress progress,
    List<Movement> movements,
    Money amount,
    List<RefundLine> lines,
    String reason,
    Instant at) {
  public Adjustment {
    movements = List.copyOf(movements);
    lines = lines == null ? List.of() : List.copyOf(lines);
  }

  /** What it is for. */
  public enum Kind {
    /** The customer gets back what was paid. */
    REFUND,
    /** The platform makes up for what someone did in vain. */
    COMPENSATION,
    /** The platform pays in the customer's place. */
    WRITE_OFF
  }

  /** How far it is. */
  public enum Progress {
    /** To be sent once the hold is let go of. */
    PLANNED,
    /** The wallet was asked. */
    REQUESTED,
    /** The money has moved. */
    DONE,
    /** The wallet would not. */
    REFUSED
  }

  /**
   * Some of a line.
   *
   * @param line counts from 0
   * @param quantity 1 to what was ordered
   */
  public record RefundLine(int line, int quantity) {}

  Adjustment as(Progress next) {
    return new Adjustment(id, kind, next, movements, amount, lines, reason, at);
  }

  boolean is(Progress wanted) {
    return progress == wanted;
  }
}
