-- When an account will be deleted, because its owner wants it; until then they may call it off.
ALTER TABLE account ADD COLUMN deletion_at timestamptz;
CREATE INDEX account_deletion ON account (deletion_at) WHERE deletion_at IS NOT NULL;
