-- What can be done with a connector, and since when; no row: nobody knows. `connector_day` gets the time when the state ends.
CREATE TABLE connector_state (
  connector_id uuid PRIMARY KEY REFERENCES connector,
  state text NOT NULL CHECK (state IN ('UP', 'UNAVAILABLE', 'FAULTED', 'OFFLINE')),
  since timestamptz NOT NULL
);

-- How long a connector was in each state on a day by the station's clock, in milliseconds. A day has up to 25 hours, and more where the
-- station's time zone was corrected on it.
CREATE TABLE connector_day (
  connector_id uuid NOT NULL REFERENCES connector,
  day date NOT NULL,
  up_ms integer NOT NULL CHECK (up_ms >= 0),
  unavailable_ms integer NOT NULL CHECK (unavailable_ms >= 0),
  faulted_ms integer NOT NULL CHECK (faulted_ms >= 0),
  offline_ms integer NOT NULL CHECK (offline_ms >= 0),
  -- How often it stopped to be up.
  outages integer NOT NULL CHECK (outages >= 0),
  PRIMARY KEY (connector_id, day),
  CHECK (up_ms + unavailable_ms + faulted_ms + offline_ms <= 50 * 3600000)
);
CREATE INDEX connector_day_age ON connector_day (day);

-- A stretch of time by the days of a clock. A day that a clock begins late, or has an hour more of, is as long as it was.
CREATE FUNCTION days_of(since timestamptz, until timestamptz, zone text) RETURNS TABLE (day date, ms integer)
  LANGUAGE sql STABLE PARALLEL SAFE ROWS 30 AS $$
  SELECT at::date, (extract(epoch FROM upto - begun) * 1000)::integer
  FROM generate_series(date_trunc('day', since AT TIME ZONE zone), until AT TIME ZONE zone, interval '1 day') AS at
  CROSS JOIN LATERAL (
    SELECT greatest(since, at AT TIME ZONE zone) AS begun, least(until, (at + interval '1 day') AT TIME ZONE zone) AS upto
  ) AS piece
  WHERE upto > begun
$$;

-- From now on.
INSERT INTO connector_state (connector_id, state, since)
  SELECT connector.id, CASE
      WHEN NOT station.online THEN 'OFFLINE'
      WHEN 'FAULTED' IN (connector.status, station.status) THEN 'FAULTED'
      WHEN 'UNAVAILABLE' IN (connector.status, station.status) THEN 'UNAVAILABLE'
      ELSE 'UP' END, now()
  FROM connector JOIN station ON station.id = connector.station_id
  WHERE connector.retired_at IS NULL AND station.online_at IS NOT NULL AND (connector.status <> 'UNKNOWN' OR NOT station.online);
