-- Where a station is, for the bills of its sessions: by its operator's last word, and in a record as it was then. Null: not known.
ALTER TABLE station ADD COLUMN address jsonb;
ALTER TABLE cdr ADD COLUMN address jsonb;
-- What stations said before has to be heard once more.
UPDATE past SET learnt_at = NULL WHERE name = 'stations.station.saved';
