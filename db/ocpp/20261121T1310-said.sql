-- Which word on a station or an identity is the newest is told by its producer's count, not by a clock that may be set back: a password
-- that was renewed after that would stay unknown until the clock has caught up.
ALTER TABLE charge_point ADD COLUMN said bigint NOT NULL DEFAULT 0;
ALTER TABLE id_token ADD COLUMN said bigint NOT NULL DEFAULT 0;
