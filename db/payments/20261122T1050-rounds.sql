-- What is wanted of a provider's thing is sought by that thing, each time the provider speaks of it.
CREATE INDEX operation_about ON operation (provider, (coalesce(request->>'paymentId', request->>'disputeId')))
  WHERE state IN ('OPEN', 'LOST');
-- Adjustments are listed by their ids.
DROP INDEX adjustment_time;

-- The runner that works on it. A runner keeps a lock of this number, which its process's end lets go: the next runner then need not wait
-- until `next_at`.
ALTER TABLE operation ADD COLUMN claimed_by integer;
ALTER TABLE provider_event ADD COLUMN claimed_by integer;
CREATE INDEX operation_claimed ON operation (claimed_by) WHERE state = 'OPEN' AND claimed_by IS NOT NULL;
CREATE INDEX provider_event_claimed ON provider_event (claimed_by) WHERE looked_at IS NULL AND claimed_by IS NOT NULL;

-- What a round has failed at. It waits ever longer, so that many of its kind keep nothing else from its turn.
CREATE TABLE postponed (
  round text NOT NULL CHECK (round ~ '^[A-Z]+$'),
  key text NOT NULL,
  failures integer NOT NULL DEFAULT 1,
  until timestamptz NOT NULL,
  PRIMARY KEY (round, key)
);
CREATE INDEX postponed_until ON postponed (until);
