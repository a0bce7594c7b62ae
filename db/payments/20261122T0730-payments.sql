-- The ledger: double entry, append-only. A debit is positive, a credit negative. `post_journal` alone writes it: nobody else can leave a
-- journal empty, unbalanced, or with an entry too many.
CREATE TABLE account (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('RECEIVABLE', 'WALLET', 'WALLET_HELD', 'PROVIDER', 'PROVIDER_COST', 'OPERATOR_PAYABLE',
    'PLATFORM_FEE', 'PLATFORM_VAT', 'REFUND_DUE', 'DISPUTED', 'BANK', 'BAD_DEBT', 'ADJUSTMENT')),
  -- A user's or operator's id, a provider's name; empty for the platform's own, and for an operator whom nobody knows.
  owner_id text NOT NULL,
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  CONSTRAINT account_once UNIQUE (kind, owner_id, currency),
  CONSTRAINT account_owner CHECK (CASE
    WHEN kind IN ('RECEIVABLE', 'WALLET', 'WALLET_HELD', 'REFUND_DUE') THEN owner_id ~ '^[0-9a-f-]{36}$'
    WHEN kind = 'OPERATOR_PAYABLE' THEN owner_id ~ '^([0-9a-f-]{36})?$'
    WHEN kind IN ('PROVIDER', 'PROVIDER_COST', 'DISPUTED') THEN owner_id ~ '^[a-z]+$'
    ELSE owner_id = '' END)
);
CREATE INDEX account_of_owner ON account (owner_id, currency);
REVOKE INSERT, UPDATE, DELETE ON account FROM evergraph_payments;

-- What happened, once: the same kind of movement for the same thing is written no second time.
CREATE TABLE journal (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind ~ '^[A-Z_]+$'),
  source_type text NOT NULL CHECK (source_type ~ '^[A-Z_]+$'),
  source_id text NOT NULL CHECK (source_id <> ''),
  at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT journal_once UNIQUE (source_type, source_id, kind)
);
REVOKE INSERT, UPDATE, DELETE ON journal FROM evergraph_payments;

-- Amounts are below 2^53, where JavaScript counts exactly.
CREATE TABLE entry (
  id uuid PRIMARY KEY,
  journal_id uuid NOT NULL REFERENCES journal,
  account_id uuid NOT NULL REFERENCES account,
  amount_minor bigint NOT NULL CHECK (amount_minor <> 0 AND abs(amount_minor) < 9007199254740992),
  CONSTRAINT entry_once UNIQUE (journal_id, account_id)
);
CREATE INDEX entry_account ON entry (account_id, id);
REVOKE INSERT, UPDATE, DELETE ON entry FROM evergraph_payments;

-- The balances that are kept, because they must not fall below nothing. They move with the entries of WALLET and WALLET_HELD accounts.
CREATE TABLE wallet (
  user_id uuid NOT NULL,
  currency text NOT NULL,
  balance_minor bigint NOT NULL CONSTRAINT wallet_covered CHECK (balance_minor BETWEEN 0 AND 9007199254740991),
  -- Blocked for sessions; no part of the balance.
  held_minor bigint NOT NULL CONSTRAINT wallet_held_covered CHECK (held_minor BETWEEN 0 AND 9007199254740991),
  PRIMARY KEY (user_id, currency)
);
REVOKE INSERT, UPDATE, DELETE ON wallet FROM evergraph_payments;

-- Writes a journal with its entries, in one currency. False: it was written before. The movements are given by columns, each account once.
CREATE FUNCTION post_journal(new_id uuid, new_kind text, new_source_type text, new_source_id text, new_currency text,
    entry_ids uuid[], kinds text[], owners text[], amounts bigint[]) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = payments, pg_temp AS $$
DECLARE
  moved record;
  its_account uuid;
