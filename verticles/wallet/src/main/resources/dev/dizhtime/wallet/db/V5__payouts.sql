-- Money that goes out to restaurants and drivers, and cash that drivers bring in.

-- Periods that are to be paid out. The row of the next scheduled period is the deadline.
CREATE TABLE payout_run (
  id              uuid        PRIMARY KEY,
  from_at         timestamptz NOT NULL,
  to_at           timestamptz NOT NULL,
  origin          text        NOT NULL CHECK (origin IN ('SCHEDULE', 'ADMIN')),
  requested_by    uuid,
  state           text        NOT NULL DEFAULT 'DUE' CHECK (state IN ('DUE', 'DONE')),
  due_at          timestamptz NOT NULL,
  -- Where the payees are that were looked at.
  cursor_owner    uuid        NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
  cursor_currency text        NOT NULL DEFAULT '',
  payouts         integer     NOT NULL DEFAULT 0,
  created_at      timestamptz NOT NULL DEFAULT now(),
  done_at         timestamptz,
  CHECK (from_at < to_at)
);
CREATE INDEX payout_run_due ON payout_run (due_at) WHERE state = 'DUE';
CREATE UNIQUE INDEX payout_run_scheduled ON payout_run (origin)
  WHERE origin = 'SCHEDULE' AND state = 'DUE';

CREATE TABLE payout (
  id        uuid        PRIMARY KEY,
  run_id    uuid        NOT NULL REFERENCES payout_run (id),
  payee     text        NOT NULL CHECK (payee IN ('RESTAURANT', 'DRIVER')),
  owner_id  uuid        NOT NULL,
  currency  text        NOT NULL,
  from_at   timestamptz NOT NULL,
  to_at     timestamptz NOT NULL,
  opening   bigint      NOT NULL,
  closing   bigint      NOT NULL,
  amount    bigint      NOT NULL CHECK (amount > 0),
  paid_at   timestamptz NOT NULL,
  UNIQUE (payee, owner_id, currency, from_at, to_at)
);
CREATE INDEX payout_of_owner ON payout (owner_id, paid_at DESC, id DESC);
CREATE INDEX payout_newest ON payout (paid_at DESC, id DESC);

-- Who took the cash that a driver brought in; the money is in the transfer of the same id.
CREATE TABLE cash_deposit (
  id        uuid        PRIMARY KEY,
  driver_id uuid        NOT NULL,
  amount    bigint      NOT NULL CHECK (amount > 0),
  currency  text        NOT NULL,
  taken_by  uuid        NOT NULL,
  at        timestamptz NOT NULL DEFAULT now()
);
