-- A station as the operator and its charger say it is. The charger's word may come before the operator's; until then `evses` is null,
-- and the station can be nobody's favourite.
CREATE TABLE station (
  id uuid PRIMARY KEY,
  evses jsonb,
  evses_said bigint NOT NULL DEFAULT 0,
  -- Null before the first word. Whoever comes late is not told of a charger that is away.
  online boolean,
  online_said bigint NOT NULL DEFAULT 0,
  -- What the rule of availability makes of all this, written with each word.
  free_evses integer NOT NULL DEFAULT 0 CHECK (free_evses >= 0),
  -- Since when it has been free, or not free; null while that is not known.
  free_changed_at timestamptz
);

-- The charger's newest word on each connector; EVSE 0 is the charger as a whole.
CREATE TABLE connector_status (
  station_id uuid NOT NULL REFERENCES station,
  evse_number integer NOT NULL,
  connector_number integer NOT NULL,
  status text NOT NULL,
  said bigint NOT NULL,
  PRIMARY KEY (station_id, evse_number, connector_number)
);

CREATE TABLE favourite (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL,
  station_id uuid NOT NULL REFERENCES station,
  note text CHECK (length(note) BETWEEN 1 AND 500),
  tell_when_free boolean NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (user_id, station_id)
);
CREATE INDEX favourite_user ON favourite (user_id, id);
CREATE INDEX favourite_station ON favourite (station_id);
