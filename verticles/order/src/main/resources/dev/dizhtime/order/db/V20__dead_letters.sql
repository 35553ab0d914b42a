-- Dead letters that an operator dealt with. The letters themselves stay in their topics; a row is
-- written once the broker has the message again, so after a crash between the two it is said once
-- more, which the inbox of its group knows.
CREATE TABLE dead_letter_action (
  action_id      uuid        PRIMARY KEY,
  operator_id    uuid        NOT NULL,
  consumer_group text,                 -- null: all groups
  letter_offset  bigint,               -- null: all letters
  reason         text        NOT NULL,
  replayed       integer     NOT NULL,
  not_replayable integer     NOT NULL,
  at             timestamptz NOT NULL
);

CREATE TABLE dead_letter_mark (
  consumer_group text    NOT NULL,
  letter_offset  bigint  NOT NULL,
  replayed       boolean NOT NULL,     -- false: an operator saw that it can't be said again
  action_id      uuid    NOT NULL REFERENCES dead_letter_action DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (consumer_group, letter_offset)
);
