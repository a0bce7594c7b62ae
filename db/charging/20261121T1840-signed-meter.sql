-- What stations says of meters' keys, and of stations whose bills need signed values.
CREATE TABLE meter_key (
  id uuid PRIMARY KEY,
  station_id uuid NOT NULL,
  evse_number integer NOT NULL,
  meter_serial text NOT NULL,
  curve text NOT NULL,
  public_key text NOT NULL,
  valid_from timestamptz NOT NULL,
  valid_until timestamptz
);
CREATE INDEX meter_key_place ON meter_key (station_id, evse_number);
ALTER TABLE station ADD COLUMN signed_meter_required boolean NOT NULL DEFAULT false;

-- Signed values as chargers sent them: evidence, so nobody changes them. What is signed is there once for each session.
CREATE TABLE signed_meter_value (
  id uuid PRIMARY KEY,
  session_id uuid NOT NULL REFERENCES session,
  -- SHA-256 of what is signed.
  digest bytea NOT NULL CHECK (length(digest) = 32),
  format text NOT NULL CHECK (format IN ('OCMF', 'OTHER')),
  context text NOT NULL CHECK (context IN ('BEGIN', 'END', 'OTHER')),
  text text NOT NULL CHECK (length(text) <= 8192),
  sent_key text,
  received_at timestamptz NOT NULL,
  UNIQUE (session_id, digest)
);
REVOKE UPDATE, DELETE ON signed_meter_value FROM evergraph_charging;

-- Pages of a meter whose signature was good. A page belongs to one session: it is never billed twice.
CREATE TABLE signed_page (
  station_id uuid NOT NULL,
  meter_serial text NOT NULL,
  context text NOT NULL,
  page bigint NOT NULL,
  session_id uuid NOT NULL REFERENCES session,
  digest bytea NOT NULL,
  PRIMARY KEY (station_id, meter_serial, context, page)
);
REVOKE UPDATE, DELETE ON signed_page FROM evergraph_charging;

-- What was found when they were checked.
ALTER TABLE session ADD COLUMN signed_meter jsonb;
CREATE INDEX session_without_key ON session (station_id, evse_number, ended_at) WHERE signed_meter ->> 'result' = 'NO_KEY';
