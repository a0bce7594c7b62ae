-- Who noted that something may be free: what a booking gives back itself is not in its own way.
ALTER TABLE waitlist_due ADD COLUMN noted_by xid8 NOT NULL DEFAULT pg_current_xact_id();
-- Every booking looks here.
CREATE INDEX waitlist_due_station ON waitlist_due (station_id);

-- An EVSE or a connector that is new, mended, stronger or used again is free for those who wait, before it is for anybody else.
CREATE FUNCTION wake_for_place() RETURNS trigger LANGUAGE plpgsql SET search_path = reservations, pg_temp AS $$
DECLARE station uuid;
BEGIN
  IF TG_TABLE_NAME = 'evse' THEN
    station := NEW.station_id;
  ELSE
    SELECT station_id INTO station FROM evse WHERE id = NEW.evse_id;
  END IF;
  INSERT INTO waitlist_due (station_id)
    SELECT station WHERE EXISTS (SELECT FROM waitlist_entry WHERE station_id = station AND state = 'WAITING');
  RETURN NULL;
END $$;
CREATE TRIGGER wake_for_evse AFTER UPDATE ON evse FOR EACH ROW
  WHEN (OLD.retired AND NOT NEW.retired OR OLD.out_of_order AND NOT NEW.out_of_order) EXECUTE FUNCTION wake_for_place();
CREATE TRIGGER wake_for_new_connector AFTER INSERT ON connector FOR EACH ROW EXECUTE FUNCTION wake_for_place();
CREATE TRIGGER wake_for_connector AFTER UPDATE ON connector FOR EACH ROW
  WHEN (OLD.retired AND NOT NEW.retired OR OLD.max_power_w < NEW.max_power_w OR OLD.evse_id <> NEW.evse_id)
  EXECUTE FUNCTION wake_for_place();

-- Other terms may open a station, or keep fewer of its EVSEs free.
CREATE FUNCTION wake_for_terms() RETURNS trigger LANGUAGE plpgsql SET search_path = reservations, pg_temp AS $$
BEGIN
  INSERT INTO waitlist_due (station_id)
    SELECT DISTINCT entry.station_id FROM waitlist_entry entry JOIN station ON station.id = entry.station_id
    WHERE entry.state = 'WAITING' AND station.operator_id = NEW.operator_id
      AND (NEW.station_id IS NULL OR NEW.station_id = station.id);
  RETURN NULL;
END $$;
CREATE TRIGGER wake_for_terms AFTER INSERT OR UPDATE ON terms FOR EACH ROW EXECUTE FUNCTION wake_for_terms();
