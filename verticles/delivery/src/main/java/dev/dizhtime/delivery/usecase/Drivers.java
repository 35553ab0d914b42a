package dev.dizhtime.delivery.usecase;

import dev.dizhtime.contracts.GeoPoint;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.delivery.model.DispatchPolicy;
import dev.dizhtime.delivery.model.Task;
import java.util.Optional;

/** Who drives, and where they are. */
public interface Drivers {
  /** Starts or ends a shift; a driver who was never here before becomes known. */
  void keepShift(UserId driver, boolean online, GeoPoint location);

  /**
   * Stores where a driver is; empty when they never began a shift, else whether they are on one.
   */
  Optional<Boolean> move(UserId driver, GeoPoint location);

  /**
   * Locks the best driver to ask for a task: free, on shift, within the radius, not having declined
   * it; first those who were not asked before, then the nearest. Passes over drivers who are
   * locked.
   */
  Optional<UserId> lockBestFor(Task task, DispatchPolicy policy);

  /** Keeps a driver for a task. */
  void book(UserId driver, Task task);

  /** Lets go of the driver of a task; nothing when they have another. */
  void free(UserId driver, Task task);

  /** Ends the shift of a driver, if they are on one, and says where they were. */
  Optional<GeoPoint> endShift(UserId driver);
}
