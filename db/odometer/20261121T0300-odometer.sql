-- Vehicles as accounts tells of them. A removed one stays: its readings do.
CREATE TABLE vehicle (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL,
  battery_capacity_wh bigint CHECK (battery_capacity_wh > 0),
  consumption_wh_per_km integer CHECK (consumption_wh_per_km > 0),
  removed_at timestamptz
);

-- What users have charged through us: one row a session that has ended and whose bill stands.
CREATE TABLE charge (
  session_id uuid PRIMARY KEY,
  user_id uuid NOT NULL,
  ended_at timestamptz NOT NULL,
  energy_wh bigint NOT NULL CHECK (energy_wh > 0)
);
CREATE INDEX charge_user ON charge (user_id, ended_at) INCLUDE (energy_wh);

-- A photo that a driver has submitted as a reading of a vehicle. A photo is submitted once.
CREATE TABLE upload (
  id uuid PRIMARY KEY,
  photo_id uuid NOT NULL CONSTRAINT upload_photo UNIQUE,
  user_id uuid NOT NULL,
  vehicle_id uuid NOT NULL REFERENCES vehicle,
  unit text NOT NULL CHECK (unit IN ('KM', 'MI')),
  taken_at timestamptz NOT NULL,
  latitude double precision CHECK (latitude BETWEEN -90 AND 90),
  longitude double precision CHECK (longitude BETWEEN -180 AND 180),
  -- Number of the vehicle's last reading when it was submitted: what its judges compare it with.
  submitted_after integer,
  -- {"left", "top", "width", "height"} in fractions of the upright photo.
  guide_frame jsonb,
  state text NOT NULL DEFAULT 'PENDING' CHECK (state IN ('PENDING', 'MANUAL_REVIEW', 'APPROVED', 'REJECTED')),
  -- [{"code", "message"}]: why it is rejected, or why a person looks at it.
  reasons jsonb NOT NULL DEFAULT '[]',
  -- An appeal is decided once.
  appealed boolean NOT NULL DEFAULT false,
  -- What a person was asked to decide about: the metres, the reading before, and the rules that called for them.
  asked jsonb,
  submitted_at timestamptz NOT NULL DEFAULT now(),
  decided_at timestamptz,
  -- For the foreign key of its reading.
  CONSTRAINT upload_reading UNIQUE (id, vehicle_id, user_id, photo_id, taken_at, unit),
  CHECK ((latitude IS NULL) = (longitude IS NULL)),
  CHECK ((state IN ('APPROVED', 'REJECTED')) = (decided_at IS NOT NULL)),
  CHECK (state <> 'REJECTED' OR reasons <> '[]')
);
CREATE INDEX upload_user ON upload (user_id, id);
CREATE INDEX upload_vehicle ON upload (vehicle_id);

-- Approved readings: a chain for each vehicle. Each but the first names the one before by its number, and holds copies of what it is
-- compared with, which the foreign key keeps true. So two readings never follow the same one, none is lower than the one
-- before, and the metres of a chain are exactly what its instruments have counted.
CREATE TABLE reading (
  id uuid PRIMARY KEY,
  upload_id uuid NOT NULL CONSTRAINT reading_upload UNIQUE,
  photo_id uuid NOT NULL,
  user_id uuid NOT NULL,
  vehicle_id uuid NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  -- 1 for the instrument of the first reading; a replaced one has the next number.
  instrument integer NOT NULL CHECK (instrument > 0),
  -- What the display shows, in whole units of its own.
  value bigint NOT NULL CHECK (value BETWEEN 0 AND 9999999),
  unit text NOT NULL,
  -- Metres the display has dropped by starting again from 0.
  dropped_m bigint NOT NULL CHECK (dropped_m >= 0),
  reading_m bigint NOT NULL CHECK (reading_m >= 0),
  distance_m bigint NOT NULL CHECK (distance_m >= 0),
  taken_at timestamptz NOT NULL,
  approved_at timestamptz NOT NULL DEFAULT now(),
  previous_number integer,
  previous_instrument integer,
  previous_m bigint,
  previous_dropped_m bigint,
  previous_taken_at timestamptz,
  CONSTRAINT reading_number UNIQUE (vehicle_id, number),
  CONSTRAINT reading_facts UNIQUE (vehicle_id, number, instrument, reading_m, dropped_m, taken_at),
  CONSTRAINT reading_of_upload FOREIGN KEY (upload_id, vehicle_id, user_id, photo_id, taken_at, unit)
    REFERENCES upload (id, vehicle_id, user_id, photo_id, taken_at, unit),
  CONSTRAINT reading_follows
    FOREIGN KEY (vehicle_id, previous_number, previous_instrument, previous_m, previous_dropped_m, previous_taken_at)
    REFERENCES reading (vehicle_id, number, instrument, reading_m, dropped_m, taken_at),
  -- A mile is 1,609.344 m; a whole number of miles is never half-way between two metres.
  CONSTRAINT reading_metres CHECK (reading_m = dropped_m + CASE unit WHEN 'KM' THEN value * 1000 ELSE round(value * 1609.344)::bigint END),
  CONSTRAINT reading_chain CHECK (
    (number = 1 AND num_nonnulls(previous_number, previous_instrument, previous_m, previous_dropped_m, previous_taken_at) = 0)
    OR (previous_number = number - 1
      AND num_nulls(previous_number, previous_instrument, previous_m, previous_dropped_m, previous_taken_at) = 0)),
  CONSTRAINT reading_first CHECK (number > 1 OR (instrument = 1 AND distance_m = 0 AND dropped_m = 0)),
  CONSTRAINT reading_monotonic CHECK (
    number = 1
    OR (instrument = previous_instrument AND dropped_m >= previous_dropped_m AND distance_m = reading_m - previous_m)
    OR (instrument = previous_instrument + 1 AND dropped_m = 0 AND distance_m = 0)),
  CONSTRAINT reading_later CHECK (taken_at > previous_taken_at)
);
CREATE INDEX reading_first_of_vehicle ON reading (vehicle_id) WHERE number = 1;
-- For the search for vehicles that are the same one.
CREATE INDEX reading_alike ON reading (reading_m, taken_at);
CREATE INDEX reading_user ON reading (user_id, reading_m);
REVOKE UPDATE, DELETE, TRUNCATE ON reading FROM evergraph_odometer;

-- Kilometres by user and period, counted on the day of the photo (UTC). Always the sum of the readings: both are written together.
CREATE TABLE standing (
  id uuid PRIMARY KEY,
  period text NOT NULL CHECK (period IN ('DAY', 'WEEK', 'MONTH', 'YEAR', 'ALL')),
  -- The epoch for ALL.
  starts_at timestamptz NOT NULL,
  user_id uuid NOT NULL,
  readings integer NOT NULL CHECK (readings > 0),
  distance_m bigint NOT NULL CHECK (distance_m >= 0),
  CONSTRAINT standing_user UNIQUE (period, starts_at, user_id)
);
CREATE INDEX standing_rank ON standing (period, starts_at, distance_m DESC, id DESC);

-- Who wants to be named on leaderboards; all others stand there without a name.
CREATE TABLE leaderboard_name (
  user_id uuid PRIMARY KEY,
  since timestamptz NOT NULL DEFAULT now()
);
