CREATE EXTENSION IF NOT EXISTS btree_gist;

-- What stations say, as far as booking needs it; an older word changes nothing.
CREATE TABLE station (
  id uuid PRIMARY KEY,
  operator_id uuid NOT NULL,
  name text NOT NULL,
  -- IANA name: days and times of the station are its own.
  time_zone text NOT NULL,
  private boolean NOT NULL,
  guests uuid[] NOT NULL,
  said bigint NOT NULL,
  -- The charger's socket is open; null before its first word.
  online boolean,
  online_said bigint NOT NULL DEFAULT 0
);
CREATE INDEX station_operator ON station (operator_id, id);

CREATE TABLE evse (
  id uuid PRIMARY KEY,
  station_id uuid NOT NULL REFERENCES station,
  number integer NOT NULL,
  -- What its strongest connector gives.
  max_power_w integer NOT NULL,
  -- Nothing new begins there: it is retired, or no longer part of the station.
  retired boolean NOT NULL,
  -- The charger says FAULTED or UNAVAILABLE of all its connectors, or of itself.
  out_of_order boolean NOT NULL DEFAULT false,
  UNIQUE (station_id, id)
);
CREATE INDEX evse_station ON evse (station_id, number);

CREATE TABLE connector (
  id uuid PRIMARY KEY,
  evse_id uuid NOT NULL REFERENCES evse,
  number integer NOT NULL,
  max_power_w integer NOT NULL,
  power_type text,
  tariff_id uuid,
  retired boolean NOT NULL
);
CREATE INDEX connector_evse ON connector (evse_id, number);

-- The charger's newest word on each connector; EVSE 0 is the charger as a whole.
CREATE TABLE connector_status (
  station_id uuid NOT NULL,
  evse_number integer NOT NULL,
  connector_number integer NOT NULL,
  status text NOT NULL,
  said bigint NOT NULL,
  PRIMARY KEY (station_id, evse_number, connector_number)
);

-- On what terms an operator lets be booked: at one station, or (without one) at all of theirs.
CREATE TABLE terms (
  operator_id uuid NOT NULL,
  station_id uuid REFERENCES station,
  data jsonb NOT NULL,
  saved_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT terms_once UNIQUE NULLS NOT DISTINCT (operator_id, station_id)
);

-- A driver's slot at an EVSE (BOOKING), or a time for which its operator lets nobody book it (BLOCK).
CREATE TABLE reservation (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('BOOKING', 'BLOCK')),
  state text NOT NULL CHECK (state IN
    ('PENDING', 'RESERVED', 'ACTIVE', 'FULFILLED', 'NO_SHOW', 'CANCELLED', 'REJECTED', 'FAILED', 'LAPSED')),
  station_id uuid NOT NULL,
  evse_id uuid NOT NULL,
  -- Where the driver is sent to; null for a block.
  connector_id uuid REFERENCES connector,
  operator_id uuid NOT NULL,
  -- Whose slot it is; for a block, who made it.
  user_id uuid NOT NULL,
  -- The time that is taken. A session that ends early gives the rest back.
  during tstzrange NOT NULL,
  -- As it was booked; what a fee is counted by.
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  -- HARD: the charger itself holds it. SOFT: charging alone refuses others.
  enforcement text NOT NULL DEFAULT 'SOFT' CHECK (enforcement IN ('HARD', 'SOFT')),
  -- Whether the charger was asked to hold it, and what it said.
  charger text NOT NULL DEFAULT 'NOT_ASKED' CHECK (charger IN ('NOT_ASKED', 'ASKED', 'HELD', 'REFUSED', 'RELEASED')),
  -- The terms on which it was booked.
  terms jsonb NOT NULL DEFAULT '{}',
  -- A PENDING one is an offer or an unanswered request until then.
  expires_at timestamptz,
  -- The session that uses it.
  session_id uuid,
  -- Why it is over, or where it was moved; a code.
  reason text,
  -- A block's words, for the operator alone.
  note text CHECK (length(note) BETWEEN 1 AND 500),
  -- Counts its changes: the newest word on it has the highest.
  version integer NOT NULL DEFAULT 1,
  idempotency_key uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (station_id, evse_id) REFERENCES evse (station_id, id),
  CONSTRAINT reservation_repeated UNIQUE (user_id, idempotency_key),
  CONSTRAINT reservation_during CHECK (NOT isempty(during) AND lower(during) IS NOT NULL AND upper(during) IS NOT NULL
    AND lower_inc(during) AND NOT upper_inc(during)),
  CONSTRAINT reservation_time CHECK (starts_at < ends_at),
  CONSTRAINT reservation_block CHECK (kind = 'BOOKING' OR state IN ('RESERVED', 'CANCELLED')),
  CONSTRAINT reservation_expiry CHECK ((state = 'PENDING') <= (expires_at IS NOT NULL)),
  -- Nobody has an EVSE while somebody else has it.
  CONSTRAINT reservation_slot EXCLUDE USING gist (evse_id WITH =, during WITH &&)
    WHERE (state IN ('PENDING', 'RESERVED', 'ACTIVE', 'FULFILLED')),
  -- A driver charges at one place at a time.
  CONSTRAINT reservation_driver EXCLUDE USING gist (user_id WITH =, during WITH &&)
    WHERE (kind = 'BOOKING' AND state IN ('PENDING', 'RESERVED', 'ACTIVE', 'FULFILLED'))
);
CREATE INDEX reservation_user ON reservation (user_id, starts_at, id) WHERE kind = 'BOOKING';
CREATE INDEX reservation_station ON reservation (station_id, starts_at, id);
-- What the sweeps look for.
CREATE INDEX reservation_open ON reservation (starts_at) WHERE state IN ('PENDING', 'RESERVED', 'ACTIVE');
CREATE INDEX reservation_session ON reservation (session_id) WHERE session_id IS NOT NULL;

-- One that is over stays over.
CREATE FUNCTION keep_reservation() RETURNS trigger LANGUAGE plpgsql SET search_path = reservations, pg_temp AS $$
BEGIN
  IF OLD.state IN ('CANCELLED', 'REJECTED', 'FAILED', 'LAPSED') AND NEW.state <> OLD.state THEN
    RAISE EXCEPTION 'A reservation that is % becomes nothing else.', OLD.state USING ERRCODE = 'check_violation';
  END IF;
  -- A start that was made offline comes to light later.
  IF OLD.state = 'NO_SHOW' AND NEW.state NOT IN ('NO_SHOW', 'FULFILLED') THEN
    RAISE EXCEPTION 'A no-show is at most made up for.' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.state = 'FULFILLED' AND NEW.state <> 'FULFILLED' THEN
    RAISE EXCEPTION 'What was used stays used.' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.kind <> OLD.kind OR NEW.station_id <> OLD.station_id THEN
    RAISE EXCEPTION 'A reservation stays of its kind and at its station.' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_reservation BEFORE UPDATE ON reservation FOR EACH ROW EXECUTE FUNCTION keep_reservation();
REVOKE DELETE ON reservation FROM evergraph_reservations;
