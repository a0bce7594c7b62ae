-- Slots that a charger refused because of what was there then: it is asked again when that is gone.
CREATE INDEX reservation_refused ON reservation (station_id) WHERE wanted AND state = 'REFUSED';
