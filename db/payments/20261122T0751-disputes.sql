-- A payer has told their bank that a payment was not right. The provider takes the amount back until it is decided.
CREATE TABLE dispute (
  id uuid PRIMARY KEY,
  provider text NOT NULL,
  external_id text NOT NULL,
  payment_id uuid NOT NULL REFERENCES payment,
  state text NOT NULL CHECK (state IN ('NEEDS_RESPONSE', 'UNDER_REVIEW', 'WON', 'LOST')),
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  fee_minor bigint NOT NULL CHECK (fee_minor >= 0),
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  reason text NOT NULL,
  due_by timestamptz,
  evidence jsonb,
  answered_by uuid,
  answered_at timestamptz,
  opened_at timestamptz NOT NULL DEFAULT now(),
  closed_at timestamptz,
  CONSTRAINT dispute_once UNIQUE (provider, external_id),
  CONSTRAINT dispute_closed CHECK ((state IN ('WON', 'LOST')) = (closed_at IS NOT NULL)),
  CHECK ((evidence IS NULL) = (answered_at IS NULL) AND (evidence IS NULL) = (answered_by IS NULL))
);
CREATE INDEX dispute_payment ON dispute (payment_id);
CREATE INDEX dispute_open ON dispute (due_by) WHERE closed_at IS NULL;
REVOKE DELETE, TRUNCATE ON dispute FROM evergraph_payments;

-- It only goes forward.
CREATE FUNCTION keep_dispute() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF OLD.closed_at IS NOT NULL AND NEW.state <> OLD.state OR OLD.state = 'UNDER_REVIEW' AND NEW.state = 'NEEDS_RESPONSE' THEN
    RAISE EXCEPTION 'a dispute that is % does not become %', OLD.state, NEW.state USING ERRCODE = 'check_violation', CONSTRAINT = 'dispute_forward';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER dispute_kept BEFORE UPDATE ON dispute FOR EACH ROW EXECUTE FUNCTION keep_dispute();
