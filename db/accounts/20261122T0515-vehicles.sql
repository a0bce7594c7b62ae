-- What a charger and a car park know a vehicle by, and how it is charged.
ALTER TABLE vehicle
  -- Capital letters and digits alone: of any alphabet, without blanks.
  ADD COLUMN plate text CHECK (length(plate) BETWEEN 1 AND 12 AND plate = upper(plate) AND plate !~ '[[:space:][:punct:]]'),
  ADD COLUMN plate_country text CHECK (plate_country ~ '^[A-Z]{2}$'),
  ADD CONSTRAINT vehicle_plate_country CHECK ((plate IS NULL) = (plate_country IS NULL)),
  ADD COLUMN connectors text[] NOT NULL DEFAULT '{}' CHECK (cardinality(connectors) <= 5),
  ADD COLUMN max_ac_power_w integer CHECK (max_ac_power_w BETWEEN 1000 AND 100000),
  ADD COLUMN max_dc_power_w integer CHECK (max_dc_power_w BETWEEN 1000 AND 5000000),
  ADD COLUMN is_default boolean NOT NULL DEFAULT false;
CREATE UNIQUE INDEX vehicle_plate ON vehicle (user_id, plate_country, plate);
-- A driver has one default at most.
CREATE UNIQUE INDEX vehicle_default ON vehicle (user_id) WHERE is_default;
UPDATE vehicle SET is_default = true WHERE id IN (SELECT DISTINCT ON (user_id) id FROM vehicle ORDER BY user_id, id);
