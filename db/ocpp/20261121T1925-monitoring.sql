-- Numbers by which a charger's report says what it answers.
CREATE SEQUENCE request_number AS int CYCLE;

-- What a charger watches of itself (2.x), as it has confirmed or reported it. It has given each monitor its number.
CREATE TABLE monitor (
  station_id uuid NOT NULL,
  number int NOT NULL,
  component text NOT NULL,
  component_instance text,
  evse_number int,
  connector_number int,
  variable text NOT NULL,
  variable_instance text,
  type text NOT NULL,
  value double precision NOT NULL,
  severity int NOT NULL,
  only_in_transaction boolean NOT NULL,
  confirmed_at timestamptz NOT NULL DEFAULT now(),
  -- The report that has told it last; null: it was set.
  reported_by int,
  PRIMARY KEY (station_id, number)
);

-- What a charger has told of itself by NotifyEvent. Bounded for each charger.
CREATE TABLE charge_point_event (
  id uuid PRIMARY KEY,
  station_id uuid NOT NULL,
  -- One message tells many.
  message uuid NOT NULL,
  number int NOT NULL,
  at timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  trigger text NOT NULL,
  kind text NOT NULL,
  -- 0 is the worst, 9 the least; null: the charger has not said.
  severity int,
  component text NOT NULL,
  component_instance text,
  evse_number int,
  connector_number int,
  variable text NOT NULL,
  variable_instance text,
  value text NOT NULL,
  cleared boolean NOT NULL,
  cause int,
  tech_code text,
  tech_info text,
  transaction_id text,
  monitor_number int,
  -- The same event told again is one.
  UNIQUE (station_id, number, at)
);
CREATE INDEX charge_point_event_of ON charge_point_event (station_id, id);
CREATE INDEX charge_point_event_message ON charge_point_event (message);
CREATE INDEX charge_point_event_received ON charge_point_event (received_at);
