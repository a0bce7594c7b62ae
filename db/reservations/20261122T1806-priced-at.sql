-- When its driver chose the tariff that it has, by a change to another connector; null: when it was booked. The version of then holds.
ALTER TABLE reservation ADD COLUMN priced_at timestamptz;
CREATE OR REPLACE FUNCTION keep_tariff() RETURNS trigger LANGUAGE plpgsql SET search_path = reservations, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (NEW.connector_id IS NOT DISTINCT FROM OLD.connector_id OR NEW.reason IS NOT DISTINCT FROM 'MOVED') THEN
    NEW.tariff_id := OLD.tariff_id;
    NEW.priced_at := OLD.priced_at;
  ELSE
    NEW.tariff_id := (SELECT tariff_id FROM connector WHERE id = NEW.connector_id);
    NEW.priced_at := CASE TG_OP WHEN 'UPDATE' THEN now() END;
  END IF;
  RETURN NEW;
END $$;
