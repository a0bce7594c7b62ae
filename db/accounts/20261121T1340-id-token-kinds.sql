-- Any idToken of OCPP: 1.6 has room for 20 characters, 2.0.1 for 36, 2.1 for 255, and none of them tells upper from lower case.
ALTER TABLE id_token
  ADD COLUMN expires_at timestamptz,
  -- Those of a user with one name, in any case, may stop each other's transactions.
  ADD COLUMN group_name text CHECK (length(group_name) BETWEEN 1 AND 60),
  DROP CONSTRAINT id_token_value_check,
  ADD CONSTRAINT id_token_value_check CHECK (value ~ '^[\x21-\x7e]([\x20-\x7e]{0,253}[\x21-\x7e])?$'),
  DROP CONSTRAINT id_token_type_check,
  ADD CONSTRAINT id_token_type_check CHECK (type IN ('APP', 'RFID', 'CENTRAL', 'DIRECT_PAYMENT', 'EMAID', 'EVCCID', 'ISO14443',
    'ISO15693', 'KEY_CODE', 'LOCAL', 'MAC_ADDRESS', 'VIN')),
  DROP CONSTRAINT id_token_value_key;
CREATE UNIQUE INDEX id_token_value ON id_token (lower(value));
