-- What earns how much. A version is never changed: what was earned under it stays explained by it.
CREATE TABLE reward_rule (
  id uuid PRIMARY KEY,
  name text NOT NULL CHECK (name ~ '^[a-z]+(\.[a-z-]+)+$'),
  version integer NOT NULL CHECK (version > 0),
  valid_from timestamptz NOT NULL,
  -- {"perWh": whole Wh, "amount": base units for each of them, "maximum": base units for one reward}
  data jsonb NOT NULL CHECK ((data->>'perWh')::bigint > 0 AND (data->>'amount')::numeric > 0 AND (data->>'maximum')::numeric > 0),
  created_by uuid,
  idempotency_key uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT reward_rule_version UNIQUE (name, version),
  CONSTRAINT reward_rule_idempotency_key UNIQUE (name, idempotency_key)
);
REVOKE UPDATE, DELETE ON reward_rule FROM evergraph_rewards;
INSERT INTO reward_rule (id, name, version, valid_from, data) VALUES
  ('019aa000-0000-7000-8000-000000000001', 'charging.energy', 1, '2020-01-01T00:00:00Z',
   '{"perWh": 1000, "amount": "1000000000000000000", "maximum": "500000000000000000000"}');

-- Payout addresses, derived from an extended public key: the private side is not here.
CREATE SEQUENCE wallet_index AS integer MINVALUE 0 START 0 NO CYCLE;
CREATE TABLE wallet (
  user_id uuid PRIMARY KEY,
  derivation_index integer NOT NULL UNIQUE CHECK (derivation_index >= 0),
  address text NOT NULL UNIQUE CHECK (address ~ '^0x[0-9a-fA-F]{40}$'),
  created_at timestamptz NOT NULL DEFAULT now()
);
REVOKE UPDATE, DELETE ON wallet FROM evergraph_rewards;

-- Rewards that go to the chain together. OPEN: its transaction is stored. MINED: it is in a block. ABANDONED: it cannot be mined
-- any more, and its rewards are free for another batch.
CREATE TABLE batch (
  id uuid PRIMARY KEY,
  number bigint NOT NULL CHECK (number > 0),
  distributor text NOT NULL,
  keys_hash text NOT NULL,
  total numeric(39) NOT NULL CHECK (total >= 0),
  count integer NOT NULL CHECK (count > 0),
  status text NOT NULL CHECK (status IN ('OPEN', 'MINED', 'ABANDONED')),
  -- True for a batch that was found on chain and not in this database, which had been restored from an older copy.
  adopted boolean NOT NULL DEFAULT false,
  transaction_hash text,
  block_number bigint,
  mined_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((status = 'MINED') = (transaction_hash IS NOT NULL AND block_number IS NOT NULL AND mined_at IS NOT NULL))
);
CREATE UNIQUE INDEX batch_number ON batch (distributor, number) WHERE status <> 'ABANDONED';

-- `chain_index` is the reward's bit in the contract's bitmap, `key` what its payout is called in the calldata: it follows from
-- rule and source alone, so that a lost reward is known again on chain.
CREATE SEQUENCE reward_index AS bigint MINVALUE 0 START 0 NO CYCLE;
-- Drawn from and never set: also where indices are found used on chain, they are drawn until they are passed.
REVOKE ALL ON SEQUENCE reward_index FROM evergraph_rewards;
GRANT SELECT, USAGE ON SEQUENCE reward_index TO evergraph_rewards;
CREATE TABLE reward (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL,
  rule_id uuid NOT NULL REFERENCES reward_rule,
  rule_name text NOT NULL,
  source_type text NOT NULL CHECK (source_type IN ('CHARGING_SESSION')),
  source_id uuid NOT NULL,
  key text NOT NULL UNIQUE CHECK (key ~ '^0x[0-9a-f]{32}$'),
  chain_index bigint NOT NULL UNIQUE DEFAULT nextval('reward_index'),
  energy_wh bigint NOT NULL CHECK (energy_wh > 0),
  amount numeric(29) NOT NULL CHECK (amount > 0 AND amount < 79228162514264337593543950336),
  status text NOT NULL DEFAULT 'EARNED' CHECK (status IN ('EARNED', 'BATCHED', 'SUBMITTED', 'SETTLED')),
  batch_id uuid REFERENCES batch,
  batch_position integer,
  earned_at timestamptz NOT NULL,
  settled_at timestamptz,
  CONSTRAINT reward_source UNIQUE (rule_name, source_type, source_id),
  CHECK ((status = 'EARNED') = (batch_id IS NULL)),
  CHECK ((batch_id IS NULL) = (batch_position IS NULL)),
  CHECK ((status = 'SETTLED') = (settled_at IS NOT NULL))
);
CREATE INDEX reward_user ON reward (user_id, id);
CREATE INDEX reward_waiting ON reward (chain_index) WHERE status = 'EARNED';
CREATE INDEX reward_batch ON reward (batch_id) WHERE batch_id IS NOT NULL;
CREATE INDEX reward_of_source ON reward (source_type, source_id);

