-- What the wallet knows of orders and restaurants, to prove by itself that its books fit them.

CREATE TABLE audited_order (
  order_id  uuid        PRIMARY KEY,
  state     text        NOT NULL,
  -- What the customer was to pay, and what the platform was to add; null until it was told.
  total     bigint,
  discount  bigint,
  currency  text,
  open      boolean     NOT NULL,
  -- When we heard that it came to its end.
  closed_at timestamptz,
  checked   text        NOT NULL DEFAULT 'DUE' CHECK (checked IN ('DUE', 'EQUAL', 'UNEQUAL'))
);
CREATE INDEX audited_order_due ON audited_order (closed_at) WHERE NOT open AND checked = 'DUE';
CREATE INDEX audited_order_unequal ON audited_order (order_id) WHERE checked = 'UNEQUAL';

-- Holds of orders that may not be resolved yet; the auditor keeps it.
CREATE TABLE watched_hold (
  transfer_id uuid        PRIMARY KEY,
  order_id    uuid        NOT NULL,
  at          timestamptz NOT NULL
);
-- How far the auditor has read each chain.
CREATE TABLE audit_position (
  shard    integer PRIMARY KEY,
  sequence bigint  NOT NULL
);
CREATE INDEX transfer_holds ON transfer (shard, sequence)
  WHERE kind = 'PENDING' AND order_id IS NOT NULL;

-- Whose restaurant it is, for who may see what it earns.
CREATE TABLE restaurant_owner (
  restaurant_id uuid   PRIMARY KEY,
  owner_id      uuid   NOT NULL,
  name          text   NOT NULL,
  version       bigint NOT NULL
);
CREATE INDEX restaurant_owner_owner ON restaurant_owner (owner_id);
