-- The token of a remote start is made for it alone and leads to one transaction, at its own station: token to command to session to
-- transaction, each of them once. Commands of before this have the driver's permanent identity, and no end of the token's time.
ALTER TABLE command
  ADD COLUMN user_id uuid,
  ADD COLUMN id_token_expires_at timestamptz;
UPDATE command SET
    id_token = 'EG' || upper(left(encode(sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')), 'hex'), 18)),
    id_token_expires_at = expires_at + interval '2 minutes'
  WHERE kind = 'START' AND state = 'pending';
CREATE UNIQUE INDEX command_id_token ON command (lower(id_token)) WHERE id_token_expires_at IS NOT NULL;
CREATE UNIQUE INDEX command_start ON command (session_id) WHERE kind = 'START';
CREATE INDEX command_starts ON command (station_id, created_at) WHERE kind = 'START';
DROP INDEX command_unstarted;

ALTER TABLE transaction ADD UNIQUE (id, station_id);
ALTER TABLE command
  ADD UNIQUE (started_transaction_id),
  ADD FOREIGN KEY (started_transaction_id, station_id) REFERENCES transaction (id, station_id);

-- Whose they are, so that a driver's card may stop what the driver's app has started. Accounts tells it anew.
ALTER TABLE id_token ADD COLUMN user_id uuid;