BEGIN
  -- Of no movements the sum is null.
  IF (SELECT sum(amount) FROM unnest(amounts) AS amount) IS DISTINCT FROM 0 THEN
    RAISE EXCEPTION 'a journal does not balance' USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_balanced';
  END IF;
  INSERT INTO journal (id, kind, source_type, source_id) VALUES (new_id, new_kind, new_source_type, new_source_id)
    ON CONFLICT ON CONSTRAINT journal_once DO NOTHING;
  IF NOT FOUND THEN
    -- Who says it again must say the same.
    IF (SELECT array_agg(format('%s %s %s %s', a.owner_id, a.kind, a.currency, e.amount_minor) ORDER BY a.owner_id, a.kind)
          FROM journal j JOIN entry e ON e.journal_id = j.id JOIN account a ON a.id = e.account_id
          WHERE j.source_type = new_source_type AND j.source_id = new_source_id AND j.kind = new_kind)
      IS DISTINCT FROM
       (SELECT array_agg(format('%s %s %s %s', m.owner, m.kind, new_currency, m.amount) ORDER BY m.owner, m.kind)
          FROM unnest(kinds, owners, amounts) AS m (kind, owner, amount)) THEN
      RAISE EXCEPTION 'a journal was written before, with other entries' USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_differs';
    END IF;
    RETURN false;
  END IF;
  -- In one order, so that two journals that make the same accounts or move the same wallets do not wait for each other.
  FOR moved IN SELECT * FROM unnest(entry_ids, kinds, owners, amounts) AS m (id, kind, owner, amount) ORDER BY m.owner, m.kind LOOP
    SELECT a.id INTO its_account FROM account a WHERE a.kind = moved.kind AND a.owner_id = moved.owner AND a.currency = new_currency;
    IF NOT FOUND THEN
      INSERT INTO account (id, kind, owner_id, currency) VALUES (gen_random_uuid(), moved.kind, moved.owner, new_currency)
        ON CONFLICT ON CONSTRAINT account_once DO NOTHING;
      SELECT a.id INTO STRICT its_account FROM account a
        WHERE a.kind = moved.kind AND a.owner_id = moved.owner AND a.currency = new_currency;
    END IF;
    INSERT INTO entry (id, journal_id, account_id, amount_minor) VALUES (moved.id, new_id, its_account, moved.amount);
    -- A wallet is what we owe its user: a credit raises it.
    IF moved.kind IN ('WALLET', 'WALLET_HELD') THEN
      INSERT INTO wallet (user_id, currency, balance_minor, held_minor) VALUES (moved.owner::uuid, new_currency, 0, 0) ON CONFLICT DO NOTHING;
      UPDATE wallet SET balance_minor = balance_minor - CASE moved.kind WHEN 'WALLET' THEN moved.amount ELSE 0 END,
          held_minor = held_minor - CASE moved.kind WHEN 'WALLET_HELD' THEN moved.amount ELSE 0 END
        WHERE user_id = moved.owner::uuid AND currency = new_currency;
    END IF;
  END LOOP;
  RETURN true;
END $$;
REVOKE ALL ON FUNCTION post_journal FROM PUBLIC;
GRANT EXECUTE ON FUNCTION post_journal TO evergraph_payments;

-- What is in a wallet, which nobody else moves until the transaction ends. Nothing where there is none.
CREATE FUNCTION lock_wallet(of_user uuid, of_currency text) RETURNS bigint
  LANGUAGE sql SECURITY DEFINER SET search_path = payments, pg_temp AS $$
  SELECT balance_minor FROM wallet WHERE user_id = of_user AND currency = of_currency FOR NO KEY UPDATE
$$;
REVOKE ALL ON FUNCTION lock_wallet FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lock_wallet TO evergraph_payments;

-- Who a user is at a provider.
CREATE TABLE provider_customer (
  user_id uuid NOT NULL,
  provider text NOT NULL,
  customer_id text NOT NULL,
  PRIMARY KEY (user_id, provider)
);

-- A way to pay that a provider keeps for its user. No number of a card is ever here.
CREATE TABLE payment_method (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL,
  provider text NOT NULL,
  state text NOT NULL CHECK (state IN ('SETTING_UP', 'ACTIVE', 'FAILED', 'REMOVED')),
  -- Of its set-up at the provider, then of the method itself.
  set_up_id text,
  method_id text,
  -- Whose it is at the provider: a charge names both.
  customer_id text,
  kind text CHECK (kind IN ('CARD', 'PAYPAL')),
  label text,
  expires_on date,
  is_default boolean NOT NULL DEFAULT false,
  -- What its user confirms it with, until it is set up.
  client_secret text,
  approval_url text,
  decline_code text,
  -- The address that it was begun from, hashed; for a day, to count failures by.
  asked_from text,
  idempotency_key uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  removed_at timestamptz,
  CONSTRAINT payment_method_idempotency_key UNIQUE (user_id, idempotency_key),
  CHECK (state <> 'ACTIVE' OR (method_id IS NOT NULL AND kind IS NOT NULL AND label IS NOT NULL)),
  CHECK (NOT is_default OR state = 'ACTIVE')
);
CREATE UNIQUE INDEX payment_method_default ON payment_method (user_id) WHERE is_default;
CREATE UNIQUE INDEX payment_method_once ON payment_method (provider, method_id) WHERE state = 'ACTIVE';
CREATE INDEX payment_method_user ON payment_method (user_id, id);
CREATE INDEX payment_method_asked ON payment_method (asked_from, created_at) WHERE asked_from IS NOT NULL;

