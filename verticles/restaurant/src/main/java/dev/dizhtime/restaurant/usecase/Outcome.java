package dev.dizhtime.restaurant.usecase;

import dev.dizhtime.restaurant.model.Change;
import dev.dizhtime.restaurant.model.Refusal;
import dev.dizhtime.restaurant.model.Restaurant;

/** What came of a request. */
public sealed interface Outcome {
  /** It is done (or was already). */
  record Done(Change change) implements Outcome {
    /** The restaurant as it is now. */
    public Restaurant restaurant() {
      return change.after();
    }
  }

  /** It is not done; nothing has changed. */
  record Refused(Refusal refusal) implements Outcome {}
}
