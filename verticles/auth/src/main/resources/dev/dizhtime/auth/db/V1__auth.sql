-- Someone who can log in. E-mail addresses are stored in lower case, so that unique means unique
-- whatever someone typed.
CREATE TABLE account (
  user_id       uuid        PRIMARY KEY,
  email         text        NOT NULL UNIQUE CHECK (email = lower(email)),
  display_name  text        NOT NULL,
  roles         text[]      NOT NULL CHECK (cardinality(roles) > 0),
  registered_at timestamptz NOT NULL
);

-- Apart from the account, so that whoever reads accounts does not read hashes.
CREATE TABLE credential (
  user_id       uuid        PRIMARY KEY REFERENCES account ON DELETE CASCADE,
  password_hash text        NOT NULL,
  changed_at    timestamptz NOT NULL
);

-- What one log-in began: a family of refresh tokens.
CREATE TABLE session (
  session_id uuid        PRIMARY KEY,
  user_id    uuid        NOT NULL REFERENCES account ON DELETE CASCADE,
  started_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz
);
CREATE INDEX session_of_user ON session (user_id, started_at);

-- Used tokens stay as long as their session, so that using one again is noticed.
CREATE TABLE refresh_token (
  token_hash bytea       PRIMARY KEY,
  session_id uuid        NOT NULL REFERENCES session ON DELETE CASCADE,
  issued_at  timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at    timestamptz
);
CREATE INDEX refresh_token_of_session ON refresh_token (session_id);

-- The private keys are encrypted with a key that the database does not have.
CREATE TABLE signing_key (
  kid        text        PRIMARY KEY,
  sealed_jwk bytea       NOT NULL,
  created_at timestamptz NOT NULL,
  retired_at timestamptz
);
CREATE UNIQUE INDEX signing_key_in_use ON signing_key ((true)) WHERE retired_at IS NULL;
