-- The saga's memory: holds by attempt, what an order comes to, what is put right later, who called
-- it off, what must be said when it changes hands, and why an operator should look.
ALTER TABLE orders
  ADD COLUMN attempt       integer NOT NULL DEFAULT 0,
  ADD COLUMN capture       jsonb,
  ADD COLUMN adjustments   jsonb   NOT NULL DEFAULT '[]',
  ADD COLUMN cancellation  jsonb,
  ADD COLUMN pickup_code   text,
  ADD COLUMN delivery_code text,
  ADD COLUMN attention     text;
CREATE INDEX orders_attention ON orders (order_id DESC) WHERE attention IS NOT NULL;
CREATE INDEX orders_open_state ON orders (state, placed_at) WHERE open;
CREATE INDEX orders_awaiting_answer ON orders (restaurant_id, order_id)
  WHERE state = 'FUNDS_RESERVED';

-- What orders wait for, and until when. Set and cleared with the step that begins or ends the wait;
-- claimed by the database's clock in the transaction of the fact that it becomes.
CREATE TABLE deadline (
  order_id uuid        NOT NULL REFERENCES orders,
  kind     text        NOT NULL,
  attempt  integer     NOT NULL, -- how many times it was set for the same wait, from 1
  due_at   timestamptz NOT NULL,
  PRIMARY KEY (order_id, kind)
);
CREATE INDEX deadline_due ON deadline (due_at);

-- What operators did about orders, and what came of it. Append-only.
CREATE TABLE operator_action (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_id    uuid        NOT NULL REFERENCES orders,
  action      text        NOT NULL,
  operator_id uuid        NOT NULL,
  reason      text        NOT NULL,
  outcome     text        NOT NULL,
  at          timestamptz NOT NULL
);
CREATE INDEX operator_action_order ON operator_action (order_id, id);

-- Orders that are under way get the deadline of their state.
INSERT INTO deadline (order_id, kind, attempt, due_at)
SELECT order_id, waits.kind, 1, now() + interval '15 minutes'
FROM orders
JOIN (VALUES
  ('PLACED', 'FUNDS'), ('FUNDS_RESERVED', 'ANSWER'), ('ACCEPTED', 'FETCHING'),
  ('PREPARING', 'FETCHING'), ('READY', 'FETCHING'), ('PICKED_UP', 'DROPOFF'),
  ('DELIVERED', 'CAPTURE')) AS waits (state, kind) USING (state);
INSERT INTO deadline (order_id, kind, attempt, due_at)
SELECT order_id, 'RELEASE', 1, now() + interval '1 minute' FROM orders WHERE funds = 'RELEASING';
