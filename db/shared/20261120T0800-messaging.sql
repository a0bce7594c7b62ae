-- Every schema has these: facts on their way out, and facts that have come in.

CREATE TABLE outbox (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id uuid NOT NULL UNIQUE,
  name text NOT NULL,
  aggregate_id text NOT NULL,
  -- Not now(): of two transactions that waited for one another, the later one's facts are the later ones.
  occurred_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  request_id text,
  data jsonb NOT NULL,
  published_at timestamptz
);
CREATE INDEX outbox_unpublished ON outbox (position) WHERE published_at IS NULL;
CREATE INDEX outbox_published ON outbox (occurred_at) WHERE published_at IS NOT NULL;

-- Wakes the relay at the commit.
CREATE FUNCTION outbox_notify() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('outbox_' || TG_TABLE_SCHEMA, '');
  RETURN NULL;
END $$;
CREATE TRIGGER outbox_notify AFTER INSERT ON outbox FOR EACH STATEMENT EXECUTE FUNCTION outbox_notify();

-- The relay's count of batches, by which it sees that the bus has lost its memory.
CREATE TABLE relay (
  singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
  sequence bigint NOT NULL DEFAULT 0
);
INSERT INTO relay DEFAULT VALUES;

-- Events that have had their effect: the same event again has none.
CREATE TABLE inbox (
  event_id uuid PRIMARY KEY,
  handled_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX inbox_handled_at ON inbox (handled_at);

-- Events whose handling failed every time, with the last error. `node db/replay.ts` has them handled again.
CREATE TABLE dead_letter (
  event_id uuid PRIMARY KEY,
  event jsonb NOT NULL,
  error text NOT NULL,
  tries integer NOT NULL CHECK (tries > 0),
  died_at timestamptz NOT NULL DEFAULT now(),
  replay boolean NOT NULL DEFAULT false
);
