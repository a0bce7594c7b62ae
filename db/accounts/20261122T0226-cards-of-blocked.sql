-- What a blocked user shows to a charger is refused as long as they are blocked. It stands in the row, so that whoever reads one knows.
ALTER TABLE id_token ADD COLUMN owner_blocked boolean NOT NULL DEFAULT false;
UPDATE id_token SET owner_blocked = true FROM "user" AS u WHERE u.id = id_token.user_id AND u.blocked_at IS NOT NULL;

CREATE FUNCTION block_cards() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE id_token SET owner_blocked = NEW.blocked_at IS NOT NULL WHERE user_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER block_cards AFTER UPDATE OF blocked_at ON "user" FOR EACH ROW
  WHEN ((OLD.blocked_at IS NULL) <> (NEW.blocked_at IS NULL)) EXECUTE FUNCTION block_cards();
CREATE FUNCTION card_of_blocked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.owner_blocked := (SELECT blocked_at IS NOT NULL FROM "user" WHERE id = NEW.user_id);
  RETURN NEW;
END $$;
CREATE TRIGGER card_of_blocked BEFORE INSERT ON id_token FOR EACH ROW EXECUTE FUNCTION card_of_blocked();
