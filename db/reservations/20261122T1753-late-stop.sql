-- The end of which its driver was told, as they still charged there; an extended slot has another end.
ALTER TABLE reservation ADD COLUMN end_told_for timestamptz;
-- What the sweep looks for: slots in use whose end has come.
CREATE INDEX reservation_in_use ON reservation (ends_at) WHERE state = 'FULFILLED' AND end_told_for IS DISTINCT FROM ends_at;
