-- Whether a charger is connected, also before its station was told of; an older word changes nothing.
CREATE TABLE charger (
  station_id uuid PRIMARY KEY,
  online boolean NOT NULL,
  said bigint NOT NULL
);
