-- What we know of restaurants, from the restaurants topic: whose they are, and their clocks.
CREATE TABLE known_restaurant (
  restaurant_id uuid PRIMARY KEY,
  version       bigint NOT NULL,
  owner_id      uuid   NOT NULL,
  name          text   NOT NULL,
  time_zone     text   NOT NULL
);
