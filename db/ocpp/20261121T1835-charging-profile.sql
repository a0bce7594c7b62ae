-- Charging profiles that a charger has, as it last said. Our ids begin where makers' do not.
CREATE SEQUENCE charging_profile_id AS integer MINVALUE 1 START 1000000 NO CYCLE;
CREATE TABLE charging_profile (
  station_id uuid NOT NULL,
  profile_id integer NOT NULL,
  -- CSO is us. EMS, SO and Other are what chargers of 2.x report of others.
  source text NOT NULL DEFAULT 'CSO',
  purpose text NOT NULL CHECK (purpose IN ('STATION_MAX', 'TX_DEFAULT', 'TX', 'PRIORITY', 'LOCAL_GENERATION', 'EXTERNAL')),
  stack_level integer NOT NULL CHECK (stack_level >= 0),
  -- 0: the whole charger.
  evse_number integer NOT NULL CHECK (evse_number >= 0),
  transaction_id uuid REFERENCES transaction ON DELETE CASCADE,
  -- Null until the charger has said yes: the id is taken before it is asked.
  profile jsonb,
  confirmed_at timestamptz,
  -- The command that had it reported; those of its kind that it did not report are gone.
  reported_by uuid,
  PRIMARY KEY (station_id, profile_id),
  CHECK ((purpose = 'TX') = (transaction_id IS NOT NULL)),
  CHECK ((profile IS NULL) = (confirmed_at IS NULL))
);
-- A profile of ours takes the id of the one that it replaces. With another id, 1.6 would replace it and 2.x refuse it.
CREATE UNIQUE INDEX charging_profile_slot ON charging_profile (station_id, purpose, stack_level, evse_number, transaction_id)
  NULLS NOT DISTINCT WHERE source = 'CSO';
CREATE INDEX charging_profile_transaction ON charging_profile (transaction_id) WHERE transaction_id IS NOT NULL;
