-- Whoever has no app may be asked for a code from a mail: the SHA-256 of the challenge and the code, which
-- without the challenge, of which there is only a hash as well, gives neither. Null where the app is asked; the
-- version before takes all challenges for such, so that one with a mailed code is refused by it and no more.
ALTER TABLE log_in_challenge ADD COLUMN code_hash bytea;
