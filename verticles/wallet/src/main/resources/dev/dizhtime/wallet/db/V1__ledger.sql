-- The ledger: accounts with four counters, transfers that never change, a chain of hashes over them.

CREATE TABLE account (
  id              uuid        PRIMARY KEY,
  kind            text        NOT NULL,
  owner_id        uuid        NOT NULL,
  currency        text        NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  debits_posted   bigint      NOT NULL DEFAULT 0 CHECK (debits_posted >= 0),
  credits_posted  bigint      NOT NULL DEFAULT 0 CHECK (credits_posted >= 0),
  debits_pending  bigint      NOT NULL DEFAULT 0 CHECK (debits_pending >= 0),
  credits_pending bigint      NOT NULL DEFAULT 0 CHECK (credits_pending >= 0),
  -- The lowest balance, holds counted; null when there is none.
  floor_minor     bigint,
  opened_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (owner_id, kind, currency),
  UNIQUE (id, currency),
  CONSTRAINT account_above_floor
    CHECK (floor_minor IS NULL OR credits_posted - debits_posted - debits_pending >= floor_minor),
  CONSTRAINT account_wallet_has_floor
    CHECK (kind NOT IN ('CUSTOMER', 'ESCROW') OR floor_minor IS NOT NULL)
) WITH (fillfactor = 70);

CREATE TABLE transfer (
  id             uuid        PRIMARY KEY,
  kind           text        NOT NULL
    CHECK (kind IN ('POSTED', 'PENDING', 'POST_PENDING', 'VOID_PENDING')),
  debit_account  uuid        NOT NULL,
  credit_account uuid        NOT NULL,
  amount         bigint      NOT NULL CHECK (amount > 0),
  currency       text        NOT NULL,
  purpose        text        NOT NULL,
  order_id       uuid,
  pending_id     uuid        REFERENCES transfer (id),
  shard          integer     NOT NULL,
  sequence       bigint      NOT NULL CHECK (sequence > 0),
  hash           text        NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
  at             timestamptz NOT NULL,
  UNIQUE (shard, sequence),
  -- Both accounts are of the transfer's currency.
  FOREIGN KEY (debit_account, currency) REFERENCES account (id, currency),
  FOREIGN KEY (credit_account, currency) REFERENCES account (id, currency),
  CHECK (debit_account <> credit_account),
  CHECK ((kind IN ('POST_PENDING', 'VOID_PENDING')) = (pending_id IS NOT NULL))
);
-- A pending transfer is resolved at most once.
CREATE UNIQUE INDEX transfer_resolution ON transfer (pending_id) WHERE pending_id IS NOT NULL;
CREATE INDEX transfer_of_order ON transfer (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX transfer_debits ON transfer (debit_account, at DESC, id DESC);
CREATE INDEX transfer_credits ON transfer (credit_account, at DESC, id DESC);

CREATE FUNCTION transfer_is_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'transfers are never changed or deleted; correct one by another transfer'
    USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER transfer_is_immutable BEFORE UPDATE OR DELETE ON transfer
  FOR EACH ROW EXECUTE FUNCTION transfer_is_immutable();
CREATE TRIGGER transfer_is_not_emptied BEFORE TRUNCATE ON transfer
  FOR EACH STATEMENT EXECUTE FUNCTION transfer_is_immutable();

-- The head of each shard's chain. Whoever writes transfers locks one of them first.
CREATE TABLE chain (
  shard    integer PRIMARY KEY,
  sequence bigint  NOT NULL,
  hash     text    NOT NULL
);
INSERT INTO chain (shard, sequence, hash) VALUES (0, 0, repeat('0', 64));
