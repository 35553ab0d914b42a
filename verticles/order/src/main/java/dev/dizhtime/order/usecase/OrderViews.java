package dev.dizhtime.order.usecase;

import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.order.model.Order;
import dev.dizhtime.order.model.OrderState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Orders as people look at them; whoever may not see one does not find it. */
public interface OrderViews {
  /** Lines of one saga log that are shown at most. */
  int MAX_STEPS = 500;

  /** The order, if the viewer has to do with it. */
  Optional<Order> find(Viewer viewer, OrderId orderId);

  /**
   * The viewer's orders, newest first.
   *
   * @param state only these; empty for all
   * @param attentionOnly only those that an operator should look at
   * @param after the last order of the page before; empty for the first page
   * @param limit 1 to 100
   */
  List<Order> list(
      Viewer viewer,
      Optional<OrderState> state,
      boolean attentionOnly,
      Optional<OrderId> after,
      int limit);

  /** Until when the restaurant is to answer, of those that wait for its answer. */
  Map<OrderId, Instant> answersDue(List<Order> orders);

  /** The saga log of an order, oldest first, {@value #MAX_STEPS} lines at most. */
  List<LoggedStep> steps(OrderId orderId);

  /** What operators did about an order, oldest first, {@value #MAX_STEPS} entries at most. */
  List<OperatorEntry> operatorActions(OrderId orderId);
}
