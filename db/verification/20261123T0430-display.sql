-- Whether the last digit of the vehicle's display counts tenths; null while no reviewer has said it. And what the vehicle's last reading
-- was in: `previous_value` is in the unit of this photo.
ALTER TABLE submission
  ADD COLUMN tenths boolean,
  ADD COLUMN previous_unit text CHECK (previous_unit IN ('KM', 'MI')),
  ADD CHECK (purpose = 'ODOMETER' OR tenths IS NULL),
  ADD CHECK (previous_unit IS NULL OR previous_value IS NOT NULL);
-- For a vehicle's last reading, with which a reviewer's is compared.
CREATE INDEX submission_vehicle ON submission (vehicle_id, taken_at) WHERE state = 'APPROVED';

-- What the display counts in, as its reviewer says; and that they have confirmed a reading below the last.
ALTER TABLE decision
  ADD COLUMN unit text CHECK (unit IN ('KM', 'MI')),
  ADD COLUMN tenths boolean,
  ADD COLUMN below_last boolean NOT NULL DEFAULT false,
  ADD CHECK ((unit IS NULL) = (tenths IS NULL)),
  ADD CHECK (decision = 'APPROVED' OR (unit IS NULL AND NOT below_last)),
  ADD CHECK (reading IS NOT NULL OR (unit IS NULL AND NOT below_last));

-- With tenths, a reading is without the last digit of what is seen on the photo: whoever trains on it must know.
ALTER TABLE label ADD COLUMN tenths boolean;

-- An odometer is not approved before somebody has said what it counts in: every later reading of the vehicle is read by it.
CREATE FUNCTION keep_display_said() RETURNS trigger LANGUAGE plpgsql SET search_path = verification, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM submission WHERE id = NEW.submission_id AND purpose = 'ODOMETER' AND tenths IS NULL) THEN
    RAISE EXCEPTION 'decision %: what the display counts in is not said', NEW.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_display_said';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_display_said BEFORE INSERT ON decision
  FOR EACH ROW WHEN (NEW.decision = 'APPROVED' AND NEW.tenths IS NULL) EXECUTE FUNCTION keep_display_said();
