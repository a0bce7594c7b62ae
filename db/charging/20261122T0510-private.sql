-- At a private station its operator and guests alone begin a charge by the app.
ALTER TABLE station ADD COLUMN private boolean NOT NULL DEFAULT false, ADD COLUMN guests uuid[] NOT NULL DEFAULT '{}';
-- Stations that became private before are told again.
UPDATE past SET learnt_at = NULL WHERE name = 'stations.station.saved';
