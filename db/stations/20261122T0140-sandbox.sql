-- Stations of the sandbox belong to ids of version 5, which no person has. Nobody else ever finds them.
ALTER TABLE station ADD CONSTRAINT station_sandbox_private CHECK (substr(operator_id::text, 15, 1) <> '5' OR access = 'PRIVATE');
