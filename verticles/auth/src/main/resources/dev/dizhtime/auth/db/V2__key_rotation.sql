-- A key is published before it signs, so that everyone has read it by then, and stays published
-- after it has stopped, until the last token that it signed has expired. The key that signs is the
-- one whose turn began last.
ALTER TABLE signing_key ADD COLUMN active_from timestamptz;
UPDATE signing_key SET active_from = created_at;
ALTER TABLE signing_key ALTER COLUMN active_from SET NOT NULL;
DROP INDEX signing_key_in_use;
ALTER TABLE signing_key DROP COLUMN retired_at;
CREATE UNIQUE INDEX signing_key_turn ON signing_key (active_from);
