-- Hand-offs need a code that the driver does not know. Wrong tries are counted here; the row of the
-- task is locked while one is looked at, so that many at once are counted one by one.
ALTER TABLE delivery_task
  ADD COLUMN pickup_code          text,
  ADD COLUMN pickup_wrong_tries   integer NOT NULL DEFAULT 0 CHECK (pickup_wrong_tries BETWEEN 0 AND 5),
  ADD COLUMN pickup_waived        boolean NOT NULL DEFAULT false,
  ADD COLUMN delivery_code        text,
  ADD COLUMN delivery_wrong_tries integer NOT NULL DEFAULT 0 CHECK (delivery_wrong_tries BETWEEN 0 AND 5),
  ADD COLUMN delivery_waived      boolean NOT NULL DEFAULT false,
  -- What the customer pays the driver in cash, in the task's currency; null for nothing.
  ADD COLUMN collect_minor        bigint CHECK (collect_minor >= 0),
  ADD COLUMN picked_up_at         timestamptz,
  ADD COLUMN arrived_at           timestamptz;

UPDATE delivery_task SET picked_up_at = changed_at WHERE state IN ('PICKED_UP', 'DELIVERED');

ALTER TABLE delivery_task
  DROP CONSTRAINT delivery_task_state_check,
  DROP CONSTRAINT driver_when_there_must_be_one,
  ADD CONSTRAINT delivery_task_state_check CHECK (
    state IN ('REQUESTED', 'OFFERED', 'ASSIGNED', 'PICKED_UP', 'DELIVERED', 'CANCELLED',
              'ABANDONED', 'UNDELIVERABLE')),
  ADD CONSTRAINT driver_when_there_must_be_one CHECK (
    (driver_id IS NOT NULL)
    = (state IN ('OFFERED', 'ASSIGNED', 'PICKED_UP', 'DELIVERED', 'ABANDONED', 'UNDELIVERABLE'))),
  -- Nothing is delivered, given up on the way or brought back that was not picked up before.
  ADD CONSTRAINT picked_up_before_it_ends_so CHECK (
    (picked_up_at IS NOT NULL)
    = (state IN ('PICKED_UP', 'DELIVERED', 'ABANDONED', 'UNDELIVERABLE'))),
  ADD CONSTRAINT arrived_with_the_order CHECK (arrived_at IS NULL OR picked_up_at IS NOT NULL);

-- Who let a hand-off pass without its code, and why; never changed but for its use.
CREATE TABLE handoff_override (
  task_id       uuid        NOT NULL REFERENCES delivery_task,
  handoff       text        NOT NULL CHECK (handoff IN ('PICKUP', 'DELIVERY')),
  order_id      uuid        NOT NULL,
  reason        text        NOT NULL CHECK (length(reason) BETWEEN 1 AND 300),
  overridden_by uuid        NOT NULL,
  overridden_at timestamptz NOT NULL,
  used_by       uuid,
  used_at       timestamptz,
  PRIMARY KEY (task_id, handoff)
);

-- What is known of orders, so that a delivery that is asked for after its order has ended is not
-- looked for. Asking and ending write this row, so that each sees the other, whoever is first.
CREATE TABLE followed_order (
  order_id    uuid PRIMARY KEY,
  over_reason text
);
