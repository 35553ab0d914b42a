-- What the sandbox provider was asked to collect, and the webhooks that it owes its customer.

CREATE TABLE sandbox_payment (
  id              text        PRIMARY KEY,
  idempotency_key text        NOT NULL UNIQUE,
  reference       text        NOT NULL,
  amount          bigint      NOT NULL CHECK (amount > 0),
  currency        text        NOT NULL,
  outcome         text        NOT NULL CHECK (outcome IN ('SUCCEEDED', 'DECLINED')),
  reason          text,
  decided_at      timestamptz NOT NULL,
  charged_back_at timestamptz
);

CREATE TABLE sandbox_webhook (
  id           bigserial   PRIMARY KEY,
  event_id     text        NOT NULL,
  payment_id   text        NOT NULL REFERENCES sandbox_payment (id),
  type         text        NOT NULL,
  due_at       timestamptz NOT NULL,
  attempts     integer     NOT NULL DEFAULT 0,
  delivered_at timestamptz
);
CREATE INDEX sandbox_webhook_due ON sandbox_webhook (due_at)
  WHERE delivered_at IS NULL AND attempts < 30;
