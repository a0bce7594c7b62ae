-- How many deeds of a task a user may have approved for one day (UTC, of the photo) before a person looks at each further one.
CREATE TABLE deed_limit (
  task text PRIMARY KEY CHECK (task IN ('TREE_PLANTING', 'LITTER_CLEAN_UP', 'RECYCLING', 'CYCLING', 'PUBLIC_TRANSPORT', 'EV_CHARGING')),
  -- What the audit names it by.
  id uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
  per_day integer NOT NULL CHECK (per_day BETWEEN 0 AND 1000),
  changed_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO deed_limit (task, per_day) VALUES
  ('TREE_PLANTING', 5), ('LITTER_CLEAN_UP', 5), ('RECYCLING', 5), ('CYCLING', 4), ('PUBLIC_TRANSPORT', 6), ('EV_CHARGING', 4);

-- Stations as their own box tells of them. No place in what was told before places were.
CREATE TABLE station (
  id uuid PRIMARY KEY,
  latitude double precision CHECK (latitude BETWEEN -90 AND 90),
  longitude double precision CHECK (longitude BETWEEN -180 AND 180),
  CHECK ((latitude IS NULL) = (longitude IS NULL))
);

-- What users have charged through us: one row a session that has ended. One whose bill waits for a person proves nothing.
CREATE TABLE charge (
  session_id uuid PRIMARY KEY,
  user_id uuid NOT NULL,
  station_id uuid NOT NULL,
  started_at timestamptz NOT NULL,
  ended_at timestamptz NOT NULL,
  held boolean NOT NULL,
  CHECK (ended_at >= started_at)
);
CREATE INDEX charge_user ON charge (user_id, ended_at);

-- A photo that a user has submitted as an eco-deed. A photo is submitted once, and a charging session proves one deed.
CREATE TABLE deed (
  id uuid PRIMARY KEY,
  photo_id uuid NOT NULL CONSTRAINT deed_photo UNIQUE,
  user_id uuid NOT NULL,
  task text NOT NULL REFERENCES deed_limit,
  material text CHECK (material IN ('CARDBOARD', 'GLASS', 'METAL', 'PAPER', 'PLASTIC')),
  note text CHECK (note <> '' AND length(note) <= 500),
  taken_at timestamptz NOT NULL,
  -- Null once the photo is erased.
  latitude double precision CHECK (latitude BETWEEN -90 AND 90),
  longitude double precision CHECK (longitude BETWEEN -180 AND 180),
  erased_at timestamptz,
  state text NOT NULL DEFAULT 'PENDING' CHECK (state IN ('PENDING', 'MANUAL_REVIEW', 'APPROVED', 'REJECTED')),
  -- [{"code", "message"}]: why it is rejected, or why a person looks at it.
  reasons jsonb NOT NULL DEFAULT '[]',
  -- Verification's name for it, from its first word on.
  submission_id uuid,
  -- Who found the photo to be in order, while the deed waits for its charging session until then.
  passed_by text CHECK (passed_by IN ('MODEL', 'PERSON')),
  awaits_session_until timestamptz,
  session_id uuid CONSTRAINT deed_session UNIQUE REFERENCES charge,
  -- An appeal is decided once.
  appealed boolean NOT NULL DEFAULT false,
  submitted_at timestamptz NOT NULL DEFAULT now(),
  decided_at timestamptz,
  CHECK ((task = 'RECYCLING') = (material IS NOT NULL)),
  CHECK ((latitude IS NULL) = (longitude IS NULL) AND (latitude IS NULL) = (erased_at IS NOT NULL)),
  CHECK (erased_at IS NULL OR note IS NULL),
  CHECK ((state IN ('APPROVED', 'REJECTED')) = (decided_at IS NOT NULL)),
  CHECK (state <> 'REJECTED' OR reasons <> '[]'),
  CHECK (awaits_session_until IS NULL OR (state = 'PENDING' AND task = 'EV_CHARGING' AND passed_by IS NOT NULL)),
  -- Charging is proved by our own sessions, whoever looks at the photo.
  CONSTRAINT deed_proof CHECK ((session_id IS NOT NULL) = (task = 'EV_CHARGING' AND state = 'APPROVED'))
);
CREATE INDEX deed_user ON deed (user_id, id);
CREATE INDEX deed_user_taken ON deed (user_id, task, taken_at);
CREATE INDEX deed_awaits_session ON deed (awaits_session_until) WHERE awaits_session_until IS NOT NULL;

-- Approved deeds by user and period, counted on the day of the photo (UTC); of each task, and ALL of them.
-- Always the number of the deeds: both are written together.
CREATE TABLE standing (
  id uuid PRIMARY KEY,
  period text NOT NULL CHECK (period IN ('DAY', 'WEEK', 'MONTH', 'YEAR', 'ALL')),
  -- The epoch for ALL.
  starts_at timestamptz NOT NULL,
  task text NOT NULL CHECK (task IN ('TREE_PLANTING', 'LITTER_CLEAN_UP', 'RECYCLING', 'CYCLING', 'PUBLIC_TRANSPORT', 'EV_CHARGING', 'ALL')),
  user_id uuid NOT NULL,
  deeds integer NOT NULL CHECK (deeds > 0),
  CONSTRAINT standing_user UNIQUE (period, starts_at, task, user_id)
);
CREATE INDEX standing_rank ON standing (period, starts_at, task, deeds DESC, id DESC);

-- What all have done together, by the same spans: always the sum and the number of the standings.
CREATE TABLE tally (
  period text NOT NULL,
  starts_at timestamptz NOT NULL,
  task text NOT NULL,
  deeds bigint NOT NULL CHECK (deeds > 0),
  participants bigint NOT NULL CHECK (participants BETWEEN 0 AND deeds),
  PRIMARY KEY (period, starts_at, task)
);

-- Who wants to be named on leaderboards; all others stand there without a name.
CREATE TABLE leaderboard_name (
  user_id uuid PRIMARY KEY,
  since timestamptz NOT NULL DEFAULT now()
);

-- What people meet at. `status` is what was last told; times decide (event.status.ts), and a sweep tells of what has become true.
CREATE TABLE community_event (
  id uuid PRIMARY KEY,
  host_id uuid NOT NULL,
  idempotency_key uuid NOT NULL,
  title text NOT NULL CHECK (title <> '' AND length(title) <= 120),
  description text NOT NULL CHECK (length(description) <= 4000),
  image_url text CHECK (image_url LIKE 'https://%' AND length(image_url) <= 2000),
  task text REFERENCES deed_limit,
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
  CONSTRAINT community_event_key UNIQUE (host_id, idempotency_key),
  CONSTRAINT community_event_seats CHECK (seats_taken BETWEEN 0 AND capacity),
  CHECK (ends_at > starts_at),
  CHECK ((status = 'CANCELLED') = (cancel_reason IS NOT NULL))
);
CREATE INDEX community_event_start ON community_event (starts_at, id);
CREATE INDEX community_event_host ON community_event (host_id, starts_at, id);
CREATE INDEX community_event_open ON community_event (starts_at) WHERE status IN ('UPCOMING', 'LIVE');

-- Who comes, and who has come.
CREATE TABLE attendance (
  id uuid PRIMARY KEY,
  event_id uuid NOT NULL REFERENCES community_event,
  user_id uuid NOT NULL,
  joined_at timestamptz NOT NULL DEFAULT now(),
  checked_in_at timestamptz,
  checked_in_by text CHECK (checked_in_by IN ('CODE', 'PLACE')),
  -- Wrong codes since the host has shown a new one.
  wrong_codes integer NOT NULL DEFAULT 0 CHECK (wrong_codes BETWEEN 0 AND 5),
  CONSTRAINT attendance_user UNIQUE (event_id, user_id),
  CHECK ((checked_in_at IS NULL) = (checked_in_by IS NULL))
);
CREATE INDEX attendance_of_user ON attendance (user_id, id);

-- Seats are counted where they are taken, so that no way of taking one passes `community_event_seats`.
CREATE FUNCTION attendance_seat() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    UPDATE community_event SET seats_taken = seats_taken + 1 WHERE id = NEW.event_id;
  ELSE
    UPDATE community_event SET seats_taken = seats_taken - 1 WHERE id = OLD.event_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER attendance_seat AFTER INSERT OR DELETE ON attendance FOR EACH ROW EXECUTE FUNCTION attendance_seat();
