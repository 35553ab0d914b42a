-- A change of balances must find every account that it names. The database says so itself, so that
-- the change can be sent together with the commit and nobody waits for hot accounts in between.
CREATE FUNCTION all_accounts_were_there(counted bigint, wanted integer) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF counted <> wanted THEN
    RAISE EXCEPTION '% of % accounts were there', counted, wanted
      USING ERRCODE = 'foreign_key_violation';
  END IF;
END
$$;
