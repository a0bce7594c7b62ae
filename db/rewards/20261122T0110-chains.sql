-- The chains that rewards are paid on, as the configuration names them, and what the worker that settles there saw last. The row 0 is a chain
-- whose number this migration could not know: the box gives it its number at its start.
CREATE TABLE chain (
  id bigint PRIMARY KEY CHECK (id >= 0),
  name text NOT NULL,
  distributor text NOT NULL,
  token text NOT NULL,
  explorer_url text,
  -- False for a chain that the configuration does not name any more; nothing is sent there.
  configured boolean NOT NULL DEFAULT true,
  -- Where users are paid who have chosen no chain.
  standard boolean NOT NULL DEFAULT false,
  head_block bigint,
  final_block bigint,
  max_fee_wei numeric(39),
  remaining_budget numeric(39),
  reward_maximum numeric(39),
  contract_paused boolean,
  seen_at timestamptz,
  -- What keeps its rewards from being paid, in words.
  fault text,
  fault_since timestamptz,
  -- When ledger and contract were last compared, up to the last block.
  compared_at timestamptz,
  paused_at timestamptz,
  paused_by uuid,
  pause_reason text,
  CHECK ((fault IS NULL) = (fault_since IS NULL)),
  CHECK ((paused_at IS NULL) = (paused_by IS NULL) AND (paused_at IS NULL) = (pause_reason IS NULL))
);
CREATE UNIQUE INDEX chain_standard ON chain (standard) WHERE standard;
REVOKE TRUNCATE ON chain FROM evergraph_rewards;

INSERT INTO chain (id, name, distributor, token)
SELECT DISTINCT ON (t.chain_id) t.chain_id, 'chain ' || t.chain_id, b.distributor, ''
FROM chain_transaction AS t JOIN batch AS b ON b.id = t.batch_id ORDER BY t.chain_id, t.stored_at DESC;
INSERT INTO chain (id, name, distributor, token) SELECT 0, 'not named yet', '', ''
WHERE NOT EXISTS (SELECT FROM chain) AND (EXISTS (SELECT FROM reward) OR EXISTS (SELECT FROM batch) OR EXISTS (SELECT FROM chain_cursor));

-- The chain of what was there before: that of its transaction, else the one that was used last.
CREATE FUNCTION pg_temp.last_chain() RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT chain_id FROM rewards.chain_transaction ORDER BY stored_at DESC LIMIT 1), 0)
$$;

ALTER TABLE batch ADD COLUMN chain_id bigint REFERENCES chain;
UPDATE batch AS b SET chain_id =
  coalesce((SELECT chain_id FROM chain_transaction AS t WHERE t.batch_id = b.id LIMIT 1), pg_temp.last_chain());
ALTER TABLE batch ALTER COLUMN chain_id SET NOT NULL, ADD CONSTRAINT batch_chain UNIQUE (id, chain_id);
DROP INDEX batch_number;
CREATE UNIQUE INDEX batch_number ON batch (chain_id, distributor, number) WHERE status <> 'ABANDONED';

-- A reward belongs to one chain at a time, and is in no batch of another. `last_batch_id` stays when a batch is given up.
ALTER TABLE reward ADD COLUMN chain_id bigint REFERENCES chain, ADD COLUMN last_batch_id uuid REFERENCES batch;
UPDATE reward AS r SET
  chain_id = coalesce((SELECT b.chain_id FROM batch AS b WHERE b.id = r.batch_id), pg_temp.last_chain()), last_batch_id = r.batch_id;
ALTER TABLE reward
  ALTER COLUMN chain_id SET NOT NULL,
  DROP CONSTRAINT reward_chain_index_key,
  -- One contract pays an index once; another chain has a contract of its own.
  ADD CONSTRAINT reward_chain_index UNIQUE (chain_id, chain_index),
  ADD CONSTRAINT reward_batch_chain FOREIGN KEY (batch_id, chain_id) REFERENCES batch (id, chain_id) ON UPDATE CASCADE;
DROP INDEX reward_waiting;
CREATE INDEX reward_waiting ON reward (chain_id, chain_index) WHERE status = 'EARNED';
ALTER TABLE chain_transaction
  ADD CONSTRAINT chain_transaction_batch_chain FOREIGN KEY (batch_id, chain_id) REFERENCES batch (id, chain_id) ON UPDATE CASCADE;

ALTER TABLE chain_cursor ADD COLUMN chain_id bigint REFERENCES chain;
UPDATE chain_cursor SET chain_id = pg_temp.last_chain();
ALTER TABLE chain_cursor ALTER COLUMN chain_id SET NOT NULL, DROP CONSTRAINT chain_cursor_pkey, ADD PRIMARY KEY (chain_id, distributor);
ALTER TABLE found_payout ADD COLUMN chain_id bigint REFERENCES chain;
UPDATE found_payout SET chain_id = pg_temp.last_chain();
ALTER TABLE found_payout ALTER COLUMN chain_id SET NOT NULL, DROP CONSTRAINT found_payout_pkey, ADD PRIMARY KEY (chain_id, key);
CREATE INDEX found_payout_key ON found_payout (key);

