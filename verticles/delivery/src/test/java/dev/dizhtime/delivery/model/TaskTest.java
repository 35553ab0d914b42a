package dev.dizhtime.delivery.model;

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
import dev.dizhtime.delivery.model.TaskChange.Changed;
import dev.dizhtime.delivery.model.TaskChange.Refusal;
import dev.dizhtime.delivery.model.TaskChange.Refused;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TaskTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final UserId DRIVER = new UserId(UUID.randomUUID());

  @Test
  void goesFromRequestToDoor() {
    Task offered = task(TaskState.REQUESTED, true).offerTo(DRIVER, NOW.plusSeconds(30));
    Task assigned = changed(offered.accept(NOW.plusSeconds(29)));
    Task pickedUp = changed(assigned.pickUp());
    Task delivered = changed(pickedUp.dropOff());

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
    assertThat(task(TaskState.ASSIGNED, false).pickUp())
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
  void eachStepStartsFromOneStateOnly(TaskState state) {
    Task task = task(state, true);
    startsFrom(TaskState.OFFERED, task, each -> each.accept(NOW));
    startsFrom(TaskState.OFFERED, task, Task::withdrawOffer);
    startsFrom(TaskState.ASSIGNED, task, Task::pickUp);
    startsFrom(TaskState.PICKED_UP, task, Task::dropOff);
  }

  @ParameterizedTest
  @EnumSource(TaskState.class)
  void isCalledOffUntilItIsPickedUp(TaskState state) {
    assertThat(task(state, true).cancel() instanceof Changed).isEqualTo(state.beforePickUp());
  }

  private static void startsFrom(TaskState start, Task task, Function<Task, TaskChange> step) {
    TaskChange change = step.apply(task);
    if (task.state() == start) {
      assertThat(change).isInstanceOf(Changed.class);
    } else {
      assertThat(change).isEqualTo(new Refused(Refusal.WRONG_STATE));
    }
  }

  private static Task changed(TaskChange change) {
    assertThat(change).isInstanceOf(Changed.class);
    return ((Changed) change).task();
  }

  private static Task task(TaskState state, boolean ready) {
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
        state == TaskState.REQUESTED ? null : DRIVER,
        state == TaskState.OFFERED ? NOW.plusSeconds(30) : null,
        ready);
  }
}
