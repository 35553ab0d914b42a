-- What every service's database has, besides the service's own tables.

-- Messages written in the transaction that made them true; the relay publishes and deletes them in
-- the order of id. Messages of one key are in order because whoever writes them holds the lock of
-- that aggregate's row when the id is drawn.
CREATE TABLE outbox (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  message_id  uuid        NOT NULL,
  type        text        NOT NULL,
  topic       text        NOT NULL,
  message_key text        NOT NULL,
  payload     text        NOT NULL,
  traceparent text,
  request_id  text,
  created_at  timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Messages that had their effect here, and the answer that was given, so that the same message has
-- no second effect and gets the same answer.
CREATE TABLE inbox (
  consumer_group text        NOT NULL,
  message_id     text        NOT NULL,
  reply          text,
  received_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (consumer_group, message_id)
);
CREATE INDEX inbox_received_at ON inbox (received_at);

-- Requests that had their effect here, with the answer they got.
CREATE TABLE idempotency_key (
  principal  uuid        NOT NULL,
  operation  text        NOT NULL,
  key        text        NOT NULL,
  body_hash  bytea       NOT NULL,
  status     integer     NOT NULL,
  headers    text        NOT NULL,
  body       text,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (principal, operation, key)
);
CREATE INDEX idempotency_key_created_at ON idempotency_key (created_at);
