-- What an operator sees of a charger beside its last word: when it was connected, how it booted, what errors it told. Each is bounded for
-- one charger by the box.

-- By which security profile of OCPP it came in; null for connections of before.
ALTER TABLE connection ADD COLUMN security_profile smallint CHECK (security_profile BETWEEN 0 AND 3);

-- When a charger was connected. One that changes its socket or its node stays connected.
CREATE TABLE connection_interval (
  station_id uuid NOT NULL,
  -- Not now(): of two transactions that waited for one another, the later one's interval is the later one.
  -- In milliseconds, as places in lists are told.
  began_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  ended_at timestamptz(3),
  PRIMARY KEY (station_id, began_at),
  CHECK (ended_at >= began_at)
);
CREATE UNIQUE INDEX connection_interval_open ON connection_interval (station_id) WHERE ended_at IS NULL;
CREATE INDEX connection_interval_ended ON connection_interval (ended_at);
INSERT INTO connection_interval (station_id) SELECT DISTINCT station_id FROM connection;

-- Before this moment the intervals do not tell whether it was connected.
ALTER TABLE charge_point
  ADD COLUMN intervals_since timestamptz NOT NULL DEFAULT now(),
  ADD COLUMN serial_number text,
  ADD COLUMN boots integer NOT NULL DEFAULT 0;

CREATE TABLE boot (
  id uuid PRIMARY KEY,
  station_id uuid NOT NULL,
  at timestamptz NOT NULL,
  -- 2.x alone tells it.
  reason text,
  firmware text,
  ocpp_version text NOT NULL
);
CREATE INDEX boot_of ON boot (station_id, id);

ALTER TABLE connector_status
  ADD COLUMN error_info text,
  ADD COLUMN vendor_id text,
  ADD COLUMN vendor_error_code text;

-- Errors of connectors, from the charger's word until its word that it is over. EVSE 0 is the station as a whole.
CREATE TABLE connector_error (
  id uuid PRIMARY KEY,
  station_id uuid NOT NULL,
  evse_number integer NOT NULL,
  connector_number integer NOT NULL,
  error_code text,
  error_info text,
  vendor_id text,
  vendor_error_code text,
  -- By the charger's clock.
  began_at timestamptz NOT NULL,
  ended_at timestamptz,
  said_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE UNIQUE INDEX connector_error_open ON connector_error (station_id, evse_number, connector_number) WHERE ended_at IS NULL;
CREATE INDEX connector_error_of ON connector_error (station_id, id);
INSERT INTO connector_error (id, station_id, evse_number, connector_number, error_code, began_at)
  SELECT gen_random_uuid(), station_id, evse_number, connector_number, error_code, at FROM connector_status
  WHERE error_code IS NOT NULL OR status = 'FAULTED';
