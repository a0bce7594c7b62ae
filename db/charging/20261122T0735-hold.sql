-- What payments says: which amounts are blocked for starts, and who may charge without one, or not at all. `said` is the position of the
-- newest word in its producer's outbox.
CREATE TABLE hold (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL,
  connector_id uuid NOT NULL,
  state text NOT NULL,
  amount_minor bigint NOT NULL,
  currency text NOT NULL,
  usable_until timestamptz,
  said bigint NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE payer (
  user_id uuid PRIMARY KEY,
  standing text NOT NULL CHECK (standing IN ('STANDARD', 'POST_PAID', 'BLOCKED')),
  said bigint NOT NULL
);

-- Which providers can be asked for a hold; no row, and none named: nobody can.
CREATE TABLE payment_provider (
  singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
  names text[] NOT NULL,
  said bigint NOT NULL
);

ALTER TABLE session
  -- What was blocked for it, and so the most that it is to cost. One hold begins one session.
  ADD COLUMN hold_id uuid REFERENCES hold,
  ADD COLUMN limit_minor bigint CHECK (limit_minor > 0),
  ADD COLUMN limit_currency text,
  -- How near it has come to that, and when that was last looked at, by our clock.
  ADD COLUMN limit_step text CHECK (limit_step IN ('NEAR', 'REACHED')),
  ADD COLUMN limit_looked_at timestamptz,
  ADD CONSTRAINT session_limit CHECK (num_nonnulls(hold_id, limit_minor, limit_currency) IN (0, 3));
CREATE UNIQUE INDEX session_hold ON session (hold_id);
CREATE INDEX session_limited ON session (limit_looked_at)
  WHERE hold_id IS NOT NULL AND status IN ('ACTIVE', 'SUSPENDED');
