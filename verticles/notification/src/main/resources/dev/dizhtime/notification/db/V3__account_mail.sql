-- Mails that are no notification: they go to an address, and are in nobody's inbox. What they say is
-- forgotten as soon as they are sent or given up on, because it may be a link that is good once.
ALTER TABLE mail DROP CONSTRAINT mail_notification_id_fkey;
ALTER TABLE mail
  ADD COLUMN address      text,
  ADD COLUMN display_name text,
  ADD COLUMN title        text CHECK (length(title) <= 120),
  ADD COLUMN body         text CHECK (length(body) <= 1000),
  ADD COLUMN expires_at   timestamptz,
  ADD COLUMN created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  ADD CONSTRAINT mail_has_words CHECK ((address IS NULL) = (title IS NULL)),
  ADD CONSTRAINT mail_forgets_words CHECK (state = 'PENDING' OR body IS NULL);
