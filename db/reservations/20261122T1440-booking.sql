-- Whether somebody has not paid: a blocked driver books nothing. An older word changes nothing.
CREATE TABLE payer (
  user_id uuid PRIMARY KEY,
  standing text NOT NULL,
  said bigint NOT NULL
);

-- When a station has no EVSE to give: all are taken, but for those that are kept free. One reservation may be left out of the count: the one
-- that is to be changed.
CREATE FUNCTION full_at(station uuid, within tstzrange, kept integer, beside uuid) RETURNS tstzmultirange
LANGUAGE sql STABLE SET search_path = reservations, pg_temp AS $$
  WITH usable AS (SELECT id FROM evse WHERE station_id = station AND NOT retired),
  room AS (SELECT count(*) - kept AS evses FROM usable),
  taken AS (
    SELECT r.during * within AS during FROM usable JOIN reservation r ON r.evse_id = usable.id
    WHERE r.during && within AND r.state IN ('PENDING', 'RESERVED', 'ACTIVE', 'FULFILLED') AND r.id IS DISTINCT FROM beside
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
