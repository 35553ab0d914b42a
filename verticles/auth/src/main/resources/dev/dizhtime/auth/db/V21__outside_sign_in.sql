-- Sign-ins that wait for someone to come back from an outside provider. The state and the browser's
-- cookie are kept as their hashes; the verifier is of use for this one sign-in alone.
CREATE TABLE outside_sign_in (
  state_hash   bytea       PRIMARY KEY,
  browser_hash bytea       NOT NULL,
  provider     text        NOT NULL,
  nonce        text        NOT NULL,
  verifier     text        NOT NULL,
  asking       text        NOT NULL,
  expires_at   timestamptz NOT NULL
);
CREATE INDEX outside_sign_in_age ON outside_sign_in (expires_at);

-- Whom an outside provider's account belongs to.
CREATE TABLE outside_identity (
  issuer    text        NOT NULL,
  subject   text        NOT NULL,
  user_id   uuid        NOT NULL REFERENCES account ON DELETE CASCADE,
  linked_at timestamptz NOT NULL,
  PRIMARY KEY (issuer, subject)
);
CREATE INDEX outside_identity_of_user ON outside_identity (user_id);
