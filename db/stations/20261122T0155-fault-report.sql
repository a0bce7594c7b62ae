-- What drivers say is wrong with a connector.
CREATE TABLE fault_report (
  id uuid PRIMARY KEY,
  station_id uuid NOT NULL REFERENCES station,
  connector_id uuid NOT NULL REFERENCES connector,
  user_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('DOES_NOT_START', 'BROKEN', 'BLOCKED', 'PAYMENT', 'WRONG_DATA', 'OTHER')),
  text text NOT NULL CHECK (length(text) <= 1000),
  reported_at timestamptz NOT NULL DEFAULT now(),
  resolved_at timestamptz,
  resolved_by uuid,
  note text,
  CHECK ((resolved_at IS NULL) = (resolved_by IS NULL))
);
CREATE UNIQUE INDEX fault_report_open ON fault_report (user_id, connector_id) WHERE resolved_at IS NULL;
CREATE INDEX fault_report_station ON fault_report (station_id, id);
CREATE INDEX fault_report_user ON fault_report (user_id, id);
REVOKE DELETE ON fault_report FROM evergraph_stations;

CREATE INDEX connector_tariff ON connector (tariff_id, id) WHERE tariff_id IS NOT NULL;
CREATE INDEX tariff_operator ON tariff (operator_id, id);
