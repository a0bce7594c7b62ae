-- How each user is reached, as it was told last. Triggers mark what has changed, so that no way to change a user forgets to; a round seals
-- and tells it. The address lies here only sealed, for the box that sends mails.
CREATE TABLE contact (
  user_id uuid PRIMARY KEY REFERENCES "user" ON DELETE CASCADE,
  -- Something has changed that has not been told.
  due boolean NOT NULL DEFAULT true,
  -- The word as it was said, and the fingerprint of the key that it is sealed for; null: not told yet, no key.
  told jsonb,
  sealed_for text,
  CONSTRAINT contact_told CHECK (due OR told IS NOT NULL)
);
CREATE INDEX contact_due ON contact (user_id) WHERE due;

CREATE FUNCTION contact_changed() RETURNS trigger LANGUAGE plpgsql SET search_path = accounts, pg_temp AS $$
DECLARE
  who uuid;
BEGIN
  IF TG_TABLE_NAME = 'user_role' THEN
    who := coalesce(NEW.user_id, OLD.user_id);
  ELSE
    who := NEW.id;
  END IF;
  -- Who has left is reached no more. The row of one who is being deleted may be gone already.
  DELETE FROM contact WHERE user_id = who
    AND NOT EXISTS (SELECT FROM "user" WHERE id = who AND deleted_at IS NULL);
  INSERT INTO contact (user_id) SELECT id FROM "user" WHERE id = who AND deleted_at IS NULL
    ON CONFLICT (user_id) DO UPDATE SET due = true;
  RETURN NULL;
END $$;
CREATE TRIGGER contact_of_user
  AFTER INSERT OR UPDATE OF email, email_verified_at, guest_email, guest_until, display_name, locale, time_zone, blocked_at, deleted_at
  ON "user" FOR EACH ROW EXECUTE FUNCTION contact_changed();
CREATE TRIGGER contact_of_role AFTER INSERT OR UPDATE OR DELETE ON user_role FOR EACH ROW EXECUTE FUNCTION contact_changed();

-- Everybody of before is told, too.
INSERT INTO contact (user_id) SELECT id FROM "user" WHERE deleted_at IS NULL;
