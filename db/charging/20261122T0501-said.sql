-- Where the newest word on an identity stands in its producer's outbox: an older one that comes late changes nothing.
ALTER TABLE id_token ADD COLUMN said bigint NOT NULL DEFAULT 0;
