-- What a charger has agreed to: whether it, an EVSE (connector 0) or a connector is to be in service.
CREATE TABLE wanted_availability (
  station_id uuid NOT NULL,
  evse_number integer NOT NULL CHECK (evse_number >= 0),
  connector_number integer NOT NULL CHECK (connector_number >= 0),
  available boolean NOT NULL,
  -- It will do so when the transaction that runs has ended.
  scheduled boolean NOT NULL,
  agreed_at timestamptz NOT NULL,
  PRIMARY KEY (station_id, evse_number, connector_number)
);

-- What chargers sent and only their makers understand, for their operators. Bounded for each charger.
CREATE TABLE data_transfer (
  id uuid PRIMARY KEY,
  station_id uuid NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  vendor_id text NOT NULL,
  message_id text,
  data text,
  bytes integer NOT NULL CHECK (bytes >= 0),
  status text NOT NULL CHECK (status IN ('Accepted', 'UnknownVendorId'))
);
CREATE INDEX data_transfer_of ON data_transfer (station_id, id);
CREATE INDEX data_transfer_received ON data_transfer (received_at);
