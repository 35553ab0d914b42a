package dev.dizhtime.order.usecase;

import java.time.Duration;

/** What is measured while orders go on. */
public interface OrderMeters {
  /** An order's money was reserved so long after it was placed. */
  void funded(Duration sincePlaced);
}
