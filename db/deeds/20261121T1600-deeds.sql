-- How many deeds of a task a user may have approved for one day (UTC, of the photo) before a person looks at each further one.
CREATE TABLE deed_limit (
  task text PRIMARY KEY CHECK (task IN ('TREE_PLANTING', 'LITTER_CLEAN_UP', 'RECYCLING', 'CYCLING', 'PUBLIC_TRANSPORT', 'EV_CHARGING')),
  -- What the audit names it by.
  id uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
  per_day integer NOT NULL CHECK (per_day BETWEEN 0 AND 1000),
  changed_at timestamptz NOT NULL DEFAULT now()
);

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

-- A photo that a user has submitted as an eco-deed. A photo's id is no secret: whoever learns it may submit it, and verification knows whose it
-- is and refuses all others. So a submission takes the place of the same user alone, and of a photo one deed is approved. A charging
-- session proves one deed.
CREATE TABLE deed (
  id uuid PRIMARY KEY,
  photo_id uuid NOT NULL,
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
  CONSTRAINT deed_photo UNIQUE (photo_id, user_id),
  CHECK ((task = 'RECYCLING') = (material IS NOT NULL)),
  CHECK ((latitude IS NULL) = (longitude IS NULL) AND (latitude IS NULL) = (erased_at IS NOT NULL)),
  CHECK (erased_at IS NULL OR note IS NULL),
  CHECK ((state IN ('APPROVED', 'REJECTED')) = (decided_at IS NOT NULL)),
  CHECK (state <> 'REJECTED' OR reasons <> '[]'),
  CHECK (awaits_session_until IS NULL OR (state = 'PENDING' AND task = 'EV_CHARGING' AND passed_by IS NOT NULL)),
  -- Charging is proved by our own sessions, whoever looks at the photo.
  CONSTRAINT deed_proof CHECK ((session_id IS NOT NULL) = (task = 'EV_CHARGING' AND state = 'APPROVED'))
);
CREATE UNIQUE INDEX deed_photo_approved ON deed (photo_id) WHERE state = 'APPROVED';
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

-- What an earlier release kept in `community` moves here. Its tables go in the same transaction: a process of that release that still runs
-- fails, where it would otherwise write what nobody reads.
DO $$
DECLARE
  moved text;
BEGIN
  IF to_regclass('community.deed') IS NULL THEN RETURN; END IF;
  LOCK TABLE community.deed, community.outbox, community.inbox, community.dead_letter, community.audit IN ACCESS EXCLUSIVE MODE;
  FOREACH moved IN ARRAY ARRAY['deed_limit', 'station', 'charge', 'deed', 'standing', 'tally', 'leaderboard_name', 'inbox', 'dead_letter'] LOOP
    EXECUTE format('INSERT INTO %1$I (%2$s) SELECT %2$s FROM community.%1$I', moved, (
      SELECT string_agg(quote_ident(column_name), ', ') FROM information_schema.columns
      WHERE table_schema = 'community' AND table_name = moved));
  END LOOP;
  INSERT INTO audit (id, actor_id, action, subject_id, detail, request_id, at)
    SELECT id, actor_id, action, subject_id, detail, request_id, at FROM community.audit WHERE action NOT LIKE 'event.%';
  INSERT INTO outbox (position, id, name, aggregate_id, occurred_at, request_id, data, published_at) OVERRIDING SYSTEM VALUE
    SELECT position, id, regexp_replace(name, '^community\.', 'deeds.'), aggregate_id, occurred_at, request_id, data, published_at
    FROM community.outbox WHERE name NOT LIKE 'community.event.%';
  PERFORM setval(pg_get_serial_sequence('outbox', 'position'), (SELECT last_value FROM community.outbox_position_seq));
  -- Redis remembers no batch of `deeds`. By this count the relay sees that, and says all that is kept again, now by its new names: what a
  -- consumer had not read by the old ones is not lost, and what it had read it knows.
  UPDATE relay SET sequence = (SELECT sequence FROM community.relay);
  ALTER TABLE community.community_event DROP CONSTRAINT community_event_task_fkey;
  DROP TABLE community.deed, community.charge, community.station, community.deed_limit, community.standing, community.tally,
    community.leaderboard_name, community.inbox, community.dead_letter;
END $$;

INSERT INTO deed_limit (task, per_day) VALUES
  ('TREE_PLANTING', 5), ('LITTER_CLEAN_UP', 5), ('RECYCLING', 5), ('CYCLING', 4), ('PUBLIC_TRANSPORT', 6), ('EV_CHARGING', 4)
ON CONFLICT (task) DO NOTHING;
