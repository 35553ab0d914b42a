-- Sessions that have ended before their time, for whoever checks access tokens: a token is to end with its
-- session. The database writes them down, so that no way to end a session can forget to. A row is of use
-- for as long as an access token is good.
CREATE TABLE ended_session (
  session_id uuid        PRIMARY KEY,
  ended_at   timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX ended_session_age ON ended_session (ended_at);

CREATE FUNCTION write_down_ended_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO ended_session (session_id) VALUES (OLD.session_id) ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;

CREATE TRIGGER session_revoked AFTER UPDATE OF revoked_at ON session FOR EACH ROW
  WHEN (OLD.revoked_at IS NULL AND NEW.revoked_at IS NOT NULL) EXECUTE FUNCTION write_down_ended_session();

-- With its account or its client, or because an account has too many.
CREATE TRIGGER session_deleted AFTER DELETE ON session FOR EACH ROW
  WHEN (OLD.revoked_at IS NULL AND OLD.expires_at > clock_timestamp()) EXECUTE FUNCTION write_down_ended_session();
