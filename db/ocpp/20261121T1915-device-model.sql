-- What a charger of OCPP 1.6 has told of its configuration.
CREATE TABLE configuration_key (
  station_id uuid NOT NULL,
  key text NOT NULL,
  -- Null where the charger tells none. What is secret is never here.
  value text,
  readonly boolean NOT NULL,
  read_at timestamptz NOT NULL DEFAULT now(),
  -- The value holds from the next boot after this.
  reboot_required_at timestamptz,
  PRIMARY KEY (station_id, key)
);

-- The device model of a charger of OCPP 2.x: a row for each variable.
CREATE TABLE device_variable (
  station_id uuid NOT NULL,
  -- Component, instance, EVSE, connector, variable, instance: one text, by which it is unique, ordered and searched.
  path text NOT NULL,
  component text NOT NULL,
  component_instance text,
  evse_number integer,
  connector_number integer,
  variable text NOT NULL,
  variable_instance text,
  -- By their type (Actual, Target, MinSet, MaxSet): { value, mutability, persistent, constant }. What is secret has no value.
  attributes jsonb NOT NULL,
  characteristics jsonb,
  read_at timestamptz NOT NULL DEFAULT now(),
  reboot_required_at timestamptz,
  -- The command whose report told it last; those that a full report does not tell are gone.
  reported_by uuid,
  PRIMARY KEY (station_id, path)
);

-- Reports that chargers send in parts, because a command asked for one. The charger knows it by its number.
CREATE TABLE report (
  command_id uuid PRIMARY KEY REFERENCES charge_point_command ON DELETE CASCADE,
  request_id integer NOT NULL UNIQUE GENERATED ALWAYS AS IDENTITY,
  station_id uuid NOT NULL,
  -- Number of the part that said that it is the last.
  last_seq_no integer CHECK (last_seq_no >= 0),
  completed_at timestamptz
);
CREATE TABLE report_part (
  command_id uuid NOT NULL REFERENCES report ON DELETE CASCADE,
  seq_no integer NOT NULL CHECK (seq_no >= 0),
  PRIMARY KEY (command_id, seq_no)
);

-- When the platform last asked a charger what it is by itself.
CREATE TABLE charge_point_asked (
  station_id uuid PRIMARY KEY,
  asked_at timestamptz NOT NULL
);
