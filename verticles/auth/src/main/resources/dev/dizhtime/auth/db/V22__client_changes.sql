-- Clients can be changed: each change is of a version that somebody has seen. A client's keys may be at
-- an address; it has none of its own then, which the version before reads as a client with no keys.
ALTER TABLE oauth_client
  ADD COLUMN version  bigint NOT NULL DEFAULT 1,
  ADD COLUMN jwks_uri text;

-- What a client has pushed for a browser that is on its way (RFC 9126).
CREATE TABLE pushed_request (
  request_hash bytea       PRIMARY KEY,
  client_id    uuid        NOT NULL REFERENCES oauth_client ON DELETE CASCADE,
  parameters   text        NOT NULL,
  expires_at   timestamptz NOT NULL
);
CREATE INDEX pushed_request_age ON pushed_request (expires_at);
CREATE INDEX pushed_request_client ON pushed_request (client_id);
