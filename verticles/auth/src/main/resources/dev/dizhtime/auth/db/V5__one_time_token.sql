-- Links in mails that are good once: their SHA-256. Using one deletes it.
CREATE TABLE one_time_token (
  token_hash bytea       PRIMARY KEY,
  purpose    text        NOT NULL CHECK (purpose IN ('VERIFY_EMAIL', 'RESET_PASSWORD')),
  user_id    uuid        NOT NULL REFERENCES account ON DELETE CASCADE,
  email      text        NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX one_time_token_of_user ON one_time_token (user_id, purpose);
CREATE INDEX one_time_token_age ON one_time_token (expires_at);

-- How many mails of a kind an address was sent in the hour that began then. Kept for unknown
-- addresses too, so that being refused tells nothing about an account.
CREATE TABLE mail_allowance (
  address_hash bytea       NOT NULL,
  purpose      text        NOT NULL,
  since        timestamptz NOT NULL,
  mails        integer     NOT NULL CHECK (mails > 0),
  PRIMARY KEY (address_hash, purpose)
);
CREATE INDEX mail_allowance_age ON mail_allowance (since);

-- Who asked for another password. Whether there is such an account is looked up later, by nobody
-- who waits for an answer.
CREATE TABLE password_reset_request (
  request_id   uuid        PRIMARY KEY,
  email        text        NOT NULL,
  requested_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  traceparent  text,
  x_request_id text
);
CREATE INDEX password_reset_request_age ON password_reset_request (requested_at);

ALTER TABLE account ADD COLUMN email_verified_at timestamptz;
