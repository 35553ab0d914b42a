-- Codes that make orders cheaper. A use belongs to an order and is counted in the promotion's own
-- row, which orders lock one after the other: that is what makes the limits hold.
CREATE TABLE promotion (
  code          text PRIMARY KEY,
  basis_points  integer CHECK (basis_points BETWEEN 1 AND 10000),
  amount_minor  bigint  CHECK (amount_minor > 0),
  currency      text        NOT NULL,
  minimum_minor bigint      NOT NULL CHECK (minimum_minor >= 0),
  valid_from    timestamptz NOT NULL,
  valid_to      timestamptz NOT NULL,
  max_uses      integer     NOT NULL CHECK (max_uses > 0),
  max_uses_per_customer integer NOT NULL CHECK (max_uses_per_customer > 0),
  uses          integer     NOT NULL DEFAULT 0,
  created_at    timestamptz NOT NULL,
  created_by    uuid        NOT NULL,
  ended_at      timestamptz,
  ended_by      uuid,
  CHECK (valid_from < valid_to),
  CHECK (uses BETWEEN 0 AND max_uses),
  CHECK ((basis_points IS NULL) <> (amount_minor IS NULL))
);

CREATE TABLE promotion_use (
  order_id    uuid PRIMARY KEY,
  code        text        NOT NULL REFERENCES promotion,
  customer_id uuid        NOT NULL,
  used_at     timestamptz NOT NULL,
  returned_at timestamptz -- when the order had ended without being paid
);
CREATE INDEX promotion_use_customer ON promotion_use (code, customer_id) WHERE returned_at IS NULL;

-- The ids of the options of an order's lines, for ordering the same again.
CREATE TABLE basket (
  order_id uuid PRIMARY KEY,
  choices  jsonb NOT NULL
);