-- Append-only: EARNED adds to what the user has earned, SETTLED to what has been paid out.
CREATE TABLE ledger_entry (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reward_id uuid NOT NULL REFERENCES reward,
  user_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('EARNED', 'SETTLED')),
  amount numeric(29) NOT NULL CHECK (amount > 0),
  transaction_hash text,
  at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT ledger_once UNIQUE (reward_id, kind),
  CHECK ((kind = 'SETTLED') = (transaction_hash IS NOT NULL))
);
CREATE INDEX ledger_user ON ledger_entry (user_id, kind) INCLUDE (amount);
REVOKE UPDATE, DELETE, TRUNCATE ON ledger_entry FROM evergraph_rewards;

-- One worker at a time may use a signing key.
CREATE TABLE signer_lease (
  signer text PRIMARY KEY,
  holder uuid NOT NULL,
  expires_at timestamptz NOT NULL
);

-- Every transaction we have ever signed, stored before it is sent. The attempts of one nonce replace each other: at most one of
-- them is ever mined.
CREATE TABLE chain_transaction (
  id uuid PRIMARY KEY,
  chain_id bigint NOT NULL,
  signer text NOT NULL,
  nonce bigint NOT NULL CHECK (nonce >= 0),
  attempt integer NOT NULL CHECK (attempt >= 0),
  kind text NOT NULL CHECK (kind IN ('BATCH', 'NOOP')),
  batch_id uuid NOT NULL REFERENCES batch,
  raw text NOT NULL,
  hash text NOT NULL UNIQUE,
  max_fee_wei numeric(39) NOT NULL,
  max_tip_wei numeric(39) NOT NULL,
  gas_limit bigint NOT NULL CHECK (gas_limit <= 16777216),
  stored_at timestamptz NOT NULL DEFAULT now(),
  broadcast_at timestamptz,
  CONSTRAINT chain_transaction_nonce UNIQUE (chain_id, signer, nonce, attempt)
);
CREATE INDEX chain_transaction_batch ON chain_transaction (batch_id);

-- What became of a nonce. No outcome yet: it may still be mined. LOST: somebody else used it.
CREATE TABLE nonce_outcome (
  chain_id bigint NOT NULL,
  signer text NOT NULL,
  nonce bigint NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('MINED', 'FAILED', 'FILLED', 'LOST')),
  hash text,
  block_number bigint,
  block_hash text,
  finalized boolean NOT NULL DEFAULT false,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (chain_id, signer, nonce)
);
CREATE INDEX nonce_outcome_open ON nonce_outcome (chain_id, signer, nonce) WHERE NOT finalized;

-- How far the contract's events have been compared with the ledger.
CREATE TABLE chain_cursor (
  distributor text PRIMARY KEY,
  block_number bigint NOT NULL,
  block_hash text NOT NULL
);

-- Payouts on chain for rewards that this database does not know (any more). When such a reward is earned again, it is paid already.
CREATE TABLE found_payout (
  key text PRIMARY KEY,
  batch_id uuid NOT NULL REFERENCES batch,
  batch_position integer NOT NULL,
  chain_index bigint NOT NULL,
  account text NOT NULL,
  amount numeric(29) NOT NULL
);

-- Who did what with the rules.
CREATE TABLE audit (
  id uuid PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now(),
  actor_id uuid NOT NULL,
  action text NOT NULL,
  subject_id uuid NOT NULL,
  data jsonb NOT NULL
);
REVOKE UPDATE, DELETE, TRUNCATE ON audit FROM evergraph_rewards;
