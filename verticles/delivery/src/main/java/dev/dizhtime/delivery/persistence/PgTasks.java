package dev.dizhtime.delivery.persistence;

import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.TaskId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.contracts.delivery.RequestDelivery;
import dev.dizhtime.delivery.model.DispatchPolicy;
import dev.dizhtime.delivery.model.Task;
import dev.dizhtime.delivery.usecase.Tasks;
import dev.dizhtime.runtime.postgres.Tx;
import java.util.Optional;

/** The tasks, seen by one transaction. */
record PgTasks(Tx tx) implements Tasks {
  @Override
  public boolean add(Task task) {
    RequestDelivery job = task.job();
    return 1
        == tx.update(
            """
            INSERT INTO delivery_task (task_id, order_id, customer_id, restaurant_id, owner_id,
              restaurant_name, pickup_address, pickup_lat, pickup_lon, dropoff_address, dropoff_lat,
              dropoff_lon, fee_minor, tip_minor, currency, traceparent, request_id, requested_at, state,
              pickup_code, delivery_code, collect_minor)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
              $20, $21, $22)
            ON CONFLICT (order_id) DO NOTHING
            """,
            task.id().value(),
            job.orderId().value(),
            job.customerId().value(),
            job.restaurantId().value(),
            job.ownerId().value(),
            job.restaurantName(),
            job.pickup().address(),
            job.pickup().location().lat(),
            job.pickup().location().lon(),
            job.dropoff().address(),
            job.dropoff().location().lat(),
            job.dropoff().location().lon(),
            job.fee().amountMinor(),
            job.tip().amountMinor(),
            job.fee().currency(),
            task.cause().traceparent(),
            task.cause().requestId(),
            task.requestedAt(),
            task.state(),
            task.pickupCode().code(),
            task.deliveryCode().code(),
            job.collect() == null ? null : job.collect().amountMinor());
  }

  @Override
  public Optional<Task> lockOf(UserId driver, TaskId id) {
    return tx.first(
            TaskRows.SELECT + "WHERE t.task_id = $1 AND t.driver_id = $2 FOR UPDATE OF t",
            id.value(),
            driver.value())
        .map(TaskRows::read);
  }

  @Override
  public Optional<Task> lockOfferOf(UserId driver) {
    return tx.first(
            TaskRows.SELECT + "WHERE t.driver_id = $1 AND t.state = 'OFFERED' FOR UPDATE OF t",
            driver.value())
        .map(TaskRows::read);
  }

  @Override
  public Optional<Task> lockOfOrder(OrderId order) {
    return tx.first(TaskRows.SELECT + "WHERE t.order_id = $1 FOR UPDATE OF t", order.value())
        .map(TaskRows::read);
  }

  @Override
  public Optional<Task> lockNextToOffer(DispatchPolicy policy) {
    return tx.first(
            TaskRows.SELECT
                + """
                WHERE t.state = 'REQUESTED' AND EXISTS (
                  SELECT 1 FROM driver d
                  LEFT JOIN delivery_refusal f
                    ON f.task_id = t.task_id AND f.driver_id = d.driver_id
                """
                + PgDrivers.ELIGIBLE
                + """
                )
                ORDER BY t.requested_at LIMIT 1
                FOR UPDATE OF t SKIP LOCKED
                """,
            policy.radiusMeters(),
            policy.maxExpiredOffers())
        .map(TaskRows::read);
  }

  @Override
  public Optional<Task> lockNextExpiredOffer() {
    return tx.first(
            TaskRows.SELECT
                + """
                WHERE t.state = 'OFFERED' AND t.offer_expires_at <= clock_timestamp()
                ORDER BY t.offer_expires_at LIMIT 1
                FOR UPDATE OF t SKIP LOCKED
                """)
        .map(TaskRows::read);
  }

  @Override
  public void save(Task task) {
    tx.update(
        """
        UPDATE delivery_task
        SET state = $2, driver_id = $3, offer_expires_at = $4, changed_at = clock_timestamp(),
            picked_up_at = CASE WHEN $2 = 'PICKED_UP'
              THEN coalesce(picked_up_at, clock_timestamp()) ELSE picked_up_at END,
            arrived_at = $5, pickup_wrong_tries = $6, pickup_waived = $7,
            delivery_wrong_tries = $8, delivery_waived = $9
        WHERE task_id = $1
        """,
        task.id().value(),
        task.state(),
        task.driverId() == null ? null : task.driverId().value(),
        task.offerExpiresAt(),
        task.arrivedAt(),
        task.pickupCode().wrongTries(),
        task.pickupCode().waived(),
        task.deliveryCode().wrongTries(),
        task.deliveryCode().waived());
  }

  @Override
  public void rememberDeclined(TaskId id, UserId driver) {
    tx.update(
        """
        INSERT INTO delivery_refusal (task_id, driver_id, declined) VALUES ($1, $2, true)
        ON CONFLICT (task_id, driver_id) DO UPDATE SET declined = true
        """,
        id.value(),
        driver.value());
  }

  @Override
  public void rememberExpired(TaskId id, UserId driver) {
    tx.update(
        """
        INSERT INTO delivery_refusal (task_id, driver_id, expired) VALUES ($1, $2, 1)
        ON CONFLICT (task_id, driver_id) DO UPDATE SET expired = delivery_refusal.expired + 1
        """,
        id.value(),
        driver.value());
  }

  @Override
  public boolean orderIsOver(OrderId order) {
    // Writes even where there is nothing to change: the row's lock lasts to the commit.
    return tx.first(
            """
            INSERT INTO followed_order (order_id) VALUES ($1)
            ON CONFLICT (order_id) DO UPDATE SET over_reason = followed_order.over_reason
            RETURNING over_reason IS NOT NULL AS is_over
            """,
            order.value())
        .orElseThrow()
        .getBoolean("is_over");
  }

  @Override
  public void rememberOver(OrderId order, String reason) {
    tx.update(
        """
        INSERT INTO followed_order (order_id, over_reason) VALUES ($1, $2)
        ON CONFLICT (order_id) DO UPDATE
        SET over_reason = coalesce(followed_order.over_reason, excluded.over_reason)
        """,
        order.value(),
        reason);
  }

  @Override
  public void rememberReady(OrderId order) {
    tx.update(
        "INSERT INTO ready_order (order_id) VALUES ($1) ON CONFLICT DO NOTHING", order.value());
  }
}
