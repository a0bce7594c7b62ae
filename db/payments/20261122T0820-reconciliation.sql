-- Comparing our books with a provider's. A run reads the provider's list on from where the one before it ended, page by page.
CREATE TABLE reconciliation_run (
  id uuid PRIMARY KEY,
  provider text NOT NULL,
  state text NOT NULL DEFAULT 'RUNNING' CHECK (state IN ('RUNNING', 'DONE')),
  -- Where the provider's list is read on from; null: from its beginning.
  cursor text,
  -- Null: the platform itself.
  started_by uuid,
  started_at timestamptz NOT NULL DEFAULT now(),
  -- When it last went on.
  touched_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz,
  -- New lines of the provider, and mismatches that were noted.
  movements integer NOT NULL DEFAULT 0,
  mismatches integer NOT NULL DEFAULT 0,
  -- By currency: what the provider has for us, in our books and in its own.
  balances jsonb,
  -- Why it could not go on, while it cannot.
  failure text,
  CHECK ((state = 'DONE') = (ended_at IS NOT NULL))
);
-- One at a time: whoever wants another goes on with this one.
CREATE UNIQUE INDEX reconciliation_run_once ON reconciliation_run (provider) WHERE state = 'RUNNING';
CREATE INDEX reconciliation_run_provider ON reconciliation_run (provider, id);
REVOKE DELETE, TRUNCATE ON reconciliation_run FROM evergraph_payments;

-- The lines of providers' books, as they were read. Only what they agree with is written later.
CREATE TABLE provider_movement (
  id uuid PRIMARY KEY,
  run_id uuid NOT NULL REFERENCES reconciliation_run,
  provider text NOT NULL,
  external_id text NOT NULL,
  kind text NOT NULL CHECK (kind ~ '^[A-Z_]+$'),
  about_id text,
  -- Who made it says so: it need not be an operation of ours.
  operation_id uuid,
  amount_minor bigint NOT NULL,
  fee_minor bigint NOT NULL,
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  at timestamptz NOT NULL,
  -- What it agrees with in our books.
  journal_id uuid REFERENCES journal,
  mismatch_id uuid REFERENCES mismatch,
  -- It agrees, or a person has said what it is.
  settled_at timestamptz,
  CONSTRAINT provider_movement_once UNIQUE (provider, external_id)
);
-- A journal stands for one line: a second line of the same charge is a charge too many.
CREATE UNIQUE INDEX provider_movement_journal ON provider_movement (journal_id) WHERE journal_id IS NOT NULL;
CREATE INDEX provider_movement_open ON provider_movement (provider, id) WHERE settled_at IS NULL;
CREATE INDEX provider_movement_mismatch ON provider_movement (mismatch_id) WHERE mismatch_id IS NOT NULL;
REVOKE UPDATE, DELETE, TRUNCATE ON provider_movement FROM evergraph_payments;
GRANT UPDATE (journal_id, mismatch_id, settled_at) ON provider_movement TO evergraph_payments;

-- Up to which of our entries was looked whether the provider has them.
CREATE TABLE reconciliation_place (
  provider text PRIMARY KEY,
  entry_id uuid NOT NULL
);

-- The platform itself resolves what agrees later; then nobody is named.
ALTER TABLE mismatch DROP CONSTRAINT mismatch_check;
ALTER TABLE mismatch ADD CONSTRAINT mismatch_resolved
  CHECK ((resolved_at IS NULL) = (resolution IS NULL) AND (resolved_by IS NULL OR resolved_at IS NOT NULL));
CREATE INDEX mismatch_about ON mismatch (provider, about_kind, about_id);
