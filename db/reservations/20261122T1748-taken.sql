-- How long a slot keeps others away: a day at most, and the hour for which it may be used before its start (BOUNDS of terms). A block: blockDays.
-- So what stands in the way of a time began not long before it, and is one stretch of an index.
ALTER TABLE reservation ADD CONSTRAINT reservation_length
  CHECK (upper(during) - lower(during) <= CASE kind WHEN 'BLOCK' THEN interval '8784 hours' ELSE interval '25 hours' END);
-- All that `taken_at` reads is in the indexes: a station's bookings lie all over the table.
CREATE INDEX reservation_taken ON reservation (station_id, during) INCLUDE (evse_id, id)
  WHERE kind = 'BOOKING' AND state IN ('PENDING', 'RESERVED', 'ACTIVE', 'FULFILLED');
CREATE INDEX reservation_blocked ON reservation (station_id, during) INCLUDE (evse_id, id)
  WHERE kind = 'BLOCK' AND state = 'RESERVED';

-- What keeps others away from a station's EVSEs at a time. Ranges are sorted by their beginnings: [x,x] comes before all others that begin at x.
-- The table has its schema's name, so that this is planned as a part of what calls it: a SET would forbid that.
CREATE FUNCTION taken_at(station uuid, within tstzrange) RETURNS TABLE (id uuid, evse_id uuid, during tstzrange)
LANGUAGE sql STABLE ROWS 100 AS $$
  SELECT r.id, r.evse_id, r.during FROM reservations.reservation r
  WHERE r.station_id = station AND r.kind = 'BOOKING' AND r.state IN ('PENDING', 'RESERVED', 'ACTIVE', 'FULFILLED')
    AND r.during > tstzrange(lower(within) - interval '25 hours', lower(within) - interval '25 hours', '[]')
    AND r.during < tstzrange(upper(within), upper(within), '[]') AND r.during && within
  UNION ALL
  SELECT r.id, r.evse_id, r.during FROM reservations.reservation r
  WHERE r.station_id = station AND r.kind = 'BLOCK' AND r.state = 'RESERVED'
    AND r.during > tstzrange(lower(within) - interval '8784 hours', lower(within) - interval '8784 hours', '[]')
    AND r.during < tstzrange(upper(within), upper(within), '[]') AND r.during && within
$$;

-- As before, by what is taken at the station as a whole.
CREATE OR REPLACE FUNCTION full_at(station uuid, within tstzrange, kept integer, beside uuid) RETURNS tstzmultirange
LANGUAGE sql STABLE SET search_path = reservations, pg_temp AS $$
  WITH usable AS (SELECT id FROM evse WHERE station_id = station AND NOT retired),
  room AS (SELECT count(*) - kept AS evses FROM usable),
  taken AS (
    SELECT r.during * within AS during FROM usable JOIN taken_at(station, within) r ON r.evse_id = usable.id
    WHERE r.id IS DISTINCT FROM beside
  ),
  step AS (
    SELECT at, sum(change) AS change
    FROM (SELECT lower(during), 1 FROM taken UNION ALL SELECT upper(during), -1 FROM taken) AS steps (at, change)
    GROUP BY at
  ),
  level AS (SELECT at, lead(at) OVER w AS until, sum(change) OVER w AS evses FROM step WINDOW w AS (ORDER BY at))
  SELECT CASE WHEN room.evses <= 0 THEN tstzmultirange(within) ELSE coalesce(
    (SELECT range_agg(tstzrange(at, until)) FROM level WHERE level.evses >= room.evses AND until IS NOT NULL), '{}') END
  FROM room
$$;
