-- Whose a charger is: who may command it and read what it says. Stations is asked to tell of its stations again.
ALTER TABLE charge_point ADD COLUMN operator_id uuid;
CREATE INDEX charge_point_operator ON charge_point (operator_id);
UPDATE past SET learnt_at = NULL WHERE name = 'stations.station.saved';
DELETE FROM telling WHERE producer = 'stations';

-- What operators, and other boxes, ask of a charger, beside starts and stops. SENT is committed before the call goes out: what may have
-- been heard is sent again only where that does no harm.
CREATE TABLE charge_point_command (
  id uuid PRIMARY KEY,
  station_id uuid NOT NULL,
  kind text NOT NULL,
  input jsonb NOT NULL,
  -- Null: the platform itself.
  requested_by uuid,
  idempotency_key uuid,
  state text NOT NULL DEFAULT 'PENDING'
    CHECK (state IN ('PENDING', 'SENT', 'ACCEPTED', 'REJECTED', 'UNSUPPORTED', 'FAILED', 'UNANSWERED', 'EXPIRED', 'CANCELLED')),
  -- As it went out, without secrets; the charger's own word, and all of its answer.
  action text,
  request jsonb,
  status text,
  response jsonb,
  -- For people, where it came to nothing.
  message text,
  requested_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  sent_at timestamptz,
  settled_at timestamptz,
  CHECK ((state IN ('PENDING', 'SENT')) = (settled_at IS NULL)),
  CHECK (state <> 'SENT' OR sent_at IS NOT NULL),
  CHECK (state NOT IN ('ACCEPTED', 'REJECTED') OR (action IS NOT NULL AND response IS NOT NULL)),
  UNIQUE (requested_by, idempotency_key)
);
CREATE INDEX charge_point_command_open ON charge_point_command (station_id, requested_at) WHERE state IN ('PENDING', 'SENT');
CREATE INDEX charge_point_command_of ON charge_point_command (station_id, id);
CREATE INDEX charge_point_command_requested ON charge_point_command (requested_at);
