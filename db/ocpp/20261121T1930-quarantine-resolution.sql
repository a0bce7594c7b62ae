-- How a message left quarantine, by whom and why. Null where it did by itself: its transaction was found.
ALTER TABLE quarantine
  ADD COLUMN resolution text CHECK (resolution IN ('RETRIED', 'DISMISSED')),
  ADD COLUMN resolved_by uuid,
  ADD COLUMN resolution_note text,
  ADD CHECK (resolution IS NULL OR (resolved_at IS NOT NULL AND resolved_by IS NOT NULL)),
  ADD CHECK ((resolution = 'DISMISSED') = (resolution_note IS NOT NULL));
CREATE INDEX quarantine_of_station ON quarantine (station_id, id);
CREATE INDEX quarantine_open_of_station ON quarantine (station_id) WHERE resolved_at IS NULL;
CREATE INDEX kept_message_of_station ON kept_message (station_id);
