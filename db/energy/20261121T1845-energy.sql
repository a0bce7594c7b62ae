-- What stations says of a station, as far as sharing needs it.
CREATE TABLE station (
  id uuid PRIMARY KEY,
  operator_id uuid NOT NULL,
  -- [{ number, connectors: [{ number, maxPowerW, powerType }] }]
  evses jsonb NOT NULL,
  said bigint NOT NULL
);

-- A grid connection that several stations share. Currents are amperes of each phase.
CREATE TABLE site (
  id uuid PRIMARY KEY,
  operator_id uuid NOT NULL,
  idempotency_key uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  phases integer NOT NULL CHECK (phases IN (1, 3)),
  limit_a double precision NOT NULL CHECK (limit_a > 0 AND limit_a <= 10000),
  voltage integer NOT NULL CHECK (voltage BETWEEN 100 AND 1000),
  -- What is kept free for errors of measurement and cars that are slow to follow.
  reserve_a double precision NOT NULL CHECK (reserve_a >= 0),
  -- What the building is taken to use while its meter says nothing; null: there is no such meter, and nothing else on the connection.
  building_a double precision CHECK (building_a >= 0),
  least_a double precision NOT NULL CHECK (least_a BETWEEN 0 AND 80),
  -- What each EVSE's charger keeps to by itself when it hears nothing from us any more.
  fallback_a double precision NOT NULL CHECK (fallback_a >= 0),
  created_at timestamptz NOT NULL DEFAULT now(),
  shared_at timestamptz,
  UNIQUE (operator_id, idempotency_key),
  CHECK (reserve_a < limit_a)
);
CREATE INDEX site_operator ON site (operator_id, id);

-- A station is on one grid connection.
CREATE TABLE site_station (
  station_id uuid PRIMARY KEY REFERENCES station,
  site_id uuid NOT NULL REFERENCES site ON DELETE CASCADE,
  weight integer NOT NULL DEFAULT 1 CHECK (weight BETWEEN 1 AND 100),
  -- The phase of the connection that the station's L1 is wired to: installers rotate them.
  first_phase integer NOT NULL DEFAULT 1 CHECK (first_phase BETWEEN 1 AND 3),
  -- The limit of transactions that have none of their own yet: what was asked, and what the charger said yes to.
  default_asked_a double precision CHECK (default_asked_a >= 0),
  default_asked_at timestamptz,
  default_ask_id uuid UNIQUE,
  default_kept_a double precision CHECK (default_kept_a >= 0)
);
CREATE INDEX site_station_site ON site_station (site_id);

-- The last word of a building's meter: what it uses beside the chargers.
CREATE TABLE building_load (
  site_id uuid PRIMARY KEY REFERENCES site ON DELETE CASCADE,
  l1_a double precision NOT NULL,
  l2_a double precision NOT NULL,
  l3_a double precision NOT NULL,
  at timestamptz NOT NULL
);

-- A car that charges somewhere: what it may draw, what it draws, and what it was told.
CREATE TABLE charge (
  transaction_id uuid PRIMARY KEY,
  station_id uuid NOT NULL,
  evse_number integer NOT NULL,
  connector_number integer NOT NULL,
  session_id uuid,
  started_at timestamptz NOT NULL,
  power_w integer,
  meter_start_wh bigint,
  register_wh bigint,
  measured_at timestamptz,
  suspended boolean NOT NULL DEFAULT false,
  weight integer CHECK (weight BETWEEN 1 AND 100),
  -- Since when it has had nothing.
  waiting_since timestamptz,
  -- The last limit that was decided, that the charger was asked to keep, and that it has said yes to.
  share_a double precision CHECK (share_a >= 0),
  late boolean NOT NULL DEFAULT false,
  asked_a double precision CHECK (asked_a >= 0),
  asked_at timestamptz,
  ask_id uuid UNIQUE,
  kept_a double precision CHECK (kept_a >= 0),
  -- The charger refuses limits, or draws more than it said yes to; what it draws is taken off what others share.
  follows boolean NOT NULL DEFAULT true,
  above_since timestamptz,
  -- Since when it has not answered to a limit.
  unheard_since timestamptz,
  ended_at timestamptz
);
CREATE INDEX charge_running ON charge (station_id) WHERE ended_at IS NULL;
CREATE INDEX charge_session ON charge (session_id) WHERE session_id IS NOT NULL;
CREATE INDEX charge_ended ON charge (ended_at) WHERE ended_at IS NOT NULL;

-- What the driver of a car wants: energy of the whole session, by then. It may be told before the car is.
CREATE TABLE goal (
  transaction_id uuid PRIMARY KEY,
  session_id uuid NOT NULL,
  energy_wh bigint CHECK (energy_wh >= 0),
  ready_by timestamptz,
  told_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX goal_session ON goal (session_id);
CREATE INDEX goal_told ON goal (told_at);
