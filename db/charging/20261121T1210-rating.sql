-- When start and end were heard, by our clock: what a charger can have delivered is also told by how long we saw it charge.
ALTER TABLE session ADD COLUMN start_heard_at timestamptz, ADD COLUMN end_heard_at timestamptz;
-- Which sessions had a connector at a time.
CREATE INDEX session_served ON session (station_id, evse_number, connector_number, ended_at) WHERE status = 'COMPLETED';
