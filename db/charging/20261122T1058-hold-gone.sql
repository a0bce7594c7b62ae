-- GONE: what was blocked for the session is blocked no more. Its charger is asked to stop, again and again from then on.
ALTER TABLE session
  DROP CONSTRAINT session_limit_step_check,
  ADD CONSTRAINT session_limit_step_check CHECK (limit_step IN ('NEAR', 'REACHED', 'GONE')),
  ADD COLUMN limit_stop_at timestamptz;
