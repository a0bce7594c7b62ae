-- Of a connector whose state nobody knows the row stays, with the time up to which its days are counted: a word that comes late counted
-- them twice.
ALTER TABLE connector_state ALTER COLUMN state DROP NOT NULL;

-- As before, and of a day that begins twice, because its clock is put back to midnight, the first hour counts too: as the end of the day before.
CREATE OR REPLACE FUNCTION days_of(since timestamptz, until timestamptz, zone text) RETURNS TABLE (day date, ms integer)
  LANGUAGE sql STABLE PARALLEL SAFE ROWS 30 AS $$
  SELECT at::date, (extract(epoch FROM upto - begun) * 1000)::integer
  FROM generate_series(date_trunc('day', since AT TIME ZONE zone) - interval '1 day', until AT TIME ZONE zone, interval '1 day') AS at
  CROSS JOIN LATERAL (
    SELECT greatest(since, at AT TIME ZONE zone) AS begun, least(until, (at + interval '1 day') AT TIME ZONE zone) AS upto
  ) AS piece
  WHERE upto > begun
$$;
