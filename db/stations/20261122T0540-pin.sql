-- What a filtered map is counted by, in rows so small that those of a country are read in milliseconds: a station has some 600 bytes, a pin 80.
-- What many stations have in common stands once, named by what is in it, and never changes: what they offer, and their hours.

-- A row for each kind of connector that a station offers, and whether one of the kind is free.
CREATE TABLE offer (
  id uuid NOT NULL,
  standard text NOT NULL,
  max_power_w integer NOT NULL,
  tariff_id uuid REFERENCES tariff,
  -- The charger says so, and no other connector of the EVSE has the power. The station's own state is not in it.
  free boolean NOT NULL,
  UNIQUE NULLS NOT DISTINCT (id, standard, max_power_w, tariff_id, free)
);
CREATE TABLE opening (id uuid PRIMARY KEY, hours jsonb NOT NULL, time_zone text NOT NULL);
CREATE TABLE pin (
  station_id uuid PRIMARY KEY REFERENCES station ON DELETE CASCADE,
  grid_x integer NOT NULL,
  grid_y integer NOT NULL,
  -- Everybody may see it.
  published boolean NOT NULL,
  -- The charger is connected and well.
  works boolean NOT NULL,
  -- Null: it has no connectors.
  offer_id uuid,
  -- Null: nobody has said the hours.
  opening_id uuid,
  facilities text[] NOT NULL
) WITH (fillfactor = 80);
REVOKE INSERT, UPDATE, DELETE ON offer, opening, pin FROM evergraph_stations;

CREATE FUNCTION name_of(content text) RETURNS uuid LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN substr(encode(sha256(convert_to(content, 'UTF8')), 'hex'), 1, 32)::uuid;

-- Writes pins of stations, as their stations and connectors are now.
CREATE FUNCTION pin_stations(ids uuid[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = stations, pg_temp AS $$
BEGIN
  -- Two that change connectors of a station at once take turns, so that the second sees what the first has done.
  PERFORM FROM station WHERE id = ANY (ids) ORDER BY id FOR NO KEY UPDATE;
  WITH kind AS (
    SELECT DISTINCT station_id, standard, max_power_w, tariff_id, status = 'AVAILABLE' AND NOT EXISTS (
      SELECT FROM connector AS sibling WHERE sibling.evse_id = connector.evse_id
        AND sibling.status IN ('PREPARING', 'CHARGING', 'SUSPENDED', 'FINISHING', 'RESERVED')) AS free
    FROM connector WHERE retired_at IS NULL AND station_id = ANY (ids)
  ), offered AS (
    SELECT station_id, name_of(string_agg(concat_ws(' ', standard, max_power_w, tariff_id, free), ','
      ORDER BY standard, max_power_w, tariff_id, free)) AS id
    FROM kind GROUP BY station_id
  ), made AS (
    INSERT INTO offer (id, standard, max_power_w, tariff_id, free)
      SELECT DISTINCT id, standard, max_power_w, tariff_id, free FROM offered JOIN kind USING (station_id)
      WHERE NOT EXISTS (SELECT FROM offer WHERE offer.id = offered.id)
      ORDER BY 1, 2, 3, 4, 5
      ON CONFLICT DO NOTHING
  ), open AS (
    INSERT INTO opening (id, hours, time_zone)
      SELECT DISTINCT name_of(time_zone || hours::text), hours, time_zone FROM station
      WHERE hours IS NOT NULL AND station.id = ANY (ids)
        AND NOT EXISTS (SELECT FROM opening WHERE opening.id = name_of(station.time_zone || station.hours::text))
      ORDER BY 1
      ON CONFLICT DO NOTHING
  )
  INSERT INTO pin AS had (station_id, grid_x, grid_y, published, works, offer_id, opening_id, facilities)
    SELECT station.id, grid_x, grid_y, retired_at IS NULL AND access <> 'PRIVATE', online AND status NOT IN ('UNAVAILABLE', 'FAULTED'),
      offered.id, name_of(time_zone || hours::text), facilities
    FROM station LEFT JOIN offered ON offered.station_id = station.id
    WHERE station.id = ANY (ids)
    ON CONFLICT (station_id) DO UPDATE SET grid_x = excluded.grid_x, grid_y = excluded.grid_y, published = excluded.published,
      works = excluded.works, offer_id = excluded.offer_id, opening_id = excluded.opening_id, facilities = excluded.facilities
      WHERE had IS DISTINCT FROM excluded;
END $$;
REVOKE ALL ON FUNCTION pin_stations FROM PUBLIC;

CREATE FUNCTION pin_new_stations() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = stations, pg_temp AS $$
BEGIN
  PERFORM pin_stations(array_agg(id)) FROM added HAVING count(*) > 0;
  RETURN NULL;
END $$;
CREATE TRIGGER pin_new_stations AFTER INSERT ON station REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION pin_new_stations();

-- States change all the time. A plan that is kept costs a quarter of one that is made for each change.
CREATE FUNCTION pin_changed_station() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = stations, pg_temp SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  PERFORM pin_stations(ARRAY[NEW.id]);
  RETURN NULL;
END $$;
CREATE TRIGGER pin_changed_station AFTER UPDATE ON station FOR EACH ROW
  WHEN ((OLD.grid_x, OLD.grid_y, OLD.access, OLD.retired_at IS NULL, OLD.online, OLD.status, OLD.hours, OLD.time_zone, OLD.facilities)
    IS DISTINCT FROM
    (NEW.grid_x, NEW.grid_y, NEW.access, NEW.retired_at IS NULL, NEW.online, NEW.status, NEW.hours, NEW.time_zone, NEW.facilities))
  EXECUTE FUNCTION pin_changed_station();

CREATE FUNCTION pin_new_connectors() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = stations, pg_temp AS $$
BEGIN
  PERFORM pin_stations(array_agg(DISTINCT station_id)) FROM added HAVING count(*) > 0;
  RETURN NULL;
END $$;
CREATE TRIGGER pin_new_connectors AFTER INSERT ON connector REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION pin_new_connectors();

CREATE FUNCTION pin_changed_connector() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = stations, pg_temp SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  PERFORM pin_stations(ARRAY[OLD.station_id]);
  RETURN NULL;
END $$;
CREATE TRIGGER pin_changed_connector AFTER UPDATE ON connector FOR EACH ROW
  WHEN ((OLD.standard, OLD.max_power_w, OLD.tariff_id, OLD.status, OLD.retired_at IS NULL)
    IS DISTINCT FROM (NEW.standard, NEW.max_power_w, NEW.tariff_id, NEW.status, NEW.retired_at IS NULL))
  EXECUTE FUNCTION pin_changed_connector();
CREATE TRIGGER pin_deleted_connector AFTER DELETE ON connector FOR EACH ROW EXECUTE FUNCTION pin_changed_connector();

SELECT pin_stations(array_agg(id)) FROM station HAVING count(*) > 0;
CREATE INDEX pin_grid ON pin (grid_x, grid_y) WHERE published;
-- The planner knows the new tables at once.
ANALYZE pin, offer, opening;