-- An amount that is blocked for a start at a connector. `amount_minor` is what its user was shown (PSD2, art. 75).
CREATE TABLE hold (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL,
  connector_id uuid NOT NULL,
  -- Null where nobody is known to run it.
  operator_id uuid,
  -- A provider, or WALLET.
  provider text NOT NULL,
  payment_method_id uuid REFERENCES payment_method,
  state text NOT NULL CHECK (state IN ('CREATED', 'REQUIRES_ACTION', 'AUTHORISED', 'CAPTURING', 'CAPTURED', 'RELEASING', 'RELEASED',
    'EXPIRED', 'FAILED', 'ABANDONED')),
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  captured_minor bigint NOT NULL DEFAULT 0 CONSTRAINT hold_captured CHECK (captured_minor BETWEEN 0 AND amount_minor),
  session_id uuid CONSTRAINT hold_session UNIQUE,
  external_id text,
  client_secret text,
  approval_url text,
  decline_code text,
  -- Until when a session may begin with it, and until when the provider blocks it.
  usable_until timestamptz NOT NULL,
  expires_at timestamptz,
  -- The address that it was asked from, hashed; for a day, to count failures by.
  asked_from text,
  idempotency_key uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT hold_idempotency_key UNIQUE (user_id, idempotency_key),
  CHECK ((captured_minor > 0) = (state = 'CAPTURED'))
);
CREATE UNIQUE INDEX hold_external ON hold (provider, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX hold_user ON hold (user_id, id);
CREATE INDEX hold_asked ON hold (asked_from, created_at) WHERE asked_from IS NOT NULL;
CREATE INDEX hold_method ON hold (payment_method_id) WHERE payment_method_id IS NOT NULL;
CREATE INDEX hold_expiry ON hold (expires_at) WHERE state IN ('AUTHORISED', 'CAPTURING', 'RELEASING');
REVOKE DELETE, TRUNCATE ON hold FROM evergraph_payments;

-- A hold only goes forward, and what was agreed stays.
CREATE FUNCTION hold_step(state text) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE state WHEN 'CREATED' THEN 0 WHEN 'REQUIRES_ACTION' THEN 1 WHEN 'AUTHORISED' THEN 2 WHEN 'CAPTURING' THEN 3
    WHEN 'RELEASING' THEN 4 ELSE 5 END
$$;
CREATE FUNCTION keep_hold() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF NEW.state <> OLD.state AND hold_step(NEW.state) <= hold_step(OLD.state) THEN
    RAISE EXCEPTION 'a hold that is % does not become %', OLD.state, NEW.state USING ERRCODE = 'check_violation', CONSTRAINT = 'hold_forward';
  END IF;
  IF (NEW.user_id, NEW.provider, NEW.amount_minor, NEW.currency) IS DISTINCT FROM (OLD.user_id, OLD.provider, OLD.amount_minor, OLD.currency)
    OR OLD.session_id IS NOT NULL AND NEW.session_id IS DISTINCT FROM OLD.session_id
    OR OLD.external_id IS NOT NULL AND NEW.external_id IS DISTINCT FROM OLD.external_id THEN
    RAISE EXCEPTION 'what was agreed of a hold stays' USING ERRCODE = 'check_violation', CONSTRAINT = 'hold_agreed';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER hold_kept BEFORE UPDATE ON hold FOR EACH ROW EXECUTE FUNCTION keep_hold();
-- What the rounds look for.
CREATE INDEX hold_open ON hold (usable_until) WHERE state IN ('CREATED', 'REQUIRES_ACTION', 'AUTHORISED');

-- What we want of a provider. Committed before the provider is called; its id is the idempotency key there.
CREATE TABLE operation (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('SET_UP', 'AUTHORISE', 'CAPTURE', 'RELEASE', 'CHARGE', 'REFUND', 'PAY_OUT', 'ANSWER_DISPUTE', 'REMOVE')),
  provider text NOT NULL,
  -- What it is for, e.g. HOLD and the hold's id.
  subject_type text NOT NULL CHECK (subject_type ~ '^[A-Z_]+$'),
  subject_id uuid NOT NULL,
  -- OPEN: wanted, perhaps sent. DONE: the provider has answered. REFUSED: it certainly did nothing. LOST: a person must look.
  state text NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'DONE', 'REFUSED', 'LOST')),
  -- What the call is made of, without secrets.
  request jsonb NOT NULL,
  amount_minor bigint CHECK (amount_minor > 0),
  currency text,
  external_id text,
  refusal text,
  tries integer NOT NULL DEFAULT 0,
  first_sent_at timestamptz,
  -- When it is looked at again, while OPEN.
  next_at timestamptz NOT NULL DEFAULT now(),
  created_at timestamptz NOT NULL DEFAULT now(),
  done_at timestamptz,
  CHECK ((state = 'OPEN') = (done_at IS NULL))
);
-- Two of one kind are never under way for one thing: neither a second capture nor a second charge of one bill. What is LOST may have been
-- done, so nothing is done beside it either.
CREATE UNIQUE INDEX operation_open ON operation (kind, subject_type, subject_id) WHERE state IN ('OPEN', 'LOST');
-- An amount is captured once, and so is it let go.
CREATE UNIQUE INDEX operation_capture ON operation (subject_id) WHERE kind = 'CAPTURE' AND state IN ('OPEN', 'DONE', 'LOST');
CREATE INDEX operation_due ON operation (next_at) WHERE state = 'OPEN';
CREATE INDEX operation_subject ON operation (subject_type, subject_id);
CREATE INDEX operation_external ON operation (provider, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX operation_lost ON operation (id) WHERE state = 'LOST';
REVOKE DELETE, TRUNCATE ON operation FROM evergraph_payments;

-- What is said of an operation stays said: it is over once. A LOST one may be looked at again.
CREATE FUNCTION keep_operation() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF OLD.state IN ('DONE', 'REFUSED') AND NEW IS DISTINCT FROM OLD THEN
    RAISE EXCEPTION 'this operation is over' USING ERRCODE = 'check_violation', CONSTRAINT = 'operation_over';
  END IF;
  -- A key that is sent again must mean the same as before.
  IF (NEW.kind, NEW.provider, NEW.subject_type, NEW.subject_id, NEW.request, NEW.amount_minor, NEW.currency)
    IS DISTINCT FROM (OLD.kind, OLD.provider, OLD.subject_type, OLD.subject_id, OLD.request, OLD.amount_minor, OLD.currency) THEN
    RAISE EXCEPTION 'an operation keeps its meaning' USING ERRCODE = 'check_violation', CONSTRAINT = 'operation_meaning';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER operation_kept BEFORE UPDATE ON operation FOR EACH ROW EXECUTE FUNCTION keep_operation();

-- Where a provider's word and ours differ. Nothing is booked on it; a person looks.
CREATE TABLE mismatch (
  id uuid PRIMARY KEY,
  provider text NOT NULL,
  kind text NOT NULL CHECK (kind ~ '^[A-Z_]+$'),
  -- The provider's thing.
  about_kind text NOT NULL,
  about_id text NOT NULL,
  operation_id uuid REFERENCES operation,
  ours_minor bigint,
  theirs_minor bigint,
  currency text,
  noted_at timestamptz NOT NULL DEFAULT now(),
  resolved_at timestamptz,
  resolved_by uuid,
  resolution text,
  CONSTRAINT mismatch_once UNIQUE (provider, kind, about_kind, about_id),
  CHECK ((resolved_at IS NULL) = (resolved_by IS NULL))
);
CREATE INDEX mismatch_open ON mismatch (id) WHERE resolved_at IS NULL;
REVOKE DELETE, TRUNCATE ON mismatch FROM evergraph_payments;

-- What a provider's hooks have told of. They only say: look.
CREATE TABLE provider_event (
  provider text NOT NULL,
  event_id text NOT NULL,
  type text NOT NULL,
  about_kind text,
  about_id text,
  received_at timestamptz NOT NULL DEFAULT now(),
  -- Null until it was looked at.
  looked_at timestamptz,
  next_at timestamptz NOT NULL DEFAULT now(),
  tries integer NOT NULL DEFAULT 0,
  PRIMARY KEY (provider, event_id)
);
CREATE INDEX provider_event_waiting ON provider_event (next_at) WHERE looked_at IS NULL;
CREATE INDEX provider_event_about ON provider_event (provider, about_id) WHERE looked_at IS NULL;

-- Money that came by a provider: what was captured of a hold, or charged.
CREATE TABLE payment (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL,
  provider text NOT NULL,
  external_id text NOT NULL,
  -- The hold it was captured from; null for a charge.
  hold_id uuid UNIQUE REFERENCES hold,
  -- The bill it pays; null for a top-up.
  bill_id uuid,
  authorised_minor bigint NOT NULL CHECK (authorised_minor > 0),
  captured_minor bigint NOT NULL CHECK (captured_minor > 0),
  refunded_minor bigint NOT NULL DEFAULT 0,
  disputed_minor bigint NOT NULL DEFAULT 0 CHECK (disputed_minor >= 0),
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  fee_minor bigint,
  at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT payment_once UNIQUE (provider, external_id),
  CONSTRAINT payment_captured CHECK (captured_minor <= authorised_minor),
  CONSTRAINT payment_refunded CHECK (refunded_minor BETWEEN 0 AND captured_minor)
);
CREATE INDEX payment_bill ON payment (bill_id) WHERE bill_id IS NOT NULL;
CREATE INDEX payment_user ON payment (user_id, id);

-- What is owed for one thing: a session. Its records are added up; what was paid stands beside.
CREATE TABLE bill (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('SESSION')),
  subject_id uuid NOT NULL,
  user_id uuid NOT NULL,
  operator_id uuid,
  hold_id uuid REFERENCES hold,
  state text NOT NULL CHECK (state IN ('OPEN', 'PAYING', 'PAID', 'OVERDUE', 'WRITTEN_OFF')),
  total_minor bigint NOT NULL DEFAULT 0 CHECK (total_minor >= 0),
  paid_minor bigint NOT NULL DEFAULT 0,
  refunded_minor bigint NOT NULL DEFAULT 0,
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  opened_at timestamptz NOT NULL DEFAULT now(),
  paid_at timestamptz,
  changed_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT bill_once UNIQUE (kind, subject_id),
  -- Nobody pays a thing twice. A refund comes out of what was paid.
  CONSTRAINT bill_refunded CHECK (refunded_minor BETWEEN 0 AND paid_minor)
);
CREATE INDEX bill_user ON bill (user_id, id);
CREATE INDEX bill_operator ON bill (operator_id, id);
CREATE INDEX bill_due ON bill (state, changed_at) WHERE state IN ('OPEN', 'PAYING', 'OVERDUE');
ALTER TABLE payment ADD FOREIGN KEY (bill_id) REFERENCES bill;

