-- Who or what ended a session: its charger, or what we took for the end, because the charger had forgotten it; a late word of the
-- charger corrects that.
ALTER TABLE session
  ADD COLUMN ended_by text
    CHECK (ended_by IN ('CHARGER', 'CHARGER_RESTARTED', 'CONNECTOR_AVAILABLE', 'NEXT_SESSION', 'PERSON')),
  -- Why the charger was not stopped when it was last asked to.
  ADD COLUMN stop_failure text;
UPDATE session SET ended_by = 'CHARGER' WHERE status = 'COMPLETED';
ALTER TABLE session ADD CHECK (ended_by IS NULL OR status = 'COMPLETED');

-- Operators' lists: of a station, of all stations, and what waits for a person.
CREATE INDEX session_by_station ON session (station_id, opened_at DESC, id DESC);
CREATE INDEX session_by_time ON session (opened_at DESC, id DESC);
CREATE INDEX session_held ON session (opened_at DESC, id DESC) WHERE held;
CREATE INDEX station_operator ON station (operator_id);
