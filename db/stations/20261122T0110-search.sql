-- What a driver asks of a station, and what is searched by. Retired things stay for the sessions and bills that name them.
ALTER TABLE station
  ADD COLUMN retired_at timestamptz,
  ADD COLUMN access text NOT NULL DEFAULT 'PUBLIC' CHECK (access IN ('PUBLIC', 'CUSTOMERS', 'PRIVATE')),
  -- Null: nobody has said. Else OCPI's Hours: twentyFourSeven, regular, openings, closings.
  ADD COLUMN hours jsonb,
  -- OCPI's Facility.
  ADD COLUMN facilities text[] NOT NULL DEFAULT '{}';
ALTER TABLE evse ADD COLUMN retired_at timestamptz;
ALTER TABLE connector ADD COLUMN retired_at timestamptz;

-- The planner guessed the same share of all stations for each circle. With this it looks at the column's statistics.
ALTER OPERATOR <@ (cube, cube) SET (RESTRICT = matchingsel);

-- Letters without accents, in small, and digits; a blank before each word. Search and stored text are folded alike.
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE FUNCTION fold(given text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN regexp_replace(
    ' ' || lower(stations.unaccent('stations.unaccent'::regdictionary, given) COLLATE "und-x-icu"), '[^[:alnum:]]+', ' ', 'g');

-- The place in a grid of 2^24 by 2^24 cells over the map (Web Mercator, from the north-west). A cell is 2.4 m wide at the equator.
CREATE FUNCTION grid_x(longitude double precision) RETURNS integer LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN least(16777215, floor((longitude + 180) / 360 * 16777216))::integer;
CREATE FUNCTION grid_y(latitude double precision) RETURNS integer LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN least(16777215, greatest(0, floor(
    (0.5 - ln(tan(pi() / 4 + radians(least(85.05, greatest(-85.05, latitude))) / 2)) / (2 * pi())) * 16777216)))::integer;

ALTER TABLE station
  ADD COLUMN folded text NOT NULL GENERATED ALWAYS AS (stations.fold(name || ' ' || address || ' ' || city)) STORED,
  ADD COLUMN grid_x integer NOT NULL GENERATED ALWAYS AS (stations.grid_x(longitude)) STORED,
  ADD COLUMN grid_y integer NOT NULL GENERATED ALWAYS AS (stations.grid_y(latitude)) STORED;
-- What chargers say changes rows all the time. With room in its page a row needs no new entries in the indexes.
ALTER TABLE station SET (fillfactor = 80);
ALTER TABLE connector SET (fillfactor = 80);
-- How many stations have a word is seen by more samples than usual.
ALTER TABLE station ALTER COLUMN folded SET STATISTICS 1000;

CREATE INDEX station_words ON station USING gin (folded gin_trgm_ops);
CREATE INDEX station_folded ON station (folded COLLATE "C", id);
CREATE INDEX station_city ON station (fold(city), name, id);
CREATE INDEX station_grid ON station (grid_x, grid_y) WHERE retired_at IS NULL AND access <> 'PRIVATE';
CREATE INDEX connector_power ON connector (max_power_w, standard) WHERE retired_at IS NULL;

-- How many stations that everybody may see are in each cell of coarser grids of 2^level by 2^level, and the sums of their places.
CREATE TABLE cell (
  level smallint NOT NULL,
  x integer NOT NULL,
  y integer NOT NULL,
  stations integer NOT NULL CHECK (stations >= 0),
  sum_x bigint NOT NULL,
  sum_y bigint NOT NULL,
  PRIMARY KEY (level, x, y)
);
REVOKE INSERT, UPDATE, DELETE ON cell FROM evergraph_stations;

-- Cells are always locked from the coarsest on, so that two stations that come or go at once wait for each other in one order.
CREATE FUNCTION count_in_cells(grid_xs integer[], grid_ys integer[], sign integer) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = stations, pg_temp AS $$
  INSERT INTO cell AS c (level, x, y, stations, sum_x, sum_y)
    SELECT level, gx >> (24 - level), gy >> (24 - level), sign * count(*), sign * sum(gx::bigint), sign * sum(gy::bigint)
    FROM generate_series(2, 12) AS level, unnest(grid_xs, grid_ys) AS place (gx, gy)
    WHERE sign > 0
    GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
    ON CONFLICT (level, x, y) DO UPDATE
      SET stations = c.stations + excluded.stations, sum_x = c.sum_x + excluded.sum_x, sum_y = c.sum_y + excluded.sum_y;
  WITH gone AS (
    SELECT level, gx >> (24 - level) AS x, gy >> (24 - level) AS y, count(*) AS stations, sum(gx::bigint) AS sum_x,
      sum(gy::bigint) AS sum_y
    FROM generate_series(2, 12) AS level, unnest(grid_xs, grid_ys) AS place (gx, gy)
    WHERE sign < 0
    GROUP BY 1, 2, 3
  ), locked AS (
    SELECT gone.* FROM cell JOIN gone USING (level, x, y) ORDER BY level, x, y FOR UPDATE OF cell
  )
  UPDATE cell SET stations = cell.stations - locked.stations, sum_x = cell.sum_x - locked.sum_x, sum_y = cell.sum_y - locked.sum_y
  FROM locked WHERE (cell.level, cell.x, cell.y) = (locked.level, locked.x, locked.y);
$$;
REVOKE ALL ON FUNCTION count_in_cells FROM PUBLIC;

CREATE FUNCTION count_new_stations() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = stations, pg_temp AS $$
BEGIN
  PERFORM count_in_cells(array_agg(grid_x), array_agg(grid_y), 1)
  FROM added WHERE retired_at IS NULL AND access <> 'PRIVATE' HAVING count(*) > 0;
  RETURN NULL;
END $$;
CREATE TRIGGER count_new_stations AFTER INSERT ON station REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION count_new_stations();

CREATE FUNCTION count_changed_station() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = stations, pg_temp AS $$
BEGIN
  -- A station that moves locks the cells of two places. Two that change places would wait for each other.
  PERFORM pg_advisory_xact_lock(hashtext('stations cell'));
  IF OLD.retired_at IS NULL AND OLD.access <> 'PRIVATE' THEN
    PERFORM count_in_cells(ARRAY[OLD.grid_x], ARRAY[OLD.grid_y], -1);
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.retired_at IS NULL AND NEW.access <> 'PRIVATE' THEN
    PERFORM count_in_cells(ARRAY[NEW.grid_x], ARRAY[NEW.grid_y], 1);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER count_changed_station AFTER UPDATE ON station FOR EACH ROW
  WHEN ((OLD.grid_x, OLD.grid_y, OLD.retired_at IS NULL AND OLD.access <> 'PRIVATE')
    IS DISTINCT FROM (NEW.grid_x, NEW.grid_y, NEW.retired_at IS NULL AND NEW.access <> 'PRIVATE'))
  EXECUTE FUNCTION count_changed_station();
CREATE TRIGGER count_deleted_station AFTER DELETE ON station FOR EACH ROW EXECUTE FUNCTION count_changed_station();

SELECT count_in_cells(array_agg(grid_x), array_agg(grid_y), 1) FROM station HAVING count(*) > 0;

-- Whether one gets in at a moment, by the station's own clock. Closings win over openings, and these over the regular hours (OCPI 2.2.1).
-- A station whose hours nobody has said counts as open.
CREATE FUNCTION is_open(hours jsonb, time_zone text, at timestamptz) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE RETURN CASE
  WHEN hours IS NULL THEN true
  WHEN EXISTS (SELECT FROM jsonb_array_elements(hours -> 'closings') AS p
    WHERE at >= (p ->> 'begin')::timestamptz AND at < (p ->> 'end')::timestamptz) THEN false
  WHEN (hours ->> 'twentyFourSeven')::boolean THEN true
  WHEN EXISTS (SELECT FROM jsonb_array_elements(hours -> 'openings') AS p
    WHERE at >= (p ->> 'begin')::timestamptz AND at < (p ->> 'end')::timestamptz) THEN true
  ELSE EXISTS (SELECT FROM jsonb_array_elements(hours -> 'regular') AS p
    WHERE (p ->> 'weekday')::integer = extract(isodow FROM at AT TIME ZONE time_zone)
      AND (at AT TIME ZONE time_zone)::time >= (p ->> 'begin')::time AND (at AT TIME ZONE time_zone)::time < (p ->> 'end')::time)
END;

-- The most that a kilowatt-hour can cost by a tariff, VAT in; null where energy has no price of its own.
CREATE FUNCTION dearest_kwh(tariff jsonb) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN (SELECT max((c ->> 'price')::numeric * (1 + coalesce((c ->> 'vat')::numeric, 0) / 100))
    FROM jsonb_path_query(tariff, '$.elements[*].components[*] ? (@.type == "ENERGY")') AS c);
ALTER TABLE tariff_version
  ADD COLUMN dearest_kwh numeric GENERATED ALWAYS AS (stations.dearest_kwh(data)) STORED;
