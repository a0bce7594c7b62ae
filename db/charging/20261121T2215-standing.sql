-- A vehicle may stay when its charger has ended the charge (1.6 always ends it then; 2.x where TxStopPoint says so). Its record waits until
-- it is gone, so that its parking is billed once.
ALTER TABLE session
  -- Since when the record waits for that, by our clock.
  ADD COLUMN record_waits_since timestamptz,
  -- When the parking was last counted, by our clock; null until the charger says that the vehicle stands there.
  ADD COLUMN parking_counted_at timestamptz,
  -- Until when it is billed, by the charger's clock; null if the stay cost nothing.
  ADD COLUMN parked_until timestamptz,
  ADD CHECK (record_waits_since IS NULL OR (status = 'COMPLETED' AND settled_at IS NULL)),
  ADD CHECK (parking_counted_at IS NULL OR record_waits_since IS NOT NULL),
  ADD CHECK (parked_until IS NULL OR (parked_until > ended_at AND parked_until <= ended_at + interval '24 hours'));
CREATE INDEX session_record_waits ON session (record_waits_since) WHERE record_waits_since IS NOT NULL;

-- When the connector last ceased to be FINISHING: by the charger's clock, and when it was heard.
ALTER TABLE connector_status
  ADD COLUMN left_at timestamptz,
  ADD COLUMN left_heard_at timestamptz,
  ADD CHECK ((left_at IS NULL) = (left_heard_at IS NULL));
