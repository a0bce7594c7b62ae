-- What log a charger is asked for, and the digest of the token of its upload address. Nobody but the charger has the token.
ALTER TABLE run
  ADD COLUMN log_type text,
  ADD COLUMN upload_digest bytea UNIQUE,
  ADD CHECK ((kind = 'LOG') = (log_type IS NOT NULL)) NOT VALID,
  ADD CHECK (kind = 'LOG' OR upload_digest IS NULL);

-- A file in the object store. The row is there before the object, and goes after it, so that no object is forgotten.
CREATE TABLE log_file (
  key text PRIMARY KEY,
  run_id uuid NOT NULL REFERENCES run (id),
  station_id uuid NOT NULL,
  name text NOT NULL,
  bytes bigint NOT NULL CHECK (bytes >= 0),
  created_at timestamptz NOT NULL DEFAULT now(),
  stored_at timestamptz
);
CREATE UNIQUE INDEX log_file_stored ON log_file (run_id) WHERE stored_at IS NOT NULL;
CREATE INDEX log_file_of ON log_file (station_id, created_at);
