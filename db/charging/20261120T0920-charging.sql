-- What other boxes said, as far as charging needs it.
CREATE TABLE station (
  id uuid PRIMARY KEY,
  operator_id uuid NOT NULL,
  online boolean,
  online_at timestamptz
);

CREATE TABLE connector (
  id uuid PRIMARY KEY,
  station_id uuid NOT NULL,
  evse_number integer NOT NULL,
  connector_number integer NOT NULL,
  max_power_w integer NOT NULL,
  UNIQUE (station_id, evse_number, connector_number)
);

-- Which tariff a connector had since when; null is free. A session that was offline is priced as of its start.
CREATE TABLE connector_tariff (
  connector_id uuid NOT NULL REFERENCES connector ON DELETE CASCADE,
  since timestamptz NOT NULL,
  tariff_id uuid,
  PRIMARY KEY (connector_id, since)
);

-- `at` is when it was heard: the clocks of chargers step back. By number, because a charger may report before its station is known here. Number 0 is the station as a whole.
CREATE TABLE connector_status (
  station_id uuid NOT NULL,
  evse_number integer NOT NULL,
  connector_number integer NOT NULL,
  status text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (station_id, evse_number, connector_number)
);

CREATE TABLE tariff_version (
  tariff_id uuid NOT NULL,
  version integer NOT NULL,
  valid_from timestamptz NOT NULL,
  data jsonb NOT NULL,
  PRIMARY KEY (tariff_id, version)
);

CREATE TABLE id_token (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL,
  value text NOT NULL,
  type text NOT NULL,
  status text NOT NULL,
  issued_at timestamptz NOT NULL
);
CREATE INDEX id_token_value ON id_token (lower(value));
CREATE INDEX id_token_user ON id_token (user_id);

CREATE TABLE vehicle (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL,
  battery_capacity_wh integer
);

CREATE TABLE session (
  id uuid PRIMARY KEY,
  status text NOT NULL CHECK (status IN ('PENDING', 'STARTING', 'ACTIVE', 'SUSPENDED', 'COMPLETED', 'FAILED', 'EXPIRED')),
  failure text,
  user_id uuid,
  station_id uuid NOT NULL,
  evse_number integer NOT NULL,
  connector_number integer NOT NULL,
  -- Null while the station is not known here.
  connector_id uuid,
  id_token text,
  vehicle_id uuid,
  battery_capacity_wh integer,
  idempotency_key uuid,
  -- When it was asked for, or began without being asked for: its place in lists.
  opened_at timestamptz NOT NULL,
  -- A start that has not happened by then is given up.
  expires_at timestamptz,
  start_command_id uuid,
  stop_requested_at timestamptz,
  stop_command_id uuid,
  stop_expires_at timestamptz,
  transaction_id uuid,
  -- The charger has begun another transaction on the connector, or this one came in late: it does not hold the connector.
  displaced boolean NOT NULL DEFAULT false,
  started_at timestamptz,
  ended_at timestamptz,
  end_reason text,
  meter_start_wh bigint,
  meter_stop_wh bigint,
  -- The newest reading, and the highest: the difference to the start is the energy, so that a register that drops takes nothing back.
  last_sample_at timestamptz,
  register_wh bigint,
  high_register_wh bigint,
  energy_wh bigint NOT NULL DEFAULT 0 CHECK (energy_wh >= 0),
  power_w integer,
  soc_percent real,
  soc_start_percent real,
  tariff_id uuid,
  tariff_version integer,
  -- The price is settled: the tariff is known, or that there is none.
  priced boolean NOT NULL DEFAULT false,
  cost_minor bigint CHECK (cost_minor >= 0),
  currency text,
  flags text[] NOT NULL DEFAULT '{}',
  -- When a person let the bill go out in spite of the flags.
  released_at timestamptz,
  held boolean NOT NULL GENERATED ALWAYS AS (cardinality(flags) > 0 AND released_at IS NULL) STORED,
  -- `completed` was emitted.
  settled_at timestamptz,
  CONSTRAINT session_idempotency_key UNIQUE (user_id, idempotency_key),
  CONSTRAINT session_transaction UNIQUE (transaction_id),
  CHECK (status NOT IN ('ACTIVE', 'SUSPENDED', 'COMPLETED') OR (transaction_id IS NOT NULL AND started_at IS NOT NULL)),
  CHECK ((status = 'COMPLETED') = (ended_at IS NOT NULL)),
  CHECK (ended_at >= started_at),
  CHECK ((status IN ('FAILED', 'EXPIRED')) = (failure IS NOT NULL)),
  CHECK ((status IN ('PENDING', 'STARTING')) = (expires_at IS NOT NULL)),
  CHECK (settled_at IS NULL OR status = 'COMPLETED'),
  CHECK (released_at IS NULL OR status = 'COMPLETED')
);
-- One live session per connector, one start under way per user: races end here.
CREATE UNIQUE INDEX session_live ON session (station_id, evse_number, connector_number)
  WHERE status IN ('PENDING', 'STARTING', 'ACTIVE', 'SUSPENDED') AND NOT displaced;
