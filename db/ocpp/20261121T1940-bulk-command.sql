-- One command for many chargers, a few at a time. All that there is to know of it stands here: any process goes on with it.
CREATE TABLE bulk_command (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  input jsonb NOT NULL,
  -- The command of one charger that is asked of the others.
  like_command_id uuid NOT NULL,
  requested_by uuid NOT NULL,
  -- Whose chargers; null: anybody's, because an admin asked.
  operator_id uuid,
  idempotency_key uuid NOT NULL,
  state text NOT NULL DEFAULT 'RUNNING' CHECK (state IN ('RUNNING', 'PAUSED', 'DONE', 'CANCELLED')),
  -- What becomes of chargers that were not asked.
  rest text NOT NULL DEFAULT 'PENDING' CHECK (rest IN ('PENDING', 'EXPIRED', 'CANCELLED')),
  chargers integer NOT NULL CHECK (chargers > 0),
  per_minute integer NOT NULL CHECK (per_minute > 0),
  at_once integer NOT NULL CHECK (at_once > 0),
  pause_at_failed_percent integer NOT NULL CHECK (pause_at_failed_percent BETWEEN 1 AND 100),
  -- How many chargers are in which state, as it was last told. What failed before this number was forgiven by a person.
  counts jsonb NOT NULL,
  forgiven_failed integer NOT NULL DEFAULT 0,
  forgiven_settled integer NOT NULL DEFAULT 0,
  -- The next charger is asked then or later.
  next_at timestamptz NOT NULL DEFAULT now(),
  -- For people: why it was paused or cancelled.
  message text,
  requested_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  settled_at timestamptz,
  CHECK (state <> 'DONE' OR settled_at IS NOT NULL),
  CHECK (settled_at IS NULL OR state IN ('DONE', 'CANCELLED')),
  UNIQUE (requested_by, idempotency_key)
);
CREATE INDEX bulk_command_open ON bulk_command (id) WHERE settled_at IS NULL;
CREATE INDEX bulk_command_requested ON bulk_command (requested_at);

-- The chargers of a bulk command, fixed when it begins. Each is asked by one command and by no second one.
CREATE TABLE bulk_command_charger (
  bulk_command_id uuid NOT NULL REFERENCES bulk_command ON DELETE CASCADE,
  station_id uuid NOT NULL,
  -- Their order.
  position integer NOT NULL,
  command_id uuid UNIQUE,
  PRIMARY KEY (bulk_command_id, station_id),
  UNIQUE (bulk_command_id, position)
);
CREATE INDEX bulk_command_charger_waiting ON bulk_command_charger (bulk_command_id, position) WHERE command_id IS NULL;

-- A command that has lost its secret cannot be asked again.
CREATE OR REPLACE FUNCTION forget_secret() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.input ? 'secret' THEN NEW.input := (NEW.input - 'secret') || '{"hadSecret": true}'; END IF;
  RETURN NEW;
END $$;
