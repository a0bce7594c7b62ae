-- What people meet at. `status` is what was last told; times decide (meetup.ts), and a sweep tells of what has become true.
CREATE TABLE meetup (
  id uuid PRIMARY KEY,
  host_id uuid NOT NULL,
  idempotency_key uuid NOT NULL,
  title text NOT NULL CHECK (title <> '' AND length(title) <= 120),
  description text NOT NULL CHECK (length(description) <= 4000),
  image_url text CHECK (image_url LIKE 'https://%' AND length(image_url) <= 2000),
  task text CHECK (task IN ('TREE_PLANTING', 'LITTER_CLEAN_UP', 'RECYCLING', 'CYCLING', 'PUBLIC_TRANSPORT', 'EV_CHARGING')),
  address text NOT NULL CHECK (address <> '' AND length(address) <= 200),
  latitude double precision NOT NULL CHECK (latitude BETWEEN -90 AND 90),
  longitude double precision NOT NULL CHECK (longitude BETWEEN -180 AND 180),
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  time_zone text NOT NULL,
  capacity integer NOT NULL CHECK (capacity BETWEEN 1 AND 10000),
  seats_taken integer NOT NULL DEFAULT 0,
  status text NOT NULL DEFAULT 'UPCOMING' CHECK (status IN ('UPCOMING', 'LIVE', 'DONE', 'CANCELLED')),
  cancel_reason text,
  -- Argon2id of the code that the host shows; null before there is one.
  code_hash text,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT meetup_key UNIQUE (host_id, idempotency_key),
  CONSTRAINT meetup_seats CHECK (seats_taken BETWEEN 0 AND capacity),
  CHECK (ends_at > starts_at),
  CHECK ((status = 'CANCELLED') = (cancel_reason IS NOT NULL))
);
CREATE INDEX meetup_start ON meetup (starts_at, id);
CREATE INDEX meetup_host ON meetup (host_id, starts_at, id);
CREATE INDEX meetup_open ON meetup (starts_at) WHERE status IN ('UPCOMING', 'LIVE');

-- Who comes, and who has come.
CREATE TABLE attendance (
  id uuid PRIMARY KEY,
  meetup_id uuid NOT NULL REFERENCES meetup,
  user_id uuid NOT NULL,
  joined_at timestamptz NOT NULL DEFAULT now(),
  checked_in_at timestamptz,
  checked_in_by text CHECK (checked_in_by IN ('CODE', 'PLACE')),
  -- Wrong codes since the host has shown a new one.
  wrong_codes integer NOT NULL DEFAULT 0 CHECK (wrong_codes BETWEEN 0 AND 5),
  CONSTRAINT attendance_user UNIQUE (meetup_id, user_id),
  CHECK ((checked_in_at IS NULL) = (checked_in_by IS NULL))
);
CREATE INDEX attendance_of_user ON attendance (user_id, id);

-- What `deeds` has left of an earlier release's `community` moves here, and that schema ends with its role.
DO $$
BEGIN
  IF to_regclass('community.community_event') IS NULL THEN RETURN; END IF;
  LOCK TABLE community.community_event, community.attendance, community.outbox, community.audit IN ACCESS EXCLUSIVE MODE;
  INSERT INTO meetup (id, host_id, idempotency_key, title, description, image_url, task, address, latitude, longitude, starts_at, ends_at,
      time_zone, capacity, seats_taken, status, cancel_reason, code_hash, created_at)
    SELECT id, host_id, idempotency_key, title, description, image_url, task, address, latitude, longitude, starts_at, ends_at,
      time_zone, capacity, seats_taken, status, cancel_reason, code_hash, created_at FROM community.community_event;
  INSERT INTO attendance (id, meetup_id, user_id, joined_at, checked_in_at, checked_in_by, wrong_codes)
    SELECT id, event_id, user_id, joined_at, checked_in_at, checked_in_by, wrong_codes FROM community.attendance;
  -- An audit stays as it was written: actions of then say `event`.
  INSERT INTO audit (id, actor_id, action, subject_id, detail, request_id, at)
    SELECT id, actor_id, action, subject_id, detail, request_id, at FROM community.audit WHERE action LIKE 'event.%';
  INSERT INTO outbox (position, id, name, aggregate_id, occurred_at, request_id, data, published_at) OVERRIDING SYSTEM VALUE
    SELECT position, id, regexp_replace(name, '^community\.event\.', 'meetups.meetup.'), aggregate_id, occurred_at, request_id,
      data - 'eventId' || jsonb_build_object('meetupId', data -> 'eventId'), published_at
    FROM community.outbox WHERE name LIKE 'community.event.%';
  PERFORM setval(pg_get_serial_sequence('outbox', 'position'), (SELECT last_value FROM community.outbox_position_seq));
  DROP SCHEMA community CASCADE;
  BEGIN
    DROP ROLE evergraph_community;
  EXCEPTION WHEN dependent_objects_still_exist THEN
    -- Another database of this server has yet to be brought up to date, and needs the role.
    NULL;
  END;
END $$;

-- Seats are counted where they are taken, so that no way of taking one passes `meetup_seats`. After the move: those seats are counted.
CREATE FUNCTION attendance_seat() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    UPDATE meetup SET seats_taken = seats_taken + 1 WHERE id = NEW.meetup_id;
  ELSE
    UPDATE meetup SET seats_taken = seats_taken - 1 WHERE id = OLD.meetup_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER attendance_seat AFTER INSERT OR DELETE ON attendance FOR EACH ROW EXECUTE FUNCTION attendance_seat();
