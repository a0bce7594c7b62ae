-- Certificates that our authority has given to chargers. One that was revoked opens no connection any more.
CREATE TABLE certificate (
  serial text PRIMARY KEY,
  station_id uuid NOT NULL,
  -- SHA-256 of the whole certificate, in hexadecimal digits.
  fingerprint text NOT NULL UNIQUE,
  subject text NOT NULL,
  pem text NOT NULL,
  not_before timestamptz NOT NULL,
  not_after timestamptz NOT NULL CHECK (not_after > not_before),
  -- It was handed over by this command.
  command_id uuid,
  issued_at timestamptz NOT NULL DEFAULT now(),
  revoked_at timestamptz,
  revoked_by uuid,
  CHECK ((revoked_at IS NULL) = (revoked_by IS NULL))
);
CREATE INDEX certificate_of ON certificate (station_id, issued_at);
CREATE INDEX certificate_ending ON certificate (not_after) WHERE revoked_at IS NULL;

-- What happened at a charger that matters for its security, as it says.
CREATE TABLE security_event (
  id uuid PRIMARY KEY,
  station_id uuid NOT NULL,
  type text NOT NULL,
  tech_info text,
  reported_at timestamptz NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX security_event_of ON security_event (station_id, id);
CREATE INDEX security_event_received ON security_event (received_at);

ALTER TABLE charge_point
  -- A password that the charger was given and may have taken. Both open the connection until stations knows that this one does.
  ADD COLUMN next_password_hash text,
  ADD COLUMN next_password_at timestamptz,
  -- Counts what ends its connections beside another password.
  ADD COLUMN credentials_epoch integer NOT NULL DEFAULT 0;
