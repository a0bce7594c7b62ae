-- What was said between chargers and us, both ways, without secrets and cut to a length: for people who look for a fault. Nothing else
-- stands on it. Each day (UTC) is a partition, which is dropped whole.
CREATE TABLE frame (
  -- UUIDv7: in the order in which one process heard and said them.
  id uuid NOT NULL,
  at timestamptz(3) NOT NULL,
  station_id uuid NOT NULL,
  direction text NOT NULL CHECK (direction IN ('IN', 'OUT')),
  kind text NOT NULL CHECK (kind IN ('CALL', 'RESULT', 'ERROR', 'RESULT_ERROR', 'SEND', 'MALFORMED')),
  message_id text,
  -- Of an answer: what it answers.
  action text,
  text text NOT NULL,
  -- Of the whole frame as it went over the line.
  bytes integer NOT NULL
) PARTITION BY RANGE (at);
CREATE INDEX frame_of ON frame (station_id, id);
-- Rows are only ever added. Their days go by the function below alone.
REVOKE UPDATE, DELETE ON frame FROM evergraph_ocpp;

-- Makes the partitions of the days ahead and drops those that are older than the days to keep: how many it has dropped. The box may make
-- and drop these partitions in this way alone. It gives up soon where somebody reads; the next round comes within the hour.
CREATE FUNCTION keep_frame_days(kept integer, ahead integer) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = ocpp, pg_temp SET lock_timeout = '500ms' AS $$
DECLARE
  today date := (now() AT TIME ZONE 'UTC')::date;
  name text;
  dropped integer := 0;
BEGIN
  IF kept IS NULL OR kept NOT BETWEEN 1 AND 366 OR ahead IS NULL OR ahead NOT BETWEEN 1 AND 7 THEN
    RAISE 'Frames are kept for 1 to 366 days, and days are made 1 to 7 ahead.';
  END IF;
  IF NOT pg_try_advisory_xact_lock(hashtextextended('ocpp frame', 0)) THEN RETURN 0; END IF;
  FOR day IN -1..ahead LOOP
    name := 'frame_' || to_char(today + day, 'YYYY_MM_DD');
    CONTINUE WHEN to_regclass(format('ocpp.%I', name)) IS NOT NULL;
    EXECUTE format('CREATE TABLE %I (LIKE frame INCLUDING ALL)', name);
    -- Only `frame` itself may be written.
    EXECUTE format('REVOKE ALL ON %I FROM evergraph_ocpp', name);
    EXECUTE format('ALTER TABLE frame ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', name,
      (today + day)::timestamp AT TIME ZONE 'UTC', (today + day + 1)::timestamp AT TIME ZONE 'UTC');
  END LOOP;
  FOR name IN
    SELECT relname FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
    WHERE inhparent = 'frame'::regclass AND relname < 'frame_' || to_char(today - kept, 'YYYY_MM_DD')
  LOOP
    EXECUTE format('DROP TABLE %I', name);
    dropped := dropped + 1;
  END LOOP;
  RETURN dropped;
END $$;
REVOKE ALL ON FUNCTION keep_frame_days FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keep_frame_days TO evergraph_ocpp;
SELECT keep_frame_days(14, 2);
