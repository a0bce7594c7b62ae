-- What the bridge has said of its chargers, so that it can say it again: each connector's last status in the platform's words, and the
-- version that a charger booted with. Of chargers that have said nothing since, it is not known.
CREATE TABLE connector_status (
  station_id uuid NOT NULL,
  evse_number integer NOT NULL,
  connector_number integer NOT NULL,
  status text NOT NULL,
  error_code text,
  -- By the charger's clock, and when it was said.
  at timestamptz NOT NULL,
  said_at timestamptz NOT NULL,
  PRIMARY KEY (station_id, evse_number, connector_number)
);
ALTER TABLE charge_point ADD COLUMN ocpp_version text CHECK (ocpp_version IN ('1.6', '2.0.1', '2.1'));
