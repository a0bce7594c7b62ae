-- Identities are one list, because a charger's URL has nothing else. Those of sandboxes begin with SBX-, and no others do: so IDENTITY_TAKEN tells
-- a sandbox nothing of the real world. Stations of before stay as they are.
CREATE FUNCTION identity_of_world() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (upper(left(NEW.identity, 4)) = 'SBX-') <> (substr(NEW.operator_id::text, 15, 1) = '5') THEN
    RAISE EXCEPTION 'identity % is of another world', NEW.identity USING ERRCODE = 'check_violation', CONSTRAINT = 'station_identity_world';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER identity_of_world BEFORE INSERT OR UPDATE OF identity ON station FOR EACH ROW EXECUTE FUNCTION identity_of_world();
