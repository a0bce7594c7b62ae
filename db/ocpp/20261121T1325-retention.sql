-- What a charger can fill our disk with is counted, and old rows can be found to be removed.
ALTER TABLE quarantine ADD COLUMN bytes integer NOT NULL DEFAULT 0;
UPDATE quarantine SET bytes = octet_length(payload::text);
CREATE INDEX quarantine_of_charger ON quarantine (identity, received_at DESC, id DESC);
CREATE INDEX quarantine_received ON quarantine (received_at);
CREATE INDEX command_created ON command (created_at);
CREATE INDEX transaction_ended ON transaction (end_received_at) WHERE end_announced;
