package dev.dizhtime.wallet.sandbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dizhtime.contracts.Money;

/** A payment as the sandbox tells it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SandboxPayment(String id, String reference, Money amount, State state, String reason) {
  enum State {
    PENDING,
    SUCCEEDED,
    DECLINED,
    CHARGED_BACK
  }

  /** As it is answered at first: what becomes of it is told later, as real providers do. */
  SandboxPayment asAccepted() {
    return new SandboxPayment(id, reference, amount, State.PENDING, null);
  }
}
