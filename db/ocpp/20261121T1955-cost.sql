-- Whether a charger shows its drivers what their session costs (2.x). Its operator says so.
ALTER TABLE charge_point ADD COLUMN shows_cost boolean NOT NULL DEFAULT false;

-- What a transaction costs, as far as charging has said. `due`: its charger has not been told this amount.
CREATE TABLE running_cost (
  transaction_id uuid PRIMARY KEY,
  station_id uuid NOT NULL,
  amount_minor bigint NOT NULL,
  currency text NOT NULL,
  final boolean NOT NULL,
  due boolean NOT NULL DEFAULT true
);
CREATE INDEX running_cost_due ON running_cost (station_id) WHERE due;
