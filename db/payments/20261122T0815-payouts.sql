-- By which fee a bill is sold. It stays, whatever is agreed later: a correction gives back what was taken.
CREATE TABLE bill_fee (
  bill_id uuid PRIMARY KEY REFERENCES bill,
  basis_points integer NOT NULL CHECK (basis_points BETWEEN 0 AND 10000),
  vat_basis_points integer NOT NULL CHECK (vat_basis_points BETWEEN 0 AND 10000)
);
REVOKE UPDATE, DELETE, TRUNCATE ON bill_fee FROM evergraph_payments;

-- What we owe operators, entry by entry; positive: more. An entry that comes from a bill names it.
CREATE VIEW payable AS
  SELECT entry.id, account.owner_id::uuid AS operator_id, account.currency, journal.at, journal.kind, -entry.amount_minor AS amount_minor,
    CASE journal.source_type
      WHEN 'RECORD' THEN (SELECT bill_id FROM bill_record WHERE cdr_id = journal.source_id::uuid)
      WHEN 'REFUND' THEN (SELECT bill_id FROM refund WHERE refund.id = journal.source_id::uuid)
    END AS bill_id
  FROM account
  JOIN entry ON entry.account_id = account.id
  JOIN journal ON journal.id = entry.journal_id
  WHERE account.kind = 'OPERATOR_PAYABLE' AND account.owner_id <> '';

-- A week of an operator that was looked at, once: of what was earned until then a payout was drafted, or there was nothing to pay.
CREATE TABLE payout_round (
  operator_id uuid NOT NULL,
  currency text NOT NULL,
  -- Its Monday, by the clock of the operator.
  week date NOT NULL,
  PRIMARY KEY (operator_id, currency, week)
);
REVOKE UPDATE, DELETE, TRUNCATE ON payout_round FROM evergraph_payments;

-- What is sent to an operator for a week.
CREATE TABLE payout (
  id uuid PRIMARY KEY,
  operator_id uuid NOT NULL,
  currency text NOT NULL,
  week date NOT NULL,
  begins_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL CHECK (ends_at > begins_at),
  state text NOT NULL CHECK (state IN ('DRAFT', 'APPROVED', 'SENT', 'PAID', 'RETURNED')),
  -- What its entries come to, and what earlier payouts left because no provider moves it (a part of a forint).
  earned_minor bigint NOT NULL,
  carried_minor bigint NOT NULL CHECK (carried_minor >= 0),
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  -- Where it is sent, from its approval on.
  provider text,
  account text,
  approved_by uuid,
  approved_at timestamptz,
  -- Why it came back, or was refused, in the provider's word.
  failure text,
  sent_at timestamptz,
  done_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT payout_once UNIQUE (operator_id, currency, week),
  CONSTRAINT payout_round FOREIGN KEY (operator_id, currency, week) REFERENCES payout_round,
  CONSTRAINT payout_covered CHECK (amount_minor <= earned_minor + carried_minor),
  -- Nobody sends money to themselves.
  CONSTRAINT payout_approved_by_another CHECK (approved_by <> operator_id),
  CHECK ((state = 'DRAFT') = (approved_by IS NULL)),
  CHECK ((approved_by IS NULL) = (provider IS NULL) AND (provider IS NULL) = (account IS NULL)),
  CHECK ((state IN ('SENT', 'PAID', 'RETURNED')) = (sent_at IS NOT NULL))
);
CREATE INDEX payout_operator ON payout (operator_id, id);
CREATE INDEX payout_state ON payout (state, id);
REVOKE DELETE, TRUNCATE ON payout FROM evergraph_payments;

-- It only goes forward; one that the provider refuses is a draft again. What was paid may still come back.
CREATE FUNCTION keep_payout() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('DRAFT', 'APPROVED'), ('APPROVED', 'DRAFT'), ('APPROVED', 'SENT'),
      ('APPROVED', 'PAID'), ('APPROVED', 'RETURNED'), ('SENT', 'PAID'), ('SENT', 'RETURNED'), ('PAID', 'RETURNED')) THEN
    RAISE EXCEPTION 'a payout that is % does not become %', OLD.state, NEW.state USING ERRCODE = 'check_violation', CONSTRAINT = 'payout_forward';
  END IF;
  IF (NEW.operator_id, NEW.currency, NEW.week, NEW.earned_minor, NEW.carried_minor)
      IS DISTINCT FROM (OLD.operator_id, OLD.currency, OLD.week, OLD.earned_minor, OLD.carried_minor)
    OR OLD.state <> 'DRAFT' AND NEW.amount_minor <> OLD.amount_minor THEN
    RAISE EXCEPTION 'what a payout is of stays' USING ERRCODE = 'check_violation', CONSTRAINT = 'payout_fixed';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payout_kept BEFORE UPDATE ON payout FOR EACH ROW EXECUTE FUNCTION keep_payout();

-- An entry is paid out once.
CREATE TABLE payout_entry (
  entry_id uuid CONSTRAINT payout_entry_once PRIMARY KEY REFERENCES entry,
  payout_id uuid NOT NULL REFERENCES payout
);
CREATE INDEX payout_entry_payout ON payout_entry (payout_id, entry_id);
REVOKE UPDATE, DELETE, TRUNCATE ON payout_entry FROM evergraph_payments;

-- Only what we owe this operator, and only of bills that nobody still has to pay.
CREATE FUNCTION check_payout_entries() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF EXISTS (SELECT FROM added
      JOIN payout ON payout.id = added.payout_id
      LEFT JOIN payable ON payable.id = added.entry_id AND payable.operator_id = payout.operator_id AND payable.currency = payout.currency
      LEFT JOIN bill ON bill.id = payable.bill_id
      WHERE payable.id IS NULL OR payable.kind = 'PAYOUT_SENT' OR payout.state <> 'DRAFT' OR bill.state NOT IN ('PAID', 'WRITTEN_OFF')) THEN
    RAISE EXCEPTION 'an entry does not belong into this payout' USING ERRCODE = 'check_violation', CONSTRAINT = 'payout_entry_payable';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER payout_entries_checked AFTER INSERT ON payout_entry REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION check_payout_entries();

-- At the end of the transaction that drafts it, a payout is what its entries come to.
CREATE FUNCTION check_payout() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF (SELECT sum(amount_minor) FROM payout_entry JOIN payable ON payable.id = entry_id WHERE payout_id = NEW.id)
      IS DISTINCT FROM NEW.earned_minor THEN
    RAISE EXCEPTION 'a payout is not what its entries come to' USING ERRCODE = 'check_violation', CONSTRAINT = 'payout_summed';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER payout_summed AFTER INSERT ON payout DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION check_payout();
