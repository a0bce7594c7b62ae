-- Reservations at chargers. The id is that of the command; the charger knows it by its number, which no other one of the platform has.
CREATE TABLE reservation (
  id uuid PRIMARY KEY,
  number integer NOT NULL UNIQUE GENERATED ALWAYS AS IDENTITY,
  station_id uuid NOT NULL,
  -- 0: any EVSE.
  evse_number integer NOT NULL CHECK (evse_number >= 0),
  id_token text NOT NULL,
  expires_at timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'REQUESTED'
    CHECK (state IN ('REQUESTED', 'ACCEPTED', 'REFUSED', 'UNANSWERED', 'CANCELLED', 'EXPIRED', 'REMOVED', 'USED')),
  -- The charger's own word.
  status text,
  requested_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX reservation_of ON reservation (station_id, id);
CREATE INDEX reservation_requested ON reservation (requested_at);
