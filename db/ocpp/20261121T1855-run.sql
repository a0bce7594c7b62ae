-- What is needed to send a command and nobody may read later (a password in an address) is `secret` in its input. It goes when the
-- command is over, whoever ends it.
CREATE FUNCTION forget_secret() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.input := NEW.input - 'secret';
  RETURN NEW;
END $$;
CREATE TRIGGER charge_point_command_secret BEFORE INSERT OR UPDATE ON charge_point_command
  FOR EACH ROW WHEN (NEW.settled_at IS NOT NULL) EXECUTE FUNCTION forget_secret();

-- Long work of a charger that an operator has asked for: a new firmware, an upload of its log. It has the id of its command. Its charger
-- knows it by `request_id`.
CREATE TABLE run (
  id uuid PRIMARY KEY,
  request_id int GENERATED ALWAYS AS IDENTITY UNIQUE,
  station_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('FIRMWARE', 'LOG')),
  state text NOT NULL DEFAULT 'REQUESTED'
    CHECK (state IN ('REQUESTED', 'RUNNING', 'DONE', 'FAILED', 'TIMED_OUT', 'CANCELLED')),
  requested_by uuid,
  requested_at timestamptz NOT NULL DEFAULT now(),
  -- Not before this does the charger begin; if it says nothing until `quiet_until`, it never will.
  begins_at timestamptz NOT NULL DEFAULT now(),
  quiet_until timestamptz NOT NULL,
  ended_at timestamptz,
  -- Where the charger fetches from or uploads to, without password; null: our own address for uploads.
  location text,
  -- The charger's words, the oldest first: [{"status", "at"}]
  statuses jsonb NOT NULL DEFAULT '[]',
  -- For people, where it came to nothing.
  message text,
  -- Of a firmware: whether a signature went with it, and the versions before and after it, as the charger says.
  signed boolean NOT NULL DEFAULT false,
  installs_at timestamptz,
  firmware_before text,
  firmware_after text,
  CHECK ((state IN ('REQUESTED', 'RUNNING')) = (ended_at IS NULL)),
  CHECK (kind = 'FIRMWARE' OR (NOT signed AND installs_at IS NULL AND firmware_before IS NULL AND firmware_after IS NULL))
);
-- One at a time: chargers of 1.6 do not say which one they speak of.
CREATE UNIQUE INDEX run_open ON run (station_id, kind) WHERE ended_at IS NULL;
CREATE INDEX run_of ON run (station_id, kind, id);
CREATE INDEX run_quiet ON run (quiet_until) WHERE ended_at IS NULL;
CREATE INDEX run_requested ON run (requested_at);
