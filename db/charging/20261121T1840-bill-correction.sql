-- Proposals that a session was of another energy. One person proposes, another decides; neither is its driver.
CREATE TABLE bill_correction (
  id uuid PRIMARY KEY,
  session_id uuid NOT NULL REFERENCES session,
  driver_id uuid,
  state text NOT NULL DEFAULT 'PROPOSED' CHECK (state IN ('PROPOSED', 'APPROVED', 'REJECTED', 'WITHDRAWN', 'EXPIRED')),
  -- What was billed, or would be, when it was proposed. Where it is no more so, the proposal was about something else.
  energy_before_wh bigint NOT NULL CHECK (energy_before_wh >= 0),
  energy_wh bigint NOT NULL CHECK (energy_wh BETWEEN 0 AND 10000000),
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
  proposed_by uuid NOT NULL,
  proposed_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL CHECK (expires_at > proposed_at),
  idempotency_key uuid NOT NULL,
  decided_by uuid,
  decided_at timestamptz,
  decision_reason text CHECK (length(decision_reason) BETWEEN 1 AND 500),
  CHECK (energy_wh <> energy_before_wh),
  CHECK ((state = 'PROPOSED') = (decided_at IS NULL)),
  CHECK ((state IN ('APPROVED', 'REJECTED', 'WITHDRAWN')) = (decided_by IS NOT NULL)),
  CONSTRAINT bill_correction_two_people
    CHECK (CASE state WHEN 'WITHDRAWN' THEN decided_by = proposed_by ELSE decided_by IS DISTINCT FROM proposed_by END),
  CONSTRAINT bill_correction_not_the_driver CHECK (driver_id IS NULL OR (proposed_by <> driver_id AND decided_by IS DISTINCT FROM driver_id)),
  CONSTRAINT bill_correction_in_time CHECK (state <> 'APPROVED' OR decided_at <= expires_at),
  CONSTRAINT bill_correction_idempotency_key UNIQUE (proposed_by, idempotency_key),
  UNIQUE (id, session_id)
);
CREATE UNIQUE INDEX bill_correction_open ON bill_correction (session_id) WHERE state = 'PROPOSED';
CREATE INDEX bill_correction_session ON bill_correction (session_id, proposed_at);
CREATE INDEX bill_correction_time ON bill_correction (proposed_at DESC, id DESC);
CREATE INDEX bill_correction_expiry ON bill_correction (expires_at) WHERE state = 'PROPOSED';

-- Who proposed what stays as it was; a decision is made once.
REVOKE UPDATE, DELETE ON bill_correction FROM evergraph_charging;
GRANT UPDATE (state, decided_by, decided_at, decision_reason) ON bill_correction TO evergraph_charging;
CREATE FUNCTION bill_correction_decided() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'This correction has been decided.' USING ERRCODE = 'check_violation', CONSTRAINT = 'bill_correction_decided';
END $$;
CREATE TRIGGER bill_correction_decided BEFORE UPDATE ON bill_correction
  FOR EACH ROW WHEN (OLD.state <> 'PROPOSED') EXECUTE FUNCTION bill_correction_decided();

-- The correction by which a session has its energy; null: it has what its charger measured.
ALTER TABLE session ADD COLUMN correction_id uuid,
  ADD FOREIGN KEY (correction_id, id) REFERENCES bill_correction (id, session_id);

-- Null: the platform itself, as in every other schema. It closes proposals that nobody decides.
ALTER TABLE audit ALTER COLUMN actor_id DROP NOT NULL;
