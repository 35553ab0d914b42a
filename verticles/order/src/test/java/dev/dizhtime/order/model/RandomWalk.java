package dev.dizhtime.order.model;

import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.delivery.CancelDelivery;
import dev.dizhtime.contracts.delivery.ReassignDelivery;
import dev.dizhtime.contracts.delivery.RequestDelivery;
import dev.dizhtime.contracts.wallet.AdjustFunds;
import dev.dizhtime.contracts.wallet.CaptureFunds;
import dev.dizhtime.contracts.wallet.ReleaseFunds;
import dev.dizhtime.contracts.wallet.ReserveFunds;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * One order on a random path: people act, messages are lost, doubled, late and out of order,
 * deadlines pass at any time. In the end the world is calm, and only deadlines and answers are
 * left.
 */
final class RandomWalk {
  private static final SagaRules RULES = SagaRules.USUAL;
  private static final int ROUGH_STEPS = 80;
  private static final int CALM_STEPS = 3_000;
  private static final double LOST = 0.1;
  private static final double DOUBLED = 0.2;

  final FakeWallet wallet;
  final List<String> log = new ArrayList<>();
  private final Random random;
  private final boolean lossy;
  private final FakeStreet street;
  private final List<Object> inFlight = new ArrayList<>();
  private final Map<DeadlineKind, Integer> deadlines = new EnumMap<>(DeadlineKind.class);
  private Order order;
  private boolean calm;

  RandomWalk(long seed) {
    random = new Random(seed);
    // What is lost for good can only be made up for by a wallet that does not change its mind.
    lossy = random.nextBoolean();
    wallet = new FakeWallet(random, lossy);
    street = new FakeStreet(random);
    Terms terms =
        switch (random.nextInt(4)) {
          case 0 -> Given.cash();
          case 1 -> Given.later(Given.TOMORROW);
          default -> Given.terms();
        };
    Transition.Moved begun = Saga.begin(Given.placed(terms), RULES);
    order = begun.order();
    keep(Saga.deadlines(order, RULES));
    begun.messages().forEach(this::send);
  }

  /** Walks to the end. */
  Order walk() {
    for (int i = 0; i < ROUGH_STEPS; i++) {
      step();
    }
    calm = true;
    wallet.calm();
    for (int i = 0; i < CALM_STEPS && !(inFlight.isEmpty() && deadlines.isEmpty()); i++) {
      if (inFlight.isEmpty()) {
        pass();
      } else {
        deliver();
      }
    }
    return order;
  }

  boolean quiet() {
    return inFlight.isEmpty() && deadlines.isEmpty();
  }

  private void step() {
    switch (random.nextInt(20)) {
      case 0, 1, 2 -> person();
      case 3, 4 -> street.moves().ifPresent(inFlight::add);
      case 5 -> pass();
      case 6 -> rarely();
      default -> deliver();
    }
  }

  private void person() {
    List<Fact> actions =
        List.of(
            new Fact.RestaurantAccepts(),
            new Fact.RestaurantAccepts(),
            new Fact.RestaurantPrepares(),
            new Fact.RestaurantIsReady(),
            new Fact.RestaurantIsReady());
    tell(actions.get(random.nextInt(actions.size())));
  }

  private void rarely() {
    switch (random.nextInt(12)) {
      case 0 -> tell(new Fact.CustomerCancels(null, Long.MAX_VALUE));
      case 1 -> tell(new Fact.RestaurantRejects("no dough left", List.of()));
      case 2 -> tell(new Fact.StockRefused(List.of()));
      case 3 -> tell(new Fact.RestaurantClosed());
      case 4, 5 -> wallet.expire().ifPresent(inFlight::add);
      case 6 -> tell(new Fact.RefundAsked(Facts.refund(RefundRequest.Liable.PLATFORM, 100)));
      case 7 -> {
        OperatorAction[] all = OperatorAction.values();
        tell(new Fact.OperatorActs(all[random.nextInt(all.length)], "an operator is bored"));
      }
      default -> street.moves().ifPresent(inFlight::add);
    }
  }

  private void pass() {
    if (!deadlines.isEmpty()) {
      List<DeadlineKind> kinds = new ArrayList<>(deadlines.keySet());
      DeadlineKind kind = kinds.get(random.nextInt(kinds.size()));
      tell(new Fact.DeadlinePassed(kind, deadlines.get(kind)));
    }
  }

  private void deliver() {
    if (inFlight.isEmpty()) {
      return;
    }
    Object next = inFlight.remove(calm ? 0 : random.nextInt(inFlight.size()));
    if (!calm && random.nextDouble() < DOUBLED) {
      inFlight.add(next);
    }
    if (!calm && lossy && random.nextDouble() < LOST) {
      log.add("lost: " + next);
      return;
    }
    switch (next) {
      case Fact fact -> tell(fact);
      case RequestDelivery m -> street.take(m).ifPresent(inFlight::add);
      case ReassignDelivery m -> street.take(m).ifPresent(inFlight::add);
      case CancelDelivery m -> street.take(m).ifPresent(inFlight::add);
      case Message command -> inFlight.add(wallet.answer(command));
      default -> throw new AssertionError(next);
    }
  }

  private void tell(Fact fact) {
    Transition transition = Saga.on(order, fact, RULES, Given.NOW);
    log.add("%s %s: %s -> %s".formatted(order.state(), order.funds(), fact, words(transition)));
    if (transition instanceof Transition.Moved moved) {
      Order before = order;
      order = moved.order();
      keep(Saga.deadlines(before, fact, order, RULES, Given.NOW));
      moved.messages().forEach(this::send);
    } else if (transition instanceof Transition.Ignored) {
      keep(Saga.deadlinesIgnoring(fact));
    }
  }

  private static String words(Transition transition) {
    return switch (transition) {
      case Transition.Moved(Order next, List<Message> sent, String _) ->
          "%s %s %s %s"
              .formatted(
                  next.state(), next.funds(), next.purse().attempt(), Scenario.typesOf(sent));
      case Transition.Ignored(String reason) -> "ignored: " + reason;
      case Transition.Refused refused -> "refused: " + refused.reason();
    };
  }

  private void keep(Deadlines change) {
    change.cleared().forEach(deadlines::remove);
    change.set().forEach(each -> deadlines.put(each.kind(), each.attempt()));
  }

  private void send(Message message) {
    switch (message) {
      case ReserveFunds _, ReleaseFunds _, CaptureFunds _, AdjustFunds _ -> inFlight.add(message);
      case RequestDelivery _, ReassignDelivery _, CancelDelivery _ -> inFlight.add(message);
      default -> {}
    }
  }
}
