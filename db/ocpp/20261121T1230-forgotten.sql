-- The charger booted, or called the connector Available, and has not spoken of the transaction since. It gets time to do so; then
-- the transaction is ended at its last sample.
ALTER TABLE transaction
  ADD COLUMN doubt text CHECK (doubt IN ('BOOT', 'AVAILABLE')),
  ADD COLUMN doubted_at timestamptz,
  -- Why we ended it; null where the charger's own word is the end.
  ADD COLUMN end_inferred_from text CHECK (end_inferred_from IN ('BOOT', 'AVAILABLE', 'NEXT_START', 'PERSON')),
  ADD CHECK ((doubt IS NULL) = (doubted_at IS NULL)),
  ADD CHECK (doubt IS NULL OR state <> 'ended');
UPDATE transaction SET end_inferred_from = 'NEXT_START' WHERE end_inferred;
ALTER TABLE transaction DROP COLUMN end_inferred;
CREATE INDEX transaction_doubted ON transaction (doubted_at) WHERE doubt IS NOT NULL;

-- Those that a boot has left behind already.
UPDATE transaction SET doubt = 'BOOT', doubted_at = now()
  FROM charge_point
  WHERE charge_point.station_id = transaction.station_id AND transaction.state <> 'ended'
    AND charge_point.booted_at > greatest(transaction.received_at, transaction.last_sample_at);
