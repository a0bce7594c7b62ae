-- How many sessions an identity may have at once.
ALTER TABLE id_token ADD COLUMN concurrent_sessions integer NOT NULL DEFAULT 1 CHECK (concurrent_sessions BETWEEN 1 AND 100);
