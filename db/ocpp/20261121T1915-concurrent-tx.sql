-- How many transactions an identity may have at once, as accounts says it; one, where accounts has not said.
ALTER TABLE id_token ADD COLUMN concurrent_sessions integer NOT NULL DEFAULT 1;
-- What an identity is involved in, for each start with it.
CREATE INDEX transaction_id_token ON transaction (lower(id_token)) WHERE state <> 'ended';
