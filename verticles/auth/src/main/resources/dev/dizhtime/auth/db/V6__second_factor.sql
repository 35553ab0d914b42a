-- The secret that an authenticator app shares with us, sealed with a key that the database does not
-- have. It counts when its owner has shown a code of it. A step is a half minute since 1970; a code
-- is good only for a step after the last one used.
CREATE TABLE second_factor (
  user_id       uuid        PRIMARY KEY REFERENCES account ON DELETE CASCADE,
  sealed_secret bytea       NOT NULL,
  begun_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
  confirmed_at  timestamptz,
  last_step     bigint      NOT NULL DEFAULT 0
);

-- For whoever has lost the app: the SHA-256 of codes of 80 random bits, each good once.
CREATE TABLE recovery_code (
  user_id   uuid  NOT NULL REFERENCES second_factor ON DELETE CASCADE,
  code_hash bytea NOT NULL,
  used_at   timestamptz,
  PRIMARY KEY (user_id, code_hash)
);

-- Log-ins whose password was right and whose code is still to come: the SHA-256 of what the client
-- shows with the code.
CREATE TABLE log_in_challenge (
  challenge_hash bytea       PRIMARY KEY,
  user_id        uuid        NOT NULL REFERENCES account ON DELETE CASCADE,
  expires_at     timestamptz NOT NULL
);
CREATE INDEX log_in_challenge_of_user ON log_in_challenge (user_id, expires_at);
CREATE INDEX log_in_challenge_age ON log_in_challenge (expires_at);
