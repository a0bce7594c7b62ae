-- A driver who takes another connector takes its tariff: else the fees of a dear one are dodged by booking a cheap one first.
-- A slot that is moved for its driver keeps the tariff that was shown.
CREATE OR REPLACE FUNCTION keep_tariff() RETURNS trigger LANGUAGE plpgsql SET search_path = reservations, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (NEW.connector_id IS NOT DISTINCT FROM OLD.connector_id OR NEW.reason IS NOT DISTINCT FROM 'MOVED') THEN
    NEW.tariff_id := OLD.tariff_id;
  ELSE
    NEW.tariff_id := (SELECT tariff_id FROM connector WHERE id = NEW.connector_id);
  END IF;
  RETURN NEW;
END $$;