-- Each chain has a line of nonces of its own, and so a lease. `since`: from when on the lease was never away for longer than its length. In
-- a database that was restored from an older copy it has been, so that all chains are compared again before anything is sent.
DELETE FROM signer_lease;
ALTER TABLE signer_lease
  ADD COLUMN chain_id bigint NOT NULL REFERENCES chain,
  ADD COLUMN since timestamptz NOT NULL DEFAULT now(),
  DROP CONSTRAINT signer_lease_pkey,
  ADD PRIMARY KEY (chain_id, signer);

-- Gives the chain without a number the one that the configuration names.
CREATE FUNCTION name_chain(given bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = rewards, pg_temp AS $$
BEGIN
  UPDATE batch SET chain_id = given WHERE chain_id = 0;
  UPDATE reward SET chain_id = given WHERE chain_id = 0;
  UPDATE chain_cursor SET chain_id = given WHERE chain_id = 0;
  UPDATE found_payout SET chain_id = given WHERE chain_id = 0;
  DELETE FROM chain WHERE id = 0;
END $$;

-- An unpaid reward may go to another chain only when no transaction that it was ever in can still be mined: two contracts know nothing of
-- each other's payments.
CREATE FUNCTION keep_chain() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- The chain has said so: it is paid there.
  IF NEW.status = 'SETTLED' AND OLD.batch_id IS NULL OR OLD.chain_id = 0 THEN RETURN NEW; END IF;
  IF OLD.batch_id IS NOT NULL THEN RAISE EXCEPTION 'A reward in a batch stays on its chain.'; END IF;
  IF NOT is_movable(OLD.last_batch_id) THEN
    RAISE EXCEPTION 'A reward stays on its chain while a transaction that it was in could still be mined.';
  END IF;
  IF NOT is_anywhere(NEW.user_id, NEW.payout_address) THEN
    RAISE EXCEPTION 'A reward that is paid to a contract stays on the chain of that contract.';
  END IF;
  RETURN NEW;
END $$;
-- A nonce is final after those below it, so that the last batch speaks for all.
CREATE FUNCTION is_movable(last_batch uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT NOT EXISTS (SELECT FROM chain_transaction AS t WHERE t.batch_id = last_batch AND NOT EXISTS (
    SELECT FROM nonce_outcome AS o WHERE (o.chain_id, o.signer, o.nonce) = (t.chain_id, t.signer, t.nonce) AND o.finalized))
$$;
-- A wallet that is a key is on all chains, and so is the address that a user has here (null).
CREATE FUNCTION is_anywhere(of_user uuid, place text) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN place IS NULL OR EXISTS (SELECT FROM linked_wallet WHERE user_id = of_user AND address = place AND chain_id IS NULL);
END $$;
CREATE TRIGGER keep_chain BEFORE UPDATE OF chain_id ON reward
  FOR EACH ROW WHEN (OLD.chain_id <> NEW.chain_id) EXECUTE FUNCTION keep_chain();

-- Why no new batch may be made on a chain; null when one may. A batch of one chain waits until every chain has been compared since the lease
-- began: a payment that this database has lost may be on any of them. Holds the chain's row, so that a pause waits for a batch under way.
CREATE FUNCTION batch_forbidden(of_chain bigint) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  own chain;
  uncompared text;
BEGIN
  SELECT * INTO STRICT own FROM chain WHERE id = of_chain FOR SHARE;
  IF own.paused_at IS NOT NULL THEN RETURN 'PAUSED'; END IF;
  SELECT string_agg(c.name, ', ' ORDER BY c.id) INTO uncompared FROM chain AS c
    WHERE c.configured AND c.id <> of_chain AND NOT EXISTS (
      SELECT FROM signer_lease AS l WHERE l.chain_id = of_chain AND l.expires_at > now() AND l.since <= c.compared_at);
  RETURN 'UNCOMPARED ' || uncompared;
END $$;
CREATE FUNCTION forbid_batch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF batch_forbidden(NEW.chain_id) IS NOT NULL THEN RAISE EXCEPTION 'No batch may be made on chain %: %.', NEW.chain_id, batch_forbidden(NEW.chain_id); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER forbid_batch BEFORE INSERT ON batch FOR EACH ROW WHEN (NEW.status = 'OPEN') EXECUTE FUNCTION forbid_batch();

-- Where a user wants to be paid what they earn from then on.
CREATE TABLE chain_choice (
  user_id uuid PRIMARY KEY,
  chain_id bigint NOT NULL REFERENCES chain,
  chosen_at timestamptz NOT NULL DEFAULT now()
);
CREATE FUNCTION chain_of(of_user uuid) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT id FROM chain WHERE configured AND (standard OR id = (SELECT chain_id FROM chain_choice WHERE user_id = of_user))
  ORDER BY standard LIMIT 1
$$;

-- What the transaction that used the nonce has cost; null for older ones, and where it was another's.
ALTER TABLE nonce_outcome ADD COLUMN fee_wei numeric(39);
