-- The great-circle distance (haversine), as GeoPoint.distanceMeters has it.
CREATE FUNCTION distance_meters(
  lat1 double precision, lon1 double precision, lat2 double precision, lon2 double precision
) RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN 2 * 6371008.8 * asin(least(1, sqrt(
  sin(radians(lat2 - lat1) / 2) ^ 2
  + cos(radians(lat1)) * cos(radians(lat2)) * sin(radians(lon2 - lon1) / 2) ^ 2)));

CREATE TABLE delivery_task (
  task_id          uuid PRIMARY KEY,
  order_id         uuid             NOT NULL UNIQUE,
  customer_id      uuid             NOT NULL,
  restaurant_id    uuid             NOT NULL,
  owner_id         uuid             NOT NULL,
  restaurant_name  text             NOT NULL,
  pickup_address   text             NOT NULL,
  pickup_lat       double precision NOT NULL,
  pickup_lon       double precision NOT NULL,
  dropoff_address  text             NOT NULL,
  dropoff_lat      double precision NOT NULL,
  dropoff_lon      double precision NOT NULL,
  fee_minor        bigint           NOT NULL CHECK (fee_minor >= 0),
  tip_minor        bigint           NOT NULL CHECK (tip_minor >= 0),
  currency         text             NOT NULL,
  -- The trace and request of the order: all that happens to the task goes on under them.
  traceparent      text,
  request_id       text,
  requested_at     timestamptz      NOT NULL,
  changed_at       timestamptz      NOT NULL DEFAULT clock_timestamp(),
  state            text             NOT NULL CHECK (
    state IN ('REQUESTED', 'OFFERED', 'ASSIGNED', 'PICKED_UP', 'DELIVERED', 'CANCELLED')),
  driver_id        uuid,
  offer_expires_at timestamptz,
  CONSTRAINT driver_when_there_must_be_one CHECK (
    (driver_id IS NOT NULL) = (state IN ('OFFERED', 'ASSIGNED', 'PICKED_UP', 'DELIVERED'))),
  CONSTRAINT expiry_when_offered CHECK ((offer_expires_at IS NOT NULL) = (state = 'OFFERED'))
);

-- A driver is never booked twice, whatever the code believes.
CREATE UNIQUE INDEX delivery_task_of_driver ON delivery_task (driver_id)
  WHERE state IN ('OFFERED', 'ASSIGNED', 'PICKED_UP');
CREATE INDEX delivery_task_waiting ON delivery_task (requested_at) WHERE state = 'REQUESTED';
CREATE INDEX delivery_task_offered ON delivery_task (offer_expires_at) WHERE state = 'OFFERED';
CREATE INDEX delivery_task_newest ON delivery_task (requested_at DESC, task_id);

CREATE TABLE driver (
  driver_id uuid PRIMARY KEY,
  online    boolean          NOT NULL,
  lat       double precision NOT NULL,
  lon       double precision NOT NULL,
  moved_at  timestamptz      NOT NULL DEFAULT clock_timestamp(),
  -- Written with the task's row; it lets two dispatchers see each other's booking at the driver's row.
  task_id   uuid REFERENCES delivery_task
);
CREATE INDEX driver_free ON driver (lat) WHERE online AND task_id IS NULL;

-- Who was asked for a task and did not take it.
CREATE TABLE delivery_refusal (
  task_id   uuid    NOT NULL REFERENCES delivery_task,
  driver_id uuid    NOT NULL,
  declined  boolean NOT NULL DEFAULT false,
  expired   integer NOT NULL DEFAULT 0,
  PRIMARY KEY (task_id, driver_id)
);

-- Orders that the kitchen has finished. A table of its own, because that may be told before the
-- delivery is asked for, by another instance at the same instant.
CREATE TABLE ready_order (
  order_id uuid PRIMARY KEY,
  ready_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
