-- Both live in this schema. `position` is a stored column, so that the search needs no function of theirs to be found by the index.
CREATE EXTENSION IF NOT EXISTS cube;
CREATE EXTENSION IF NOT EXISTS earthdistance;

CREATE TABLE station (
  id uuid PRIMARY KEY,
  operator_id uuid NOT NULL,
  -- OCPP identity: the last segment of the charger's URL.
  identity text NOT NULL CHECK (identity ~ '^[A-Za-z0-9*_=:+|@.-]{1,48}$'),
  password_hash text NOT NULL,
  idempotency_key uuid,
  name text NOT NULL,
  address text NOT NULL,
  city text NOT NULL,
  country text NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
  latitude double precision NOT NULL CHECK (latitude BETWEEN -90 AND 90),
  longitude double precision NOT NULL CHECK (longitude BETWEEN -180 AND 180),
  position earth GENERATED ALWAYS AS (ll_to_earth(latitude, longitude)) STORED,
  time_zone text NOT NULL,
  -- What the charger says of itself as a whole (its number 0); the connectors have their own.
  status text NOT NULL DEFAULT 'UNKNOWN',
  -- When the charger says that it changed, to be shown. What is older is told by `_heard_at` and `online_at`, by the clock of the
  -- database that heard it: those of chargers step back and run ahead.
  status_at timestamptz,
  status_heard_at timestamptz,
  online boolean NOT NULL DEFAULT false,
  online_at timestamptz,
  last_seen_at timestamptz,
  vendor text,
  model text,
  firmware text,
  ocpp_version text,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT station_identity UNIQUE (identity),
  CONSTRAINT station_idempotency_key UNIQUE (operator_id, idempotency_key)
);
CREATE INDEX station_position ON station USING gist (position);
CREATE INDEX station_name ON station (name, id);
CREATE INDEX station_operator ON station (operator_id);

CREATE TABLE evse (
  id uuid PRIMARY KEY,
  station_id uuid NOT NULL REFERENCES station,
  number integer NOT NULL CHECK (number > 0),
  -- eMI3, e.g. DE*EVG*E000001*1
  evse_id text NOT NULL UNIQUE CHECK (evse_id ~ '^[A-Z]{2}\*?[A-Z0-9]{3}\*?E[A-Z0-9*]{1,30}$'),
  UNIQUE (station_id, number)
);

CREATE TABLE tariff (
  id uuid PRIMARY KEY,
  operator_id uuid NOT NULL,
  idempotency_key uuid,
  CONSTRAINT tariff_idempotency_key UNIQUE (operator_id, idempotency_key)
);

-- A version is never changed: sessions are billed by the one that was valid when they began.
CREATE TABLE tariff_version (
  tariff_id uuid NOT NULL REFERENCES tariff,
  version integer NOT NULL CHECK (version > 0),
  valid_from timestamptz NOT NULL,
  description text NOT NULL,
  data jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  idempotency_key uuid,
  PRIMARY KEY (tariff_id, version),
  CONSTRAINT tariff_version_idempotency_key UNIQUE (tariff_id, idempotency_key)
);
REVOKE UPDATE, DELETE ON tariff_version FROM evergraph_stations;

CREATE TABLE connector (
  id uuid PRIMARY KEY,
  station_id uuid NOT NULL REFERENCES station,
  evse_id uuid NOT NULL REFERENCES evse,
  number integer NOT NULL CHECK (number > 0),
  standard text NOT NULL,
  format text NOT NULL CHECK (format IN ('SOCKET', 'CABLE')),
  power_type text NOT NULL CHECK (power_type IN ('AC_1_PHASE', 'AC_3_PHASE', 'DC')),
  max_power_w integer NOT NULL CHECK (max_power_w > 0),
  tariff_id uuid REFERENCES tariff,
  status text NOT NULL DEFAULT 'UNKNOWN',
  status_at timestamptz,
  status_heard_at timestamptz,
  error_code text,
  UNIQUE (evse_id, number)
);
CREATE INDEX connector_station ON connector (station_id);
