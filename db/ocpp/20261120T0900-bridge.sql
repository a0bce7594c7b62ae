-- Registered chargers: a projection of stations.station.saved.
CREATE TABLE charge_point (
  station_id uuid PRIMARY KEY,
  identity text NOT NULL UNIQUE CHECK (length(identity) BETWEEN 1 AND 48),
  password_hash text,
  evses jsonb NOT NULL,
  saved_at timestamptz NOT NULL,
  -- What the charger said of itself at its last boot.
  vendor text,
  model text,
  firmware text,
  booted_at timestamptz,
  -- How far its clock was ahead of ours at its last timed message; operators see it.
  clock_ahead_ms bigint
);

-- Identities a driver can show: a projection of accounts.id-token.issued. OCPP compares them without regard to case.
CREATE TABLE id_token (
  id_token_id uuid PRIMARY KEY,
  value text NOT NULL,
  type text NOT NULL CHECK (type IN ('APP', 'RFID')),
  status text NOT NULL CHECK (status IN ('ACTIVE', 'BLOCKED')),
  issued_at timestamptz NOT NULL
);
CREATE INDEX id_token_value ON id_token (lower(value));

-- Processes of the bridge; one that stops renewing is taken for dead.
CREATE TABLE node (
  node_id uuid PRIMARY KEY,
  seen_at timestamptz NOT NULL DEFAULT now()
);

