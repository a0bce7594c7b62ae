-- Whose station it was when the record was issued: who runs stations lists and adds up their own, also after a station went to somebody else.
ALTER TABLE cdr ADD COLUMN operator_id uuid;
UPDATE cdr SET operator_id = station.operator_id FROM station WHERE station.id = cdr.station_id;
CREATE INDEX cdr_operator ON cdr (operator_id, id);
CREATE INDEX cdr_operator_issued ON cdr (operator_id, issued_at);
CREATE INDEX cdr_station ON cdr (station_id, id);
