package dev.dizhtime.delivery.model;

/** Why a driver can't go on. */
public enum AbandonReason {
  ACCIDENT,
  VEHICLE,
  ILLNESS,
  /** Something else; the driver can take the next task. */
  OTHER;

  /** Whether the driver can't drive at present, so that the shift ends with the task. */
  public boolean endsShift() {
    return this != OTHER;
  }
}
