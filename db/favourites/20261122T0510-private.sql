-- A private station is a favourite of its operator and guests alone.
ALTER TABLE station
  ADD COLUMN operator_id uuid, ADD COLUMN private boolean NOT NULL DEFAULT false, ADD COLUMN guests uuid[] NOT NULL DEFAULT '{}';
-- Stations that became private before are told again.
UPDATE past SET learnt_at = NULL WHERE name = 'stations.station.saved';
