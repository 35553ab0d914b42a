-- What we know of users, from the users topic.
CREATE TABLE known_user (
  user_id      uuid PRIMARY KEY,
  email        text NOT NULL,
  display_name text NOT NULL
);

-- What users were told. The position orders a user's inbox and is the cursor.
CREATE TABLE notification (
  notification_id uuid PRIMARY KEY,
  position        bigint GENERATED ALWAYS AS IDENTITY,
  user_id         uuid        NOT NULL,
  topic           text        NOT NULL,
  title           text        NOT NULL CHECK (length(title) <= 120),
  body            text        NOT NULL CHECK (length(body) <= 1000),
  created_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
  read_at         timestamptz
);
CREATE INDEX notification_of_user ON notification (user_id, position DESC);
CREATE INDEX notification_unread ON notification (user_id) WHERE read_at IS NULL;

-- The same by e-mail. While somebody is at it, due_at is when their lease ends.
CREATE TABLE mail (
  notification_id uuid PRIMARY KEY REFERENCES notification,
  state           text        NOT NULL DEFAULT 'PENDING'
                  CHECK (state IN ('PENDING', 'SENT', 'FAILED')),
  due_at          timestamptz NOT NULL DEFAULT clock_timestamp(),
  failures        integer     NOT NULL DEFAULT 0,
  last_error      text,
  ended_at        timestamptz,
  traceparent     text,
  request_id      text
);
CREATE INDEX mail_due ON mail (due_at) WHERE state = 'PENDING';