-- Who owns a charger's socket. The highest epoch wins, across all nodes.
CREATE SEQUENCE connection_epoch AS bigint;
CREATE TABLE connection (
  identity text PRIMARY KEY,
  station_id uuid NOT NULL,
  node_id uuid NOT NULL,
  epoch bigint NOT NULL UNIQUE,
  ocpp_version text NOT NULL CHECK (ocpp_version IN ('1.6', '2.0.1', '2.1')),
  connected_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX connection_node ON connection (node_id);

-- Replies that were given, so that a repeated call gets the same one and has no second effect.
CREATE TABLE message_log (
  identity text NOT NULL,
  message_id text NOT NULL,
  -- Of action and payload: some chargers count their ids from 1 after each boot.
  digest bytea NOT NULL,
  reply json NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (identity, message_id)
);
CREATE INDEX message_log_at ON message_log (at);

-- 1.6's transactionId: an int32 over all nodes and restarts, never 0 or -1.
CREATE SEQUENCE transaction_number AS integer MINVALUE 1 START 1 NO CYCLE;

CREATE TABLE transaction (
  id uuid PRIMARY KEY,
  identity text NOT NULL,
  station_id uuid NOT NULL,
  ocpp_version text NOT NULL CHECK (ocpp_version IN ('1.6', '2.0.1', '2.1')),
  -- 1.6: ours. 2.x: the charger's own id.
  number integer UNIQUE CHECK (number > 0),
  charger_transaction_id text,
  -- 1.6: connector, id tag, time and meter of the start, as sent: the same again, under a new message id, is the same transaction.
  -- Null where one of them is missing or unreadable, because such a start can be told from no other.
  start_key text,
  evse_number integer NOT NULL CHECK (evse_number >= 0),
  connector_number integer NOT NULL CHECK (connector_number >= 0),
  id_token text,
  authorised boolean NOT NULL,
  session_id uuid,
  -- Started as the charger said it, and as we take it where its clock cannot be right.
  reported_started_at text,
  started_at timestamptz NOT NULL,
  clock_ahead_ms bigint,
  received_at timestamptz NOT NULL,
  meter_start_wh bigint,
  offline boolean NOT NULL DEFAULT false,
  state text NOT NULL CHECK (state IN ('active', 'suspended', 'ended')),
  -- 2.x: the Started part has come; a known user or flowing current has been seen, and `started` was emitted.
  started_seen boolean NOT NULL,
  announced boolean NOT NULL,
  charging_state text,
  -- Samples that came before `started` could be emitted.
  held_samples jsonb NOT NULL DEFAULT '[]',
  last_sample_at timestamptz,
  last_register_wh bigint,
  ended_at timestamptz,
  end_received_at timestamptz,
  meter_stop_wh bigint,
  end_reason text,
  end_offline boolean,
  -- 2.x: number of the Ended part, and whether `ended` was emitted.
  end_seq_no integer,
  end_announced boolean NOT NULL DEFAULT false,
  -- Ended by us at its last sample, because the charger had gone on to something else; its own stop amends it.
  end_inferred boolean NOT NULL DEFAULT false,
  CHECK ((ocpp_version = '1.6') = (number IS NOT NULL)),
  CHECK ((ocpp_version = '1.6') = (charger_transaction_id IS NULL)),
  CHECK ((state = 'ended') = (ended_at IS NOT NULL)),
  CHECK (NOT end_announced OR announced),
  UNIQUE (identity, charger_transaction_id),
  UNIQUE (identity, start_key)
);
CREATE INDEX transaction_open ON transaction (identity, evse_number) WHERE state <> 'ended';
CREATE INDEX transaction_incomplete ON transaction (end_received_at) WHERE state = 'ended' AND NOT end_announced;
CREATE UNIQUE INDEX transaction_session ON transaction (session_id) WHERE session_id IS NOT NULL;

-- 2.x: the parts of a transaction that have come, each once.
CREATE TABLE transaction_part (
  transaction_id uuid NOT NULL REFERENCES transaction ON DELETE CASCADE,
  seq_no integer NOT NULL,
  event_type text NOT NULL,
  reported_at text NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  -- With the type, because an Ended under a number that was used before must not be lost.
  PRIMARY KEY (transaction_id, seq_no, event_type)
);

-- What a charger last said of each connector, in its version's words; 2.x tells charging and finishing by transaction events alone.
CREATE TABLE connector (
  station_id uuid NOT NULL,
  evse_number integer NOT NULL,
  connector_number integer NOT NULL,
  reported text NOT NULL,
  reported_at timestamptz NOT NULL,
  PRIMARY KEY (station_id, evse_number, connector_number)
);

CREATE SEQUENCE remote_start_id AS integer MINVALUE 1 START 1 NO CYCLE;

-- Intent on its way to a charger. `sent` is committed before the call goes out, so that it never goes out twice.
CREATE TABLE command (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('START', 'STOP')),
  session_id uuid NOT NULL,
  station_id uuid NOT NULL,
  evse_number integer,
  connector_number integer,
  id_token text,
  transaction_id uuid,
  remote_start_id integer NOT NULL UNIQUE DEFAULT nextval('remote_start_id'),
  state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sent', 'accepted', 'failed', 'expired')),
  failure text,
  created_at timestamptz NOT NULL DEFAULT now(),
  sent_at timestamptz,
  settled_at timestamptz,
  expires_at timestamptz NOT NULL,
  -- START: the transaction it led to.
  started_transaction_id uuid REFERENCES transaction,
  CHECK (kind <> 'START' OR (evse_number IS NOT NULL AND connector_number IS NOT NULL AND id_token IS NOT NULL)),
  CHECK (kind <> 'STOP' OR transaction_id IS NOT NULL),
  CHECK ((state IN ('failed', 'expired')) = (failure IS NOT NULL)),
  CHECK (state = 'pending' OR sent_at IS NOT NULL OR failure IS NOT NULL)
);
CREATE INDEX command_open ON command (station_id) WHERE state IN ('pending', 'sent');
CREATE INDEX command_unstarted ON command (station_id, evse_number) WHERE kind = 'START' AND started_transaction_id IS NULL;

-- What a charger sent and could not be used as it is: whole, with the reason, for an operator. Revenue hides in here.
CREATE TABLE quarantine (
  id uuid PRIMARY KEY,
  identity text NOT NULL,
  station_id uuid NOT NULL,
  ocpp_version text NOT NULL,
  action text NOT NULL,
  message_id text NOT NULL,
  payload json NOT NULL,
  reason text NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  transaction_id uuid REFERENCES transaction,
  -- A stop that fits no transaction yet: what a later start is matched by.
  stop_id_token text,
  stop_at timestamptz,
  stop_meter_wh bigint,
  resolved_at timestamptz
);
CREATE INDEX quarantine_open ON quarantine (identity, received_at) WHERE resolved_at IS NULL;
