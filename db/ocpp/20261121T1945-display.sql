-- What is shown on the displays of a charger (2.x), as it has confirmed or reported it. We give each message its number.
CREATE TABLE display_message (
  station_id uuid NOT NULL,
  number int NOT NULL,
  priority text NOT NULL,
  -- Only while the charger is in this state; null: always.
  state text,
  starts_at timestamptz,
  ends_at timestamptz,
  -- Only while this transaction runs: our id; null also for one that we do not know.
  transaction_id uuid,
  format text NOT NULL,
  language text,
  content text NOT NULL,
  confirmed_at timestamptz NOT NULL DEFAULT now(),
  reported_by int,
  PRIMARY KEY (station_id, number)
);
