-- What happened that matters to security. No foreign key: it outlives the account that it is about.
CREATE TABLE security_event (
  event_id uuid        PRIMARY KEY,
  position bigint      GENERATED ALWAYS AS IDENTITY,
  kind     text        NOT NULL,
  user_id  uuid,
  actor_id uuid,
  device   text,
  detail   text,
  at       timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE UNIQUE INDEX security_event_position ON security_event (position DESC);
CREATE INDEX security_event_of_user ON security_event (user_id, position DESC);
CREATE INDEX security_event_age ON security_event (at);
