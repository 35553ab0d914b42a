package dev.dizhtime.order.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.Place;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.order.CancelledBy;
import dev.dizhtime.contracts.order.Charges;
import dev.dizhtime.contracts.order.OrderLine;
import dev.dizhtime.contracts.order.PaymentMethod;
import dev.dizhtime.order.model.Adjustment;
import dev.dizhtime.order.model.CancelRules;
import dev.dizhtime.order.model.Cancellation;
import dev.dizhtime.order.model.Order;
import dev.dizhtime.order.model.OrderState;
import dev.dizhtime.order.model.SagaRules;
import dev.dizhtime.order.model.Terms;
import dev.dizhtime.order.usecase.Viewer;
import java.time.Instant;
import java.util.List;

/** An order as the API shows it to one viewer: codes only to those who are to say them. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OrderJson(
    OrderId orderId,
    OrderState state,
    UserId customerId,
    RestaurantId restaurantId,
    String restaurantName,
    UserId driverId,
    List<OrderLine> lines,
    Charges charges,
    Money total,
    Place dropoff,
    String note,
    PaymentMethod payment,
    Instant scheduledFor,
    Instant answerBy,
    CancellationJson cancellation,
    Money cancellationCost,
    String pickupCode,
    String deliveryCode,
    String attention,
    List<RefundJson> refunds,
    Instant placedAt,
    String traceId,
    String requestId) {

  record CancellationJson(CancelledBy by, String reason, Money cost) {
    static CancellationJson of(Cancellation how) {
      return how == null ? null : new CancellationJson(how.by(), how.reason(), how.cost());
    }
  }

  /**
   * @param state REQUESTED, DONE or REFUSED
   */
  record RefundJson(TransferId refundId, Money amount, String reason, String state, Instant at) {
    static RefundJson of(Adjustment refund) {
      return new RefundJson(
          refund.id(), refund.amount(), refund.reason(), refund.progress().name(), refund.at());
    }
  }

  /**
   * The answer to whoever does something. It is kept for whoever asks again, for longer than the
   * note may be, so it is without the note.
   */
  static OrderJson of(Order order, Viewer viewer, SagaRules rules) {
    return of(order.noted(null), viewer, rules, null);
  }

  /**
   * @param answerBy until when the restaurant is to answer; null when that is not awaited
   */
  static OrderJson of(Order order, Viewer viewer, SagaRules rules, Instant answerBy) {
    Terms terms = order.terms();
    boolean admin = viewer.isAdmin();
    boolean customer = terms.customerId().equals(viewer.userId());
    boolean owner = viewer.worksAt(terms.ownerId(), terms.restaurantId());
    return new OrderJson(
        order.orderId(),
        order.state(),
        terms.customerId(),
        terms.restaurantId(),
        terms.restaurantName(),
        order.driverId(),
        terms.lines(),
        terms.charges(),
        terms.charges().total(),
        terms.dropoff(),
        order.noteToKeep(),
        terms.payment(),
        terms.scheduledFor(),
        owner || admin ? answerBy : null,
        CancellationJson.of(order.cancellation()),
        customer && CancelRules.possible(order) ? CancelRules.cost(order, rules) : null,
        owner || admin ? order.codes().pickup() : null,
        customer || admin ? order.codes().delivery() : null,
        admin ? order.attention() : null,
        order.purse().refunds().stream().map(RefundJson::of).toList(),
        order.placedAt(),
        order.origin().traceId(),
        order.origin().requestId());
  }
}