-- A charge detail record that a bill adds up. The record's id is unique: it counts once, however often it is told.
CREATE TABLE bill_record (
  cdr_id uuid PRIMARY KEY,
  bill_id uuid NOT NULL REFERENCES bill,
  credit_of uuid UNIQUE,
  amount_minor bigint NOT NULL,
  -- What its invoice says (RecordBill of charging); null: told by an older charging.
  data jsonb,
  heard_at timestamptz NOT NULL DEFAULT now(),
  CHECK (CASE WHEN credit_of IS NULL THEN amount_minor >= 0 ELSE amount_minor <= 0 END)
);
CREATE INDEX bill_record_bill ON bill_record (bill_id, cdr_id);
REVOKE UPDATE, DELETE, TRUNCATE ON bill_record FROM evergraph_payments;

-- Money on its way back. `to_wallet`: what came from the wallet goes back there.
CREATE TABLE refund (
  id uuid PRIMARY KEY,
  bill_id uuid REFERENCES bill,
  payment_id uuid REFERENCES payment,
  user_id uuid NOT NULL,
  to_wallet boolean NOT NULL,
  state text NOT NULL CHECK (state IN ('REQUESTED', 'PENDING', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  currency text NOT NULL,
  reason text NOT NULL,
  -- Null: the platform itself, for a correction.
  asked_by uuid,
  external_id text,
  idempotency_key uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT refund_idempotency_key UNIQUE (bill_id, idempotency_key),
  CHECK (to_wallet = (payment_id IS NULL))
);
CREATE UNIQUE INDEX refund_external ON refund (payment_id, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX refund_bill ON refund (bill_id);

-- Whether a user may charge on credit. Who is not here is STANDARD.
CREATE TABLE standing (
  user_id uuid PRIMARY KEY,
  standing text NOT NULL CHECK (standing IN ('STANDARD', 'POST_PAID', 'BLOCKED')),
  reason text,
  changed_at timestamptz NOT NULL DEFAULT now()
);

-- What other boxes have told: where a connector is, by which tariff it sells, whose it is.
CREATE TABLE connector (
  id uuid PRIMARY KEY,
  station_id uuid NOT NULL,
  operator_id uuid NOT NULL,
  tariff_id uuid,
  retired boolean NOT NULL,
  time_zone text,
  said bigint NOT NULL
);
CREATE INDEX connector_station ON connector (station_id);
CREATE TABLE tariff (
  id uuid PRIMARY KEY,
  version integer NOT NULL,
  currency text NOT NULL,
  preauthorize_minor bigint CHECK (preauthorize_minor > 0),
  said bigint NOT NULL
);
