-- Log-ins that failed, by the SHA-256 of the address that was typed: kept for unknown addresses
-- too, so that being made to wait tells nothing about an account.
CREATE TABLE log_in_failure (
  address_hash  bytea       PRIMARY KEY,
  failures      integer     NOT NULL CHECK (failures >= 0),
  last_at       timestamptz NOT NULL,
  blocked_until timestamptz NOT NULL
);
CREATE INDEX log_in_failure_age ON log_in_failure (last_at);

-- What its owner knows a session by.
ALTER TABLE session
  ADD COLUMN device       text NOT NULL DEFAULT 'unknown',
  ADD COLUMN last_used_at timestamptz;
UPDATE session SET last_used_at = started_at;
ALTER TABLE session ALTER COLUMN last_used_at SET NOT NULL;
CREATE INDEX session_age ON session (expires_at);
