-- What an operator says of its business, for invoices and payouts.
CREATE TABLE business (
  operator_id uuid PRIMARY KEY,
  legal_name text NOT NULL CHECK (legal_name <> ''),
  street text NOT NULL,
  postal_code text NOT NULL,
  city text NOT NULL,
  country text NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
  vat_id text,
  registration_id text,
  -- Its invoices bear the days and years of this zone.
  time_zone text NOT NULL,
  -- Of invoices to buyers who have chosen none.
  language text NOT NULL CHECK (language IN ('en', 'nl', 'de', 'fr')),
  payout_provider text,
  payout_account text,
  saved_at timestamptz NOT NULL DEFAULT now(),
  -- Somebody must be known to a tax office by one of them.
  CONSTRAINT business_known CHECK (vat_id IS NOT NULL OR registration_id IS NOT NULL),
  CHECK ((payout_provider IS NULL) = (payout_account IS NULL))
);

-- What the platform keeps of what an operator sells. An operator who is not here pays none.
CREATE TABLE operator_fee (
  operator_id uuid PRIMARY KEY,
  basis_points integer NOT NULL CHECK (basis_points BETWEEN 0 AND 10000),
  set_by uuid NOT NULL,
  set_at timestamptz NOT NULL DEFAULT now()
);

-- Whom a user's invoices are for. Invoices keep what stood here when they were written.
CREATE TABLE billing_address (
  user_id uuid PRIMARY KEY,
  name text NOT NULL CHECK (name <> ''),
  street text NOT NULL,
  postal_code text NOT NULL,
  city text NOT NULL,
  country text NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
  vat_id text,
  language text CHECK (language IN ('en', 'nl', 'de', 'fr')),
  saved_at timestamptz NOT NULL DEFAULT now()
);

-- The last number of an issuer's series, which is a year of the issuer's zone.
CREATE TABLE invoice_counter (
  issuer_id uuid NOT NULL,
  series text NOT NULL CHECK (series ~ '^[0-9]{4}$'),
  last integer NOT NULL,
  PRIMARY KEY (issuer_id, series)
);
REVOKE DELETE, TRUNCATE ON invoice_counter FROM evergraph_payments;

-- Invoices and credit notes as they were written: never changed, never gone.
CREATE TABLE invoice (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('INVOICE', 'CREDIT_NOTE')),
  issuer_id uuid NOT NULL,
  series text NOT NULL,
  number integer NOT NULL,
  bill_id uuid NOT NULL REFERENCES bill,
  -- The charge detail record that is invoiced; of a credit note, the one that takes it back, if one does.
  cdr_id uuid,
  refund_id uuid,
  credit_of uuid REFERENCES invoice,
  user_id uuid NOT NULL,
  issued_at timestamptz NOT NULL,
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  excl_vat_minor bigint NOT NULL,
  vat_minor bigint NOT NULL,
  incl_vat_minor bigint NOT NULL CONSTRAINT invoice_positive CHECK (incl_vat_minor > 0),
  -- All that it says (InvoiceData), as text, so that its hash can be taken again.
  data text NOT NULL CHECK (data IS JSON OBJECT),
  data_sha256 bytea NOT NULL CHECK (octet_length(data_sha256) = 32),
  CONSTRAINT invoice_number UNIQUE (issuer_id, series, number),
  CONSTRAINT invoice_sums CHECK (excl_vat_minor + vat_minor = incl_vat_minor),
  CHECK ((kind = 'CREDIT_NOTE') = (credit_of IS NOT NULL)),
  CHECK (kind = 'CREDIT_NOTE' OR (cdr_id IS NOT NULL AND refund_id IS NULL))
);
CREATE UNIQUE INDEX invoice_record ON invoice (cdr_id) WHERE kind = 'INVOICE';
CREATE INDEX invoice_user ON invoice (user_id, id);
CREATE INDEX invoice_issuer ON invoice (issuer_id, id);
CREATE INDEX invoice_bill ON invoice (bill_id);
CREATE INDEX invoice_credit ON invoice (credit_of) WHERE credit_of IS NOT NULL;
REVOKE UPDATE, DELETE, TRUNCATE ON invoice FROM evergraph_payments;

