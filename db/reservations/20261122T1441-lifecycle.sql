-- The start that its driver was reminded of; another start is another reminder.
ALTER TABLE reservation ADD COLUMN reminded_for timestamptz;
-- What the sweep looks for. Blocks stay RESERVED for ever, and are not in its way.
CREATE INDEX reservation_due ON reservation (starts_at, id) WHERE kind = 'BOOKING' AND state IN ('RESERVED', 'ACTIVE');

-- When a charger was offline, or an EVSE out of order: nobody is a no-show there.
CREATE TABLE trouble (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  station_id uuid NOT NULL,
  -- Null: the charger as a whole.
  evse_id uuid,
  kind text NOT NULL CHECK (kind IN ('OFFLINE', 'OUT_OF_ORDER')),
  began_at timestamptz NOT NULL,
  ended_at timestamptz CHECK (ended_at >= began_at),
  CHECK ((kind = 'OFFLINE') = (evse_id IS NULL))
);
CREATE UNIQUE INDEX trouble_open ON trouble (station_id, evse_id) NULLS NOT DISTINCT WHERE ended_at IS NULL;
CREATE INDEX trouble_station ON trouble (station_id, began_at);

-- Who is at an EVSE: a charge, from when somebody asks for it until it is over.
CREATE TABLE presence (
  -- The session's id; the transaction's where no session caused it.
  id uuid PRIMARY KEY,
  station_id uuid NOT NULL,
  evse_number integer NOT NULL,
  -- Who asked; null: a card, of which charging knows whose it is.
  user_id uuid,
  -- The slot that the charger or charging names.
  reservation_id uuid,
  -- Null: it was asked for, and has not begun.
  transaction_id uuid UNIQUE,
  -- Until when one that was asked for may still begin.
  waits_until timestamptz,
  noted_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz,
  CHECK (transaction_id IS NOT NULL OR waits_until IS NOT NULL)
);
CREATE INDEX presence_place ON presence (station_id, evse_number) WHERE ended_at IS NULL;
