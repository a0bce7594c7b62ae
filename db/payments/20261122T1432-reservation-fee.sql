-- Slots at chargers that were not used are billed too.
ALTER TABLE bill DROP CONSTRAINT bill_kind, ADD CONSTRAINT bill_kind CHECK (kind IN ('SESSION', 'TOP_UP', 'RESERVATION'));
-- Nothing is blocked for a slot.
ALTER TABLE bill ADD CONSTRAINT bill_reservation CHECK (kind <> 'RESERVATION' OR hold_id IS NULL);

-- How far the fee of a slot is known: an older version that comes late changes nothing.
CREATE TABLE reservation_fee (
  reservation_id uuid PRIMARY KEY,
  version integer NOT NULL CHECK (version > 0)
);
REVOKE DELETE, TRUNCATE ON reservation_fee FROM evergraph_payments;
