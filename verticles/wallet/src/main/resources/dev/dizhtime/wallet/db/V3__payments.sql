-- Money that comes in through a payment provider.

CREATE TABLE top_up (
  id              uuid        PRIMARY KEY,
  customer_id     uuid        NOT NULL,
  amount          bigint      NOT NULL CHECK (amount > 0),
  currency        text        NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  status          text        NOT NULL DEFAULT 'PENDING'
    CHECK (status IN ('PENDING', 'SUCCEEDED', 'DECLINED', 'CHARGED_BACK')),
  provider        text        NOT NULL,
  -- The provider's own name for the payment, once it has told it.
  reference       text,
  -- The provider's code for a decline or a charge-back.
  reason          text,
  attempts        integer     NOT NULL DEFAULT 0,
  -- When the provider is asked (again), as long as nothing is decided.
  next_attempt_at timestamptz NOT NULL DEFAULT now(),
  created_at      timestamptz NOT NULL DEFAULT now(),
  decided_at      timestamptz,
  -- Of the customer's request, for whatever happens later belongs to it.
  traceparent     text,
  request_id      text
);
CREATE INDEX top_up_due ON top_up (next_attempt_at) WHERE status = 'PENDING';
CREATE UNIQUE INDEX top_up_reference ON top_up (provider, reference) WHERE reference IS NOT NULL;

-- Webhooks that had their effect; deleted once no provider repeats them any more.
CREATE TABLE payment_event (
  provider    text        NOT NULL,
  event_id    text        NOT NULL,
  kind        text        NOT NULL,
  top_up_id   uuid        NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (provider, event_id)
);
CREATE INDEX payment_event_age ON payment_event (received_at);
