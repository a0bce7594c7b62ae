-- The keys that meters of an EVSE sign with. Rotation adds a key and ends another; none goes, because old records are checked with it.
CREATE TABLE meter_key (
  id uuid PRIMARY KEY,
  station_id uuid NOT NULL REFERENCES station,
  evse_id uuid NOT NULL REFERENCES evse,
  evse_number integer NOT NULL CHECK (evse_number > 0),
  -- As the meter's records name it.
  meter_serial text NOT NULL CHECK (meter_serial <> ''),
  curve text NOT NULL
    CHECK (curve IN ('secp192k1', 'secp192r1', 'secp256k1', 'secp256r1', 'brainpool256r1', 'secp384r1', 'brainpool384r1')),
  -- SubjectPublicKeyInfo, DER in hexadecimal digits.
  public_key text NOT NULL CHECK (public_key ~ '^([0-9A-F]{2})+$'),
  valid_from timestamptz NOT NULL,
  valid_until timestamptz CHECK (valid_until > valid_from),
  idempotency_key uuid NOT NULL,
  registered_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT meter_key_once UNIQUE (evse_id, meter_serial, public_key),
  CONSTRAINT meter_key_idempotency_key UNIQUE (evse_id, idempotency_key)
);
REVOKE UPDATE, DELETE ON meter_key FROM evergraph_stations;
GRANT UPDATE (valid_until) ON meter_key TO evergraph_stations;

-- Whether bills of the station need signed meter values.
ALTER TABLE station ADD COLUMN signed_meter_required boolean NOT NULL DEFAULT false;
