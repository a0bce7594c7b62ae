-- Drivers' booked slots. A charger is asked to hold one by a reservation of its own number; each time it is asked is a row.
ALTER TABLE reservation
  -- The driver's slot that it is for, and whose; null: an operator asked for it.
  ADD COLUMN slot_id uuid,
  ADD COLUMN user_id uuid,
  -- True of the one that is to hold the slot; false once it was let go, or another took its place.
  ADD COLUMN wanted boolean NOT NULL DEFAULT false,
  -- How often the charger was asked for it in vain.
  ADD COLUMN tries integer NOT NULL DEFAULT 0,
  -- When it last changed.
  ADD COLUMN moved_at timestamptz NOT NULL DEFAULT now(),
  ADD CONSTRAINT reservation_of_slot CHECK ((slot_id IS NULL) = (user_id IS NULL) AND (slot_id IS NOT NULL OR NOT wanted));
-- A slot is held once.
CREATE UNIQUE INDEX reservation_wanted ON reservation (slot_id) WHERE wanted;
-- What the sweep looks for.
CREATE INDEX reservation_to_keep ON reservation (state, expires_at) WHERE wanted AND state IN ('ACCEPTED', 'UNANSWERED');
CREATE INDEX reservation_driver ON reservation (station_id, user_id) WHERE user_id IS NOT NULL;

-- The driver's slot that its charger says it uses.
ALTER TABLE transaction ADD COLUMN slot_id uuid;
CREATE INDEX transaction_slot ON transaction (slot_id) WHERE slot_id IS NOT NULL;

-- Slots as reservations tells them, the highest version of each: other drivers' cards are refused there.
CREATE TABLE slot (
  reservation_id uuid PRIMARY KEY,
  version integer NOT NULL,
  user_id uuid NOT NULL,
  station_id uuid NOT NULL,
  evse_number integer NOT NULL,
  state text NOT NULL,
  held_from timestamptz NOT NULL,
  held_until timestamptz NOT NULL
);
CREATE INDEX slot_held ON slot (station_id, held_until) WHERE state IN ('PENDING', 'RESERVED', 'ACTIVE');
CREATE INDEX slot_until ON slot (held_until);
CREATE INDEX slot_user ON slot (user_id);
