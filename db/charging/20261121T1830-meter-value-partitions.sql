-- Meter values stand in one partition for each month in which their session was opened: the id of a session (UUIDv7) begins with that
-- moment, by our clock. So all values of a session are in one partition, whatever a charger's clock says, and old months are dropped whole.

CREATE FUNCTION first_id_of(moment timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT (lpad(to_hex((extract(epoch FROM moment) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;
-- When a month of UTC begins, counted from this one.
CREATE FUNCTION month_of_utc(months_ahead integer) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT (date_trunc('month', now() AT TIME ZONE 'UTC') + make_interval(months => months_ahead)) AT TIME ZONE 'UTC'
$$;

ALTER TABLE meter_value RENAME TO meter_value_before;
ALTER INDEX meter_value_pkey RENAME TO meter_value_before_pkey;
CREATE TABLE meter_value (LIKE meter_value_before INCLUDING DEFAULTS INCLUDING CONSTRAINTS) PARTITION BY RANGE (session_id);
ALTER TABLE meter_value ADD PRIMARY KEY (session_id, at), ADD FOREIGN KEY (session_id) REFERENCES session;
-- For ids that are in no month, so that no sample is ever refused.
CREATE TABLE meter_value_default PARTITION OF meter_value DEFAULT;

-- What there is stays where it is, as one partition up to the end of this month.
WITH moved AS (DELETE FROM meter_value_before WHERE session_id >= first_id_of(month_of_utc(1)) RETURNING *)
  INSERT INTO meter_value_default SELECT * FROM moved;
DO $$ BEGIN
  EXECUTE format('ALTER TABLE meter_value ATTACH PARTITION meter_value_before FOR VALUES FROM (MINVALUE) TO (%L)',
    first_id_of(month_of_utc(1)));
END $$;

-- The partitions of months with the ids they hold; null: no end on that side.
CREATE VIEW meter_value_partition AS
  SELECT name, (regexp_match(bound, 'FROM \(''([0-9a-f-]{36})''\)'))[1]::uuid AS from_id, to_id
  FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid,
    LATERAL (SELECT relname AS name, pg_get_expr(relpartbound, pg_class.oid) AS bound) AS shown,
    LATERAL (SELECT (regexp_match(bound, 'TO \(''([0-9a-f-]{36})''\)'))[1]::uuid AS to_id) AS ending
  WHERE inhparent = 'meter_value'::regclass AND to_id IS NOT NULL;

-- The box may make and drop these partitions, by these two functions of the administrator's and in no other way. They take a lock on
-- `session` first and give up soon: whoever writes a sample holds it, and must not wait for long.
CREATE FUNCTION make_meter_value_partitions(months_ahead integer) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = charging, pg_temp SET lock_timeout = '500ms' AS $$
DECLARE
  made integer := 0;
  part record;
BEGIN
  IF months_ahead IS NULL OR months_ahead NOT BETWEEN 0 AND 12 THEN RAISE 'Partitions are made at most 12 months ahead.'; END IF;
  IF NOT pg_try_advisory_xact_lock(hashtextextended('charging meter_value', 0)) THEN RETURN 0; END IF;
  FOR part IN
    SELECT 'meter_value_' || to_char(month_of_utc(ahead) AT TIME ZONE 'UTC', 'YYYY_MM') AS name,
      first_id_of(month_of_utc(ahead)) AS from_id, first_id_of(month_of_utc(ahead + 1)) AS to_id
    FROM generate_series(0, months_ahead) AS ahead
  LOOP
    CONTINUE WHEN EXISTS (SELECT FROM meter_value_partition AS other
      WHERE other.to_id > part.from_id AND (other.from_id IS NULL OR other.from_id < part.to_id));
    LOCK TABLE session IN SHARE ROW EXCLUSIVE MODE;
    EXECUTE format('CREATE TABLE %I (LIKE meter_value INCLUDING ALL)', part.name);
    -- Only `meter_value` itself may be written.
    EXECUTE format('REVOKE ALL ON %I FROM evergraph_charging', part.name);
    -- What came for the month while there was no partition of it.
    EXECUTE format('WITH moved AS (DELETE FROM meter_value_default WHERE session_id >= %L AND session_id < %L RETURNING *)
      INSERT INTO %I SELECT * FROM moved', part.from_id, part.to_id, part.name);
    EXECUTE format('ALTER TABLE meter_value ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', part.name, part.from_id, part.to_id);
    made := made + 1;
  END LOOP;
  RETURN made;
END $$;

-- Drops months of which every session ended more than so many days ago and is billed. The box may delete these rows one by one as well.
CREATE FUNCTION drop_meter_value_partitions(kept_days integer) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = charging, pg_temp SET lock_timeout = '500ms' AS $$
DECLARE
  dropped integer := 0;
  part record;
BEGIN
  IF kept_days IS NULL OR kept_days < 1 THEN RAISE 'Meter values are kept for a day at least.'; END IF;
  IF NOT pg_try_advisory_xact_lock(hashtextextended('charging meter_value', 0)) THEN RETURN 0; END IF;
  FOR part IN
    SELECT name, coalesce(from_id, '00000000-0000-0000-0000-000000000000') AS from_id, to_id FROM meter_value_partition
    WHERE to_id <= first_id_of(now() - make_interval(days => kept_days)) ORDER BY to_id
  LOOP
    LOCK TABLE session IN SHARE ROW EXCLUSIVE MODE;
    CONTINUE WHEN EXISTS (SELECT FROM session WHERE id >= part.from_id AND id < part.to_id
      AND (status IN ('PENDING', 'STARTING', 'ACTIVE', 'SUSPENDED') OR held OR ended_at >= now() - make_interval(days => kept_days)));
    EXECUTE format('DROP TABLE %I', part.name);
    dropped := dropped + 1;
  END LOOP;
  RETURN dropped;
END $$;

REVOKE ALL ON FUNCTION make_meter_value_partitions, drop_meter_value_partitions FROM PUBLIC;
GRANT EXECUTE ON FUNCTION make_meter_value_partitions, drop_meter_value_partitions TO evergraph_charging;
REVOKE ALL ON meter_value_before, meter_value_default FROM evergraph_charging;
REVOKE UPDATE ON meter_value FROM evergraph_charging;
REVOKE INSERT, UPDATE, DELETE ON meter_value_partition FROM evergraph_charging;
SELECT make_meter_value_partitions(2);

-- How fine the meter values of a session are: seconds between them; 0: all that came. Null: they are gone.
ALTER TABLE session ADD COLUMN meter_value_every_s integer DEFAULT 0 CHECK (meter_value_every_s >= 0);
CREATE INDEX session_detail ON session (meter_value_every_s, ended_at) WHERE status = 'COMPLETED' AND meter_value_every_s IS NOT NULL;
DROP INDEX session_ended;
