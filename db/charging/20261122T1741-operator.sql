-- Whose a session is: of who operated its station when it began. Its records and what corrects them stay theirs when the station is handed over.
ALTER TABLE session ADD COLUMN operator_id uuid;
UPDATE session SET operator_id = coalesce(
  (SELECT cdr.operator_id FROM cdr WHERE cdr.session_id = session.id ORDER BY cdr.revision, cdr.issued_at LIMIT 1),
  (SELECT station.operator_id FROM station WHERE station.id = session.station_id))
WHERE started_at IS NOT NULL;

CREATE FUNCTION keep_operator() RETURNS trigger LANGUAGE plpgsql SET search_path = charging, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.operator_id IS NOT NULL THEN
    NEW.operator_id := OLD.operator_id;
  ELSIF NEW.started_at IS NOT NULL THEN
    NEW.operator_id := (SELECT operator_id FROM station WHERE id = NEW.station_id);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_operator BEFORE INSERT OR UPDATE ON session FOR EACH ROW EXECUTE FUNCTION keep_operator();