-- Numbers have no gap. A counter goes up by one, and each number it had is that of an invoice when the transaction ends.
CREATE FUNCTION count_by_one() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF NEW.last <> (CASE TG_OP WHEN 'INSERT' THEN 1 ELSE OLD.last + 1 END)
    OR (TG_OP = 'UPDATE' AND (NEW.issuer_id, NEW.series) IS DISTINCT FROM (OLD.issuer_id, OLD.series)) THEN
    RAISE EXCEPTION 'a counter of invoices goes up by one' USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_counter_step';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER invoice_counter_step BEFORE INSERT OR UPDATE ON invoice_counter FOR EACH ROW EXECUTE FUNCTION count_by_one();

CREATE FUNCTION keep_gapless() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM invoice WHERE issuer_id = NEW.issuer_id AND series = NEW.series AND number = NEW.last) THEN
    RAISE EXCEPTION 'a number was drawn and no invoice has it' USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_gapless';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER invoice_gapless AFTER INSERT OR UPDATE ON invoice_counter DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION keep_gapless();

-- An invoice has the number that its counter stands at. A credit note is of the same issuer, bill, user and currency as its invoice, and all of
-- them together are no more than it.
CREATE FUNCTION keep_invoices() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  credited invoice%ROWTYPE;
BEGIN
  IF NOT EXISTS (SELECT FROM invoice_counter WHERE issuer_id = NEW.issuer_id AND series = NEW.series AND last = NEW.number) THEN
    RAISE EXCEPTION 'the number is not the next one' USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_next';
  END IF;
  IF NEW.credit_of IS NULL THEN
    RETURN NEW;
  END IF;
  SELECT * INTO credited FROM invoice WHERE id = NEW.credit_of FOR NO KEY UPDATE;
  IF credited.kind <> 'INVOICE' OR (credited.issuer_id, credited.bill_id, credited.user_id, credited.currency) IS DISTINCT FROM
    (NEW.issuer_id, NEW.bill_id, NEW.user_id, NEW.currency) THEN
    RAISE EXCEPTION 'a credit note is of an invoice of its own bill' USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_credit';
  END IF;
  IF NEW.incl_vat_minor + (SELECT coalesce(sum(incl_vat_minor), 0) FROM invoice WHERE credit_of = credited.id) > credited.incl_vat_minor THEN
    RAISE EXCEPTION 'more would be credited than was invoiced' USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_credited';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION keep_invoices FROM PUBLIC;
CREATE TRIGGER invoice_kept BEFORE INSERT ON invoice FOR EACH ROW EXECUTE FUNCTION keep_invoices();

-- What is to be written: in the order of `position`, as soon as its issuer's business is known. Nothing is lost meanwhile.
CREATE TABLE invoice_order (
  id uuid PRIMARY KEY,
  position bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  kind text NOT NULL CHECK (kind IN ('INVOICE', 'CREDIT_NOTE')),
  bill_id uuid NOT NULL REFERENCES bill,
  -- Null: nobody is known to have sold it. Then a person must look.
  issuer_id uuid,
  user_id uuid NOT NULL,
  -- Of an invoice its record, of a credit note what causes it: a refund, or a record that takes another back.
  cause_id uuid NOT NULL,
  request jsonb NOT NULL,
  ordered_at timestamptz NOT NULL DEFAULT now(),
  done_at timestamptz,
  CONSTRAINT invoice_order_once UNIQUE (kind, cause_id)
);
CREATE INDEX invoice_order_waiting ON invoice_order (issuer_id, position) WHERE done_at IS NULL;
CREATE INDEX invoice_order_bill ON invoice_order (bill_id, position) WHERE done_at IS NULL;
REVOKE DELETE, TRUNCATE ON invoice_order FROM evergraph_payments;
