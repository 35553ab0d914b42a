-- A program that acts for people, or for itself. A secret is kept as its hash; a key that a client
-- signs with only as its public half.
CREATE TABLE oauth_client (
  client_id                 uuid        PRIMARY KEY,
  name                      text        NOT NULL,
  authentication            text        NOT NULL
    CHECK (authentication IN ('NONE', 'CLIENT_SECRET_BASIC', 'CLIENT_SECRET_POST', 'PRIVATE_KEY_JWT')),
  secret_hash               bytea,
  jwks                      text,
  first_party               boolean     NOT NULL,
  redirect_uris             text[]      NOT NULL,
  post_logout_redirect_uris text[]      NOT NULL,
  grants                    text[]      NOT NULL CHECK (cardinality(grants) > 0),
  scopes                    text[]      NOT NULL,
  roles                     text[]      NOT NULL,
  registered_by             uuid        NOT NULL,
  registered_at             timestamptz NOT NULL,
  CHECK ((secret_hash IS NOT NULL) = (authentication IN ('CLIENT_SECRET_BASIC', 'CLIENT_SECRET_POST'))),
  CHECK ((jwks IS NOT NULL) = (authentication = 'PRIVATE_KEY_JWT'))
);

-- A session that a client was given belongs to that client alone: nobody else can refresh it. It
-- goes with its client, so that none is ever left without.
ALTER TABLE session
  ADD COLUMN client_id        uuid REFERENCES oauth_client ON DELETE CASCADE,
  ADD COLUMN scopes           text[],
  ADD COLUMN authenticated_at timestamptz,
  ADD CONSTRAINT session_of_client
    CHECK ((client_id IS NULL) = (scopes IS NULL) AND (client_id IS NULL OR authenticated_at IS NOT NULL));
CREATE INDEX session_by_client ON session (client_id) WHERE client_id IS NOT NULL;

-- That a browser is signed in at our own pages: a session too, so that whatever ends sessions ends
-- it. The cookie is kept as its hash.
CREATE TABLE browser_session (
  token_hash       bytea       PRIMARY KEY,
  session_id       uuid        NOT NULL UNIQUE REFERENCES session ON DELETE CASCADE,
  authenticated_at timestamptz NOT NULL
);

-- Used codes stay for a while, so that a second use is noticed and ends what the first one gave.
CREATE TABLE authorization_code (
  code_hash          bytea       PRIMARY KEY,
  client_id          uuid        NOT NULL REFERENCES oauth_client ON DELETE CASCADE,
  browser_session_id uuid        NOT NULL REFERENCES session ON DELETE CASCADE,
  redirect_uri       text        NOT NULL,
  scopes             text[]      NOT NULL,
  code_challenge     text        NOT NULL,
  nonce              text,
  device             text        NOT NULL,
  authenticated_at   timestamptz NOT NULL,
  expires_at         timestamptz NOT NULL,
  used_at            timestamptz,
  session_id         uuid        REFERENCES session ON DELETE SET NULL
);
CREATE INDEX authorization_code_age ON authorization_code (expires_at);
CREATE INDEX authorization_code_browser ON authorization_code (browser_session_id);
CREATE INDEX authorization_code_session ON authorization_code (session_id);

-- What someone let a third party do.
CREATE TABLE consent (
  user_id    uuid        NOT NULL REFERENCES account ON DELETE CASCADE,
  client_id  uuid        NOT NULL REFERENCES oauth_client ON DELETE CASCADE,
  scopes     text[]      NOT NULL,
  given_at   timestamptz NOT NULL,
  PRIMARY KEY (user_id, client_id)
);

-- The ids of assertions that clients have signed themselves in with, until these expire.
CREATE TABLE client_assertion (
  client_id  uuid        NOT NULL REFERENCES oauth_client ON DELETE CASCADE,
  jti_hash   bytea       NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (client_id, jti_hash)
);
CREATE INDEX client_assertion_age ON client_assertion (expires_at);
