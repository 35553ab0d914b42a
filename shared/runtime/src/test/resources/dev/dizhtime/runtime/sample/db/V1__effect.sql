-- What the sample service did, in the order it was done.
CREATE TABLE effect (
  sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key      text   NOT NULL,
  number   bigint NOT NULL
);
