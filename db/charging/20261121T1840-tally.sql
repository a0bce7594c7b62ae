-- What a session has used, by price, so that its cost needs no look at all its meter values. Restrictions of tariffs go by the station's
-- clock, in its zone; the zone is fixed with the price.
ALTER TABLE session ADD COLUMN tally jsonb, ADD COLUMN time_zone text;
ALTER TABLE station ADD COLUMN time_zone text;
-- Stations of before are told again, with their zones.
UPDATE past SET learnt_at = NULL WHERE name = 'stations.station.saved';
DELETE FROM telling WHERE producer = 'stations';
