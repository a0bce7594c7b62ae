-- A firmware that an operator has uploaded for chargers of theirs. The row is there before the object in the store, and goes after it, so
-- that no object is forgotten.
CREATE TABLE firmware_image (
  id uuid PRIMARY KEY,
  -- Nobody else sees or uses it, admins aside.
  owner_id uuid NOT NULL,
  idempotency_key uuid NOT NULL,
  name text NOT NULL CHECK (name ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$'),
  version text,
  -- As was said beforehand. No other file is taken.
  bytes bigint NOT NULL CHECK (bytes > 0),
  sha256 bytea NOT NULL CHECK (octet_length(sha256) = 32),
  created_at timestamptz NOT NULL DEFAULT now(),
  -- Digest of the token of its upload address. Nobody but its owner has the token.
  upload_digest bytea NOT NULL UNIQUE,
  upload_until timestamptz NOT NULL,
  stored_at timestamptz,
  -- It is no longer shown or used; its object goes soon.
  deleted_at timestamptz,
  UNIQUE (owner_id, idempotency_key)
);
CREATE INDEX firmware_image_of ON firmware_image (owner_id, id);

-- The image that an update is about; null: one of another place, or one that is deleted.
ALTER TABLE run
  ADD COLUMN image_id uuid REFERENCES firmware_image (id) ON DELETE SET NULL,
  ADD CHECK (kind = 'FIRMWARE' OR image_id IS NULL);
CREATE INDEX run_image ON run (image_id) WHERE image_id IS NOT NULL;
