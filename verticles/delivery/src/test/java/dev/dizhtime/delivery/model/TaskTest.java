package dev.dizhtime.delivery.model;

import static dev.dizhtime.delivery.model.TaskState.ABANDONED;
import static dev.dizhtime.delivery.model.TaskState.ASSIGNED;
import static dev.dizhtime.delivery.model.TaskState.CANCELLED;
import static dev.dizhtime.delivery.model.TaskState.DELIVERED;
import static dev.dizhtime.delivery.model.TaskState.OFFERED;
import static dev.dizhtime.delivery.model.TaskState.PICKED_UP;
import static dev.dizhtime.delivery.model.TaskState.UNDELIVERABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dizhtime.contracts.GeoPoint;
import dev.dizhtime.contracts.Money;
import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.Place;
import dev.dizhtime.contracts.RestaurantId;
import dev.dizhtime.contracts.TaskId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.delivery.RequestDelivery;
import dev.dizhtime.delivery.model.TaskChange.Already;
import dev.dizhtime.delivery.model.TaskChange.Changed;
import dev.dizhtime.delivery.model.TaskChange.Refusal;
import dev.dizhtime.delivery.model.TaskChange.Refused;
import dev.dizhtime.delivery.model.TaskChange.TooEarly;
import dev.dizhtime.delivery.model.TaskChange.WrongCode;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final UserId DRIVER = new UserId(UUID.randomUUID());

  @Test
  void goesFromRequestToDoor() {
    Task offered = task(TaskState.REQUESTED, true).offerTo(DRIVER, NOW.plusSeconds(30));
    Task assigned = changed(offered.accept(NOW.plusSeconds(29)));
    Task pickedUp = changed(assigned.pickUp(null));
    Task delivered = changed(pickedUp.dropOff(null));

    assertThat(delivered.state()).isEqualTo(TaskState.DELIVERED);
    assertThat(delivered.driverId()).isEqualTo(DRIVER);
    assertThat(delivered.offerExpiresAt()).isNull();
  }

  @Test
  void refusesAnAcceptanceAtTheInstantOfExpiry() {
    Task offered = task(TaskState.REQUESTED, false).offerTo(DRIVER, NOW);
    assertThat(offered.accept(NOW)).isEqualTo(new Refused(Refusal.OFFER_EXPIRED));
  }

  @Test
  void refusesAPickUpBeforeTheKitchenIsReady() {
    assertThat(task(TaskState.ASSIGNED, false).pickUp(null))
        .isEqualTo(new Refused(Refusal.ORDER_NOT_READY));
  }

  @Test
  void looksForSomeoneElseWhenTheOfferIsWithdrawn() {
    Task waiting = changed(task(TaskState.OFFERED, false).withdrawOffer());
    assertThat(waiting.state()).isEqualTo(TaskState.REQUESTED);
    assertThat(waiting.driverId()).isNull();
  }

  @Test
  void isOfferedOnlyWhileItWaits() {
    Task assigned = task(TaskState.ASSIGNED, false);
    assertThatThrownBy(() -> assigned.offerTo(DRIVER, NOW))
        .isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @EnumSource(TaskState.class)
  void eachStepStartsFromItsOwnStatesOnly(TaskState state) {
    Task task = task(state, true);
    var none = EnumSet.noneOf(TaskState.class);
    startsFrom(EnumSet.of(OFFERED), EnumSet.of(ASSIGNED), task, each -> each.accept(NOW));
    startsFrom(EnumSet.of(OFFERED), none, task, Task::withdrawOffer);
    startsFrom(EnumSet.of(ASSIGNED), none, task, each -> each.unassign(DRIVER));
    startsFrom(EnumSet.of(ASSIGNED), EnumSet.of(PICKED_UP), task, each -> each.pickUp(null));
    startsFrom(EnumSet.of(PICKED_UP), EnumSet.of(DELIVERED), task, each -> each.dropOff(null));
    startsFrom(EnumSet.of(PICKED_UP), none, task, each -> each.arrive(NOW));
    startsFrom(EnumSet.of(ASSIGNED, PICKED_UP), EnumSet.of(ABANDONED), task, Task::abandon);
  }

  @ParameterizedTest
  @EnumSource(TaskState.class)
  void isCalledOffUntilItIsPickedUp(TaskState state) {
    assertThat(task(state, true).cancel() instanceof Changed).isEqualTo(state.beforePickUp());
  }

  /** The states that a step starts from, and those in which it was done before. */
  private static void startsFrom(
      Set<TaskState> starts, Set<TaskState> done, Task task, Function<Task, TaskChange> step) {
    TaskChange change = step.apply(task);
    if (starts.contains(task.state())) {
      assertThat(change).isInstanceOf(Changed.class);
    } else if (done.contains(task.state())) {
      assertThat(change).isEqualTo(new Already(task));
    } else {
      assertThat(change).isEqualTo(new Refused(Refusal.WRONG_STATE));
    }
  }

  @ParameterizedTest
  @EnumSource(TaskState.class)
  void leavesNobodyOnTheWayWithAnOrderThatIsOver(TaskState state) {
    TaskChange change = task(state, true).endWithOrder();
    assertThat(change instanceof Changed)
        .isEqualTo(state.beforePickUp() || state == TaskState.PICKED_UP);
  }

  @Test
  void isPickedUpOnlyWithTheRestaurantsCode() {
    Task task = task(ASSIGNED, true, "0042", "7310");
    assertThat(task.pickUp(null)).isEqualTo(new WrongCode(task, Handoff.PICKUP, false));
    assertThat(task.pickUp("7310")).isInstanceOf(WrongCode.class);
    assertThat(changed(task.pickUp("0042")).state()).isEqualTo(PICKED_UP);
  }

  @Test
  void countsNoWrongTryBeforeTheKitchenIsReadyOrTheOrderIsPickedUp() {
    Task cooking = task(ASSIGNED, false, "0042", "7310");
    assertThat(cooking.pickUp("0000")).isEqualTo(new Refused(Refusal.ORDER_NOT_READY));
    assertThat(cooking.dropOff("7310")).isEqualTo(new Refused(Refusal.WRONG_STATE));
  }

  @Test
  void locksAHandoffAfterFiveWrongCodesUntilAnAdminHelps() {
    Task task = task(PICKED_UP, true, "0042", "7310");
    for (int left = HandoffCode.MAX_WRONG_TRIES - 1; left >= 0; left--) {
      assertThat(task.dropOff("0042")).isInstanceOf(WrongCode.class);
      task = ((WrongCode) task.dropOff("0042")).task();
      assertThat(task.deliveryCode().triesLeft()).isEqualTo(left);
    }
    assertThat(task.dropOff("7310")).isEqualTo(new Refused(Refusal.CODE_LOCKED));
    assertThat(task.dropOff(null)).isEqualTo(new Refused(Refusal.CODE_LOCKED));
    Task waived = changed(task.waiveCode(Handoff.DELIVERY));
    assertThat(changed(waived.dropOff(null)).state()).isEqualTo(DELIVERED);
  }

  @ParameterizedTest
  @EnumSource(TaskState.class)
  void waivesOnlyTheCodeOfAHandoffThatIsAhead(TaskState state) {
    Task task = task(state, true, "0042", "7310");
    assertThat(task.waiveCode(Handoff.PICKUP) instanceof Changed).isEqualTo(state.beforePickUp());
    assertThat(task.waiveCode(Handoff.DELIVERY) instanceof Changed)
        .isEqualTo(state.beforePickUp() || state == PICKED_UP);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "123", "12345", "12a4", "-123", " 123", "١٢٣٤"})
  void refusesACodeOfAnotherShapeWithoutShowingIt(String code) {
    assertThatThrownBy(() -> HandoffCode.fresh(code))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a hand-off code must have four digits");
  }

  @Test
  void neverPrintsACode() {
    Task task = task(ASSIGNED, true, "0042", "7310");
    assertThat(task.toString() + task.pickUp("0043")).doesNotContain("0042", "7310", "0043");
  }

  @Test
  void givesUpOnACustomerOnlyAfterWaitingAtTheDoor() {
    Duration wait = Duration.ofMinutes(5);
    Task task = task(PICKED_UP, true);
    assertThat(task.giveUpAtDoor(NOW, wait)).isEqualTo(new Refused(Refusal.NOT_ARRIVED));
    Task there = changed(task.arrive(NOW));
    assertThat(there.arrive(NOW.plusSeconds(60))).isEqualTo(new Already(there));
    assertThat(there.giveUpAtDoor(NOW.plus(wait).minusMillis(1), wait))
        .isEqualTo(new TooEarly(NOW.plus(wait)));
    assertThat(changed(there.giveUpAtDoor(NOW.plus(wait), wait)).state()).isEqualTo(UNDELIVERABLE);
  }

  @Test
  void takesOffOnlyTheDriverWhoIsMeant() {
    assertThat(task(ASSIGNED, true).unassign(new UserId(UUID.randomUUID())))
        .isEqualTo(new Refused(Refusal.WRONG_STATE));
  }

  private static Task changed(TaskChange change) {
    assertThat(change).isInstanceOf(Changed.class);
    return ((Changed) change).task();
  }

  private static Task task(TaskState state, boolean ready) {
    return task(state, ready, null, null);
  }

  private static Task task(TaskState state, boolean ready, String pickupCode, String deliveryCode) {
    var place = new Place("1 Main Street", new GeoPoint(40.7, -74));
    var job =
        new RequestDelivery(
            new OrderId(UUID.randomUUID()),
            new UserId(UUID.randomUUID()),
            new RestaurantId(UUID.randomUUID()),
            new UserId(UUID.randomUUID()),
            "Pizza",
            place,
            place,
            Money.zero("USD"),
            Money.zero("USD"),
            null,
            null,
            null);
    return new Task(
        new TaskId(UUID.randomUUID()),
        job,
        new Cause(null, null),
        NOW.minusSeconds(60),
        state,
        state == TaskState.REQUESTED || state == CANCELLED ? null : DRIVER,
        state == TaskState.OFFERED ? NOW.plusSeconds(30) : null,
        ready,
        HandoffCode.fresh(pickupCode),
        HandoffCode.fresh(deliveryCode),
        null);
  }
}