CREATE UNIQUE INDEX session_starting ON session (user_id) WHERE status IN ('PENDING', 'STARTING');
CREATE INDEX session_by_user ON session (user_id, opened_at DESC, id DESC);
CREATE INDEX session_expiry ON session (expires_at) WHERE expires_at IS NOT NULL;
CREATE INDEX session_unpriced ON session (station_id) WHERE NOT priced AND started_at IS NOT NULL;
CREATE INDEX session_nobody ON session (lower(id_token)) WHERE user_id IS NULL;

-- When nothing flowed, and because of whom.
CREATE TABLE session_pause (
  session_id uuid NOT NULL REFERENCES session,
  from_at timestamptz NOT NULL,
  to_at timestamptz CHECK (to_at >= from_at),
  by text NOT NULL CHECK (by IN ('EV', 'EVSE', 'BOOT')),
  PRIMARY KEY (session_id, from_at)
);
CREATE UNIQUE INDEX session_pause_open ON session_pause (session_id) WHERE to_at IS NULL;

CREATE TABLE meter_value (
  session_id uuid NOT NULL REFERENCES session,
  at timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  register_wh bigint,
  power_w integer,
  soc_percent real,
  PRIMARY KEY (session_id, at)
);
REVOKE UPDATE, DELETE ON meter_value FROM evergraph_charging;

-- Bills. A correction is a record that takes the old one back, and a new one.
CREATE TABLE cdr (
  id uuid PRIMARY KEY,
  session_id uuid NOT NULL REFERENCES session,
  revision integer NOT NULL CHECK (revision > 0),
  credit_of uuid UNIQUE REFERENCES cdr,
  user_id uuid,
  station_id uuid NOT NULL,
  connector_id uuid NOT NULL,
  id_token text,
  started_at timestamptz NOT NULL,
  ended_at timestamptz NOT NULL CHECK (ended_at >= started_at),
  total_energy_wh bigint NOT NULL CHECK (total_energy_wh >= 0),
  total_time_s integer NOT NULL CHECK (total_time_s >= 0),
  total_parking_time_s integer NOT NULL CHECK (total_parking_time_s >= 0),
  currency text NOT NULL,
  excl_vat_minor bigint NOT NULL,
  -- Null where no VAT applies to something that is to be paid.
  incl_vat_minor bigint,
  lines jsonb NOT NULL,
  periods jsonb NOT NULL,
  tariff_id uuid,
  tariff_version integer,
  tariff jsonb,
  issued_at timestamptz NOT NULL DEFAULT now(),
  CHECK (CASE WHEN credit_of IS NULL THEN excl_vat_minor >= 0 ELSE excl_vat_minor <= 0 END)
);
CREATE UNIQUE INDEX cdr_revision ON cdr (session_id, revision) WHERE credit_of IS NULL;
REVOKE UPDATE, DELETE ON cdr FROM evergraph_charging;
