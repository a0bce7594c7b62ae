-- Drivers whom an operator shows a private station, and lets charge there.
CREATE TABLE station_guest (
  station_id uuid NOT NULL REFERENCES station,
  user_id uuid NOT NULL,
  added_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (station_id, user_id)
);
CREATE INDEX station_guest_user ON station_guest (user_id, station_id);
