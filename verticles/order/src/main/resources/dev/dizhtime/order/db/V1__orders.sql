-- Orders: the terms they were placed on, which never change, and how far they have come.
CREATE TABLE orders (
  order_id        uuid PRIMARY KEY, -- time-ordered: a greater id is a newer order
  quote_id        uuid        NOT NULL UNIQUE,
  customer_id     uuid        NOT NULL,
  restaurant_id   uuid        NOT NULL,
  owner_id        uuid        NOT NULL,
  restaurant_name text        NOT NULL,
  driver_id       uuid,
  state           text        NOT NULL,
  funds           text        NOT NULL,
  open            boolean     NOT NULL, -- whether something is still to come
  lines           jsonb       NOT NULL,
  pickup          jsonb       NOT NULL,
  dropoff         jsonb       NOT NULL,
  currency        text        NOT NULL,
  items_minor     bigint      NOT NULL CHECK (items_minor >= 0),
  delivery_minor  bigint      NOT NULL CHECK (delivery_minor >= 0),
  tax_minor       bigint      NOT NULL CHECK (tax_minor >= 0),
  tip_minor       bigint      NOT NULL CHECK (tip_minor >= 0),
  commission_basis_points integer NOT NULL CHECK (commission_basis_points BETWEEN 0 AND 10000),
  traceparent     text,
  request_id      text,
  placed_at       timestamptz NOT NULL,
  changed_at      timestamptz NOT NULL,
  steps           integer     NOT NULL -- lines in its saga log
);
CREATE INDEX orders_customer ON orders (customer_id, order_id DESC);
CREATE INDEX orders_owner ON orders (owner_id, order_id DESC);
CREATE INDEX orders_driver ON orders (driver_id, order_id DESC) WHERE driver_id IS NOT NULL;
CREATE INDEX orders_state ON orders (state, order_id DESC);
CREATE INDEX orders_open ON orders (placed_at) WHERE open;

-- The saga log: what happened to an order, what was asked of others, what was ignored. Append-only.
CREATE TABLE saga_step (
  order_id     uuid        NOT NULL REFERENCES orders,
  sequence     integer     NOT NULL,
  kind         text        NOT NULL,
  name         text        NOT NULL,
  state        text        NOT NULL,
  message_type text,
  at           timestamptz NOT NULL,
  detail       text,
  trace_id     text,
  PRIMARY KEY (order_id, sequence)
);

-- Restaurants as they last told us; no snapshot while they are not published.
CREATE TABLE restaurant (
  restaurant_id uuid PRIMARY KEY,
  version       bigint NOT NULL,
  snapshot      jsonb
);
