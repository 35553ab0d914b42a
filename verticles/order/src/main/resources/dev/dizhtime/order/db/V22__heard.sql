-- Until when this service has taken in all that the others have said. Waits for people end only by what was heard
-- until then, and don't count the time in which nothing was.
CREATE TABLE heard (
  one   boolean     PRIMARY KEY DEFAULT true CHECK (one),
  until timestamptz NOT NULL
);
INSERT INTO heard (until) VALUES (clock_timestamp());

ALTER TABLE deadline ADD COLUMN set_at timestamptz NOT NULL DEFAULT clock_timestamp();
