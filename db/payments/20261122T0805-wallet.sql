-- What of a bill its user's wallet has paid, and what of that has gone back there.
CREATE TABLE wallet_part (
  bill_id uuid PRIMARY KEY REFERENCES bill,
  paid_minor bigint NOT NULL CHECK (paid_minor > 0),
  refunded_minor bigint NOT NULL DEFAULT 0,
  CONSTRAINT wallet_part_refunded CHECK (refunded_minor BETWEEN 0 AND paid_minor)
);
REVOKE DELETE ON wallet_part FROM evergraph_payments;

-- Money that a user puts into a wallet.
CREATE TABLE top_up (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL,
  provider text NOT NULL,
  -- Null: its user gives a way to pay on the provider's form or page.
  payment_method_id uuid REFERENCES payment_method,
  state text NOT NULL DEFAULT 'CREATED' CHECK (state IN ('CREATED', 'REQUIRES_ACTION', 'PENDING', 'SUCCEEDED', 'FAILED')),
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  client_secret text,
  approval_url text,
  decline_code text,
  payment_id uuid UNIQUE REFERENCES payment,
  -- The address that it was asked from, hashed; for a day, to count failures by.
  asked_from text,
  idempotency_key uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT top_up_idempotency_key UNIQUE (user_id, idempotency_key),
  -- Money in the wallet came by a payment.
  CHECK ((state = 'SUCCEEDED') = (payment_id IS NOT NULL))
);
CREATE INDEX top_up_user ON top_up (user_id, created_at);
CREATE INDEX top_up_asked ON top_up (asked_from, created_at) WHERE asked_from IS NOT NULL;
REVOKE UPDATE, DELETE ON top_up FROM evergraph_payments;
GRANT UPDATE (state, client_secret, approval_url, decline_code, payment_id, asked_from, changed_at) ON top_up TO evergraph_payments;

-- What has come stays. A payment that was given up may still have been made, so FAILED is not the end.
CREATE FUNCTION keep_top_up() RETURNS trigger LANGUAGE plpgsql SET search_path = payments, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'this money has come' USING ERRCODE = 'check_violation', CONSTRAINT = 'top_up_over';
END $$;
CREATE TRIGGER top_up_over BEFORE UPDATE OF state, payment_id ON top_up
  FOR EACH ROW WHEN (OLD.state = 'SUCCEEDED') EXECUTE FUNCTION keep_top_up();

-- An amount that one person wants to give to a user or an operator, or take from them (negative), and another one approves.
CREATE TABLE adjustment (
  id uuid PRIMARY KEY,
  -- USER: into or out of the wallet. OPERATOR: what we owe it.
  beneficiary text NOT NULL CHECK (beneficiary IN ('USER', 'OPERATOR')),
  beneficiary_id uuid NOT NULL,
  state text NOT NULL DEFAULT 'PROPOSED' CHECK (state IN ('PROPOSED', 'APPROVED', 'REJECTED', 'WITHDRAWN', 'EXPIRED')),
  amount_minor bigint NOT NULL CHECK (amount_minor <> 0),
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
  evidence text NOT NULL CHECK (length(evidence) BETWEEN 1 AND 2000),
  proposed_by uuid NOT NULL,
  proposed_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL CHECK (expires_at > proposed_at),
  idempotency_key uuid NOT NULL,
  decided_by uuid,
  decided_at timestamptz,
  decision_reason text CHECK (length(decision_reason) BETWEEN 1 AND 500),
  CHECK ((state = 'PROPOSED') = (decided_at IS NULL)),
  CHECK ((state IN ('APPROVED', 'REJECTED', 'WITHDRAWN')) = (decided_by IS NOT NULL)),
  CONSTRAINT adjustment_two_people
    CHECK (CASE state WHEN 'WITHDRAWN' THEN decided_by = proposed_by ELSE decided_by IS DISTINCT FROM proposed_by END),
  CONSTRAINT adjustment_not_the_beneficiary CHECK (proposed_by <> beneficiary_id AND decided_by IS DISTINCT FROM beneficiary_id),
  CONSTRAINT adjustment_in_time CHECK (state <> 'APPROVED' OR decided_at <= expires_at),
  CONSTRAINT adjustment_idempotency_key UNIQUE (proposed_by, idempotency_key)
);
CREATE INDEX adjustment_time ON adjustment (proposed_at DESC, id DESC);
CREATE INDEX adjustment_expiry ON adjustment (expires_at) WHERE state = 'PROPOSED';
CREATE INDEX adjustment_approved ON adjustment (currency, decided_at) WHERE state = 'APPROVED';

-- Who proposed what stays as it was; a decision is made once.
REVOKE UPDATE, DELETE ON adjustment FROM evergraph_payments;
GRANT UPDATE (state, decided_by, decided_at, decision_reason) ON adjustment TO evergraph_payments;
CREATE FUNCTION adjustment_decided() RETURNS trigger LANGUAGE plpgsql SET search_path = payments, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'this adjustment has been decided' USING ERRCODE = 'check_violation', CONSTRAINT = 'adjustment_decided';
END $$;
CREATE TRIGGER adjustment_decided BEFORE UPDATE ON adjustment
  FOR EACH ROW WHEN (OLD.state <> 'PROPOSED') EXECUTE FUNCTION adjustment_decided();
