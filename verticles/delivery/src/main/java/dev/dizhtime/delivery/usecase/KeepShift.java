package dev.dizhtime.delivery.usecase;

import dev.dizhtime.contracts.GeoPoint;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.delivery.DriverPositionReported;
import java.util.Optional;

/** A driver begins or ends a shift, and says where they are. */
public final class KeepShift {
  private final Transactions transactions;

  public KeepShift(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * Begins or ends it. Who goes offline leaves an open offer to others, but keeps an assigned task.
   */
  public void keep(UserId driver, boolean online, GeoPoint location) throws Exception {
    transactions.run(
        work -> {
          if (!online) {
            work.tasks().lockOfferOf(driver).ifPresent(task -> AnswerOffer.decline(work, task));
          }
          work.drivers().keepShift(driver, online, location);
          work.tell(new DriverPositionReported(driver, location, online, work.now()));
          return null;
        });
  }

  /** Says where they are; false when this driver never began a shift. */
  public boolean move(UserId driver, GeoPoint location) throws Exception {
    return transactions.run(
        work -> {
          Optional<Boolean> online = work.drivers().move(driver, location);
          online.ifPresent(
              on -> work.tell(new DriverPositionReported(driver, location, on, work.now())));
          return online.isPresent();
        });
  }
}
