-- Holds that lapse, ids that were given up, more chains, and fewer checks row by row.

-- Holds may lapse, and be posted in part.
ALTER TABLE transfer ADD COLUMN expires_at timestamptz;
ALTER TABLE transfer DROP CONSTRAINT transfer_kind_check;
ALTER TABLE transfer DROP CONSTRAINT transfer_check1;
ALTER TABLE transfer
  ADD CONSTRAINT transfer_kind_check
    CHECK (kind IN ('POSTED', 'PENDING', 'POST_PENDING', 'VOID_PENDING', 'EXPIRE_PENDING')),
  ADD CONSTRAINT transfer_resolves
    CHECK ((kind IN ('POST_PENDING', 'VOID_PENDING', 'EXPIRE_PENDING')) = (pending_id IS NOT NULL)),
  ADD CONSTRAINT transfer_lapses CHECK (expires_at IS NULL OR kind = 'PENDING');

-- When a hold lapses; gone once its time was up and it was looked at, resolved or not.
CREATE TABLE hold_deadline (
  transfer_id uuid        PRIMARY KEY,
  expires_at  timestamptz NOT NULL
);
CREATE INDEX hold_deadline_expires_at ON hold_deadline (expires_at);

-- Ids that no transfer takes any more: a release came before its hold.
CREATE TABLE barred_transfer (
  id uuid        PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- That a transfer's accounts exist and are of its currency is held by whoever writes it: the
-- statement that changes the balances must find every one of them, or the transaction fails. One
-- set-based statement instead of two look-ups, and two row locks, for each transfer.
ALTER TABLE transfer DROP CONSTRAINT transfer_debit_account_currency_fkey;
ALTER TABLE transfer DROP CONSTRAINT transfer_credit_account_currency_fkey;
ALTER TABLE account DROP CONSTRAINT account_id_currency_key;
ALTER TABLE account ADD CONSTRAINT account_cash_has_floor
  CHECK (kind <> 'CASH_FLOAT' OR floor_minor IS NOT NULL);

-- Several writers at once, each on a chain of its own.
INSERT INTO chain (shard, sequence, hash)
SELECT shard, 0, repeat('0', 64) FROM generate_series(1, 3) AS shard;
