package dev.dizhtime.delivery.http;

import dev.dizhtime.delivery.model.AbandonReason;
import dev.dizhtime.delivery.usecase.AbandonTask;
import dev.dizhtime.delivery.usecase.CarryOrder;
import dev.dizhtime.delivery.usecase.MeetCustomer;
import dev.dizhtime.runtime.http.Call;
import dev.dizhtime.runtime.http.Reply;

/**
 * A driver's way from the restaurant to the customer, to the end or not. What is told of it wakes
 * the dispatch.
 */
public record CarryRoutes(
    CarryOrder orders, MeetCustomer customers, AbandonTask exits, TaskAnswers answers) {

  private record Handover(String code) {}

  private record Abandonment(AbandonReason reason) {}

  /** The caller has the order. */
  public Reply pickUp(Call call) throws Exception {
    String code = code(call);
    return answers.to(call, (driver, id) -> orders.pickUp(driver, id, code));
  }

  /** The customer has the order. */
  public Reply dropOff(Call call) throws Exception {
    String code = code(call);
    return answers.to(call, (driver, id) -> orders.dropOff(driver, id, code));
  }

  /** The caller is at the customer's door. */
  public Reply arrive(Call call) throws Exception {
    return answers.to(call, customers::arrive);
  }

  /** Nobody takes the order. */
  public Reply giveUp(Call call) throws Exception {
    return answers.to(call, customers::giveUp);
  }

  /** The caller can't go on. */
  public Reply abandon(Call call) throws Exception {
    AbandonReason reason = call.body(Abandonment.class).reason();
    return answers.to(call, (driver, id) -> exits.abandon(driver, id, reason));
  }

  /** Clients that know of no codes send no body. */
  private static String code(Call call) {
    return call.rawBody().length == 0 ? null : call.body(Handover.class).code();
  }
}
