-- Drivers' slots, as reservations tells them; the highest version holds. Others are kept away from the EVSE while they are held.
CREATE TABLE slot (
  reservation_id uuid PRIMARY KEY,
  version integer NOT NULL,
  user_id uuid NOT NULL,
  station_id uuid NOT NULL,
  evse_number integer NOT NULL,
  state text NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  held_from timestamptz NOT NULL,
  held_until timestamptz NOT NULL
);
CREATE INDEX slot_place ON slot (station_id, evse_number, held_until);
CREATE INDEX slot_held ON slot (held_from) WHERE state IN ('PENDING', 'RESERVED', 'ACTIVE');
CREATE INDEX slot_until ON slot (held_until);
CREATE INDEX slot_user ON slot (user_id);

ALTER TABLE session
  -- The driver's slot that it uses, and when that began. A start that failed has used nothing.
  ADD COLUMN reservation_id uuid,
  ADD COLUMN reserved_from timestamptz,
  -- The charger was offline when it began to use it.
  ADD COLUMN reserved_offline boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT session_reserved CHECK ((reservation_id IS NULL) = (reserved_from IS NULL)),
  -- Nobody else's slot is used.
  ADD CONSTRAINT session_reserved_by CHECK (reservation_id IS NULL OR user_id IS NOT NULL);
-- A slot is used once.
CREATE UNIQUE INDEX session_reservation ON session (reservation_id) WHERE status NOT IN ('FAILED', 'EXPIRED');

-- What the drivers of running sessions were told of slots that are in their way, once each.
CREATE TABLE slot_notice (
  session_id uuid NOT NULL REFERENCES session,
  reservation_id uuid NOT NULL REFERENCES slot ON DELETE CASCADE,
  step text NOT NULL CHECK (step IN ('SOON', 'NOW')),
  PRIMARY KEY (session_id, reservation_id, step)
);
CREATE INDEX slot_notice_reservation ON slot_notice (reservation_id);
