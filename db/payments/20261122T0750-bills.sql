-- A bill's own count, always of the rows it is made of.
ALTER TABLE bill
  -- What was let off by admins (`allowance`), given up as too little or not to be had (`write_off`), and lost in disputes.
  ADD COLUMN allowed_minor bigint NOT NULL DEFAULT 0,
  ADD COLUMN written_off_minor bigint NOT NULL DEFAULT 0 CHECK (written_off_minor >= 0),
  ADD COLUMN lost_minor bigint NOT NULL DEFAULT 0 CHECK (lost_minor >= 0),
  -- Of what was paid too much: what a refund failed to bring back, and nobody has tried again yet.
  ADD COLUMN owed_minor bigint NOT NULL DEFAULT 0 CHECK (owed_minor >= 0),
  -- Its newest record takes one back: what is billed instead is not known yet.
  ADD COLUMN waits boolean NOT NULL DEFAULT false,
  -- Why it is not paid, in a word, and the provider's own word.
  ADD COLUMN why text CHECK (why IN ('NO_METHOD', 'DECLINED', 'DISPUTE_LOST', 'TOO_LITTLE')),
  ADD COLUMN decline_code text,
  -- The kept way to pay that is not to be tried again without its user.
  ADD COLUMN spent_method_id uuid REFERENCES payment_method,
  -- Since when it is overdue, the step of dunning that came last, and when the next one is due.
  ADD COLUMN overdue_at timestamptz,
  ADD COLUMN dunned integer NOT NULL DEFAULT -1 CHECK (dunned BETWEEN -1 AND 4),
  ADD COLUMN next_at timestamptz,
  -- Its user is blocked for it.
  ADD COLUMN blocks boolean NOT NULL DEFAULT false,
  -- The platform lets off no more than was paid.
  ADD CONSTRAINT bill_allowed CHECK (allowed_minor BETWEEN 0 AND paid_minor),
  ADD CONSTRAINT bill_overdue CHECK (state <> 'OVERDUE' OR overdue_at IS NOT NULL),
  ADD CONSTRAINT bill_blocks CHECK (NOT blocks OR overdue_at IS NOT NULL);
REVOKE DELETE, TRUNCATE ON bill FROM evergraph_payments;
CREATE INDEX bill_next ON bill (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX bill_blocking ON bill (user_id) WHERE blocks;

-- Sessions of before there were payments, whose first record makes no bill: a correction of it makes none either.
CREATE TABLE unbilled_session (session_id uuid PRIMARY KEY);
REVOKE UPDATE, DELETE, TRUNCATE ON unbilled_session FROM evergraph_payments;

-- What an admin or operator lets off a bill that was paid. It is given back.
CREATE TABLE allowance (
  id uuid PRIMARY KEY,
  bill_id uuid NOT NULL REFERENCES bill,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  reason text NOT NULL,
  given_by uuid NOT NULL,
  idempotency_key uuid NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT allowance_idempotency_key UNIQUE (bill_id, idempotency_key)
);
REVOKE UPDATE, DELETE, TRUNCATE ON allowance FROM evergraph_payments;

-- What nobody waits for any more. Negative: it came after all.
CREATE TABLE write_off (
  id uuid PRIMARY KEY,
  bill_id uuid NOT NULL REFERENCES bill,
  amount_minor bigint NOT NULL CHECK (amount_minor <> 0),
  reason text NOT NULL,
  -- Null: the platform itself, because no provider takes so little, or because the money came.
  written_by uuid,
  at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX write_off_bill ON write_off (bill_id);
REVOKE UPDATE, DELETE, TRUNCATE ON write_off FROM evergraph_payments;

-- The steps of dunning that were done, each once.
CREATE TABLE dunning_step (
  bill_id uuid NOT NULL REFERENCES bill,
  -- Since when it was overdue: a bill may become overdue again.
  overdue_at timestamptz NOT NULL,
  step integer NOT NULL CHECK (step BETWEEN 0 AND 4),
  due_minor bigint NOT NULL CHECK (due_minor > 0),
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (bill_id, overdue_at, step)
);
REVOKE UPDATE, DELETE, TRUNCATE ON dunning_step FROM evergraph_payments;

-- A payment of a bill by a person, asked for once.
CREATE TABLE bill_payment (
  bill_id uuid NOT NULL REFERENCES bill,
  idempotency_key uuid NOT NULL,
  user_id uuid NOT NULL,
  -- Null: from the wallet.
  payment_method_id uuid,
  operation_id uuid UNIQUE REFERENCES operation,
  -- What its user confirms it with, while the provider waits for that.
  client_secret text,
  approval_url text,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (bill_id, idempotency_key)
);

-- What holds of its user when nothing overdue blocks them.
ALTER TABLE standing ADD COLUMN otherwise text NOT NULL DEFAULT 'STANDARD' CHECK (otherwise IN ('STANDARD', 'POST_PAID'));

-- A refund that failed is owed, until another one takes its place.
ALTER TABLE refund
  ADD COLUMN allowance_id uuid REFERENCES allowance,
  ADD COLUMN replaces uuid CONSTRAINT refund_replaces UNIQUE REFERENCES refund;
REVOKE DELETE, TRUNCATE ON refund FROM evergraph_payments;

-- It only goes forward: one that failed is replaced by another. What a provider has sent may still come back.
CREATE FUNCTION keep_refund() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF NEW.state <> OLD.state AND (OLD.state IN ('FAILED', 'CANCELLED') OR NEW.state = 'REQUESTED'
      OR OLD.state = 'SUCCEEDED' AND NEW.state = 'PENDING') THEN
    RAISE EXCEPTION 'a refund that is % does not become %', OLD.state, NEW.state USING ERRCODE = 'check_violation', CONSTRAINT = 'refund_forward';
  END IF;
  IF (NEW.bill_id, NEW.payment_id, NEW.user_id, NEW.amount_minor, NEW.currency)
    IS DISTINCT FROM (OLD.bill_id, OLD.payment_id, OLD.user_id, OLD.amount_minor, OLD.currency) THEN
    RAISE EXCEPTION 'what was asked of a refund stays' USING ERRCODE = 'check_violation', CONSTRAINT = 'refund_asked';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER refund_kept BEFORE UPDATE ON refund FOR EACH ROW EXECUTE FUNCTION keep_refund();

-- What a payment and a bill have given back is counted from the refunds, so that their checks hold whoever writes one.
CREATE FUNCTION count_refunds() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  -- Locked by a statement of its own: the sums below then see what others have committed.
  PERFORM FROM bill WHERE id = NEW.bill_id FOR UPDATE;
  PERFORM FROM payment WHERE id = NEW.payment_id FOR UPDATE;
  UPDATE payment SET refunded_minor = (SELECT coalesce(sum(amount_minor), 0) FROM refund
      WHERE payment_id = NEW.payment_id AND state NOT IN ('FAILED', 'CANCELLED'))
    WHERE id = NEW.payment_id;
  UPDATE bill SET (refunded_minor, owed_minor) = (
      SELECT coalesce(sum(amount_minor) FILTER (WHERE state NOT IN ('FAILED', 'CANCELLED')), 0),
        coalesce(sum(amount_minor) FILTER (WHERE state IN ('FAILED', 'CANCELLED')
          AND NOT EXISTS (SELECT FROM refund other WHERE other.replaces = refund.id)), 0)
      FROM refund WHERE bill_id = NEW.bill_id)
    WHERE id = NEW.bill_id;
  RETURN NULL;
END $$;
CREATE TRIGGER refund_counted AFTER INSERT OR UPDATE OF state ON refund FOR EACH ROW EXECUTE FUNCTION count_refunds();
