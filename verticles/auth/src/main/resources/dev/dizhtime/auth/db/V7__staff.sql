-- Whose restaurants there are, from the restaurants topic: their owners invite the staff.
CREATE TABLE known_restaurant (
  restaurant_id uuid   PRIMARY KEY,
  version       bigint NOT NULL,
  owner_id      uuid   NOT NULL,
  name          text   NOT NULL
);

CREATE TABLE staff (
  restaurant_id uuid        NOT NULL,
  user_id       uuid        NOT NULL REFERENCES account ON DELETE CASCADE,
  role          text        NOT NULL CHECK (role IN ('OWNER', 'MANAGER', 'KITCHEN')),
  since         timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (restaurant_id, user_id)
);
CREATE INDEX staff_of_user ON staff (user_id);

-- Somebody who may join. The token that came by mail is kept as its SHA-256.
CREATE TABLE staff_invitation (
  invitation_id uuid        PRIMARY KEY,
  token_hash    bytea       NOT NULL UNIQUE,
  restaurant_id uuid        NOT NULL,
  email         text        NOT NULL,
  role          text        NOT NULL CHECK (role IN ('OWNER', 'MANAGER', 'KITCHEN')),
  invited_by    uuid        NOT NULL,
  expires_at    timestamptz NOT NULL,
  UNIQUE (restaurant_id, email)
);
CREATE INDEX staff_invitation_age ON staff_invitation (expires_at);
