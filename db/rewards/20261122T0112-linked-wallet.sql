-- The wallet that a user has linked, by accounts' newest word. Null: they have taken it away. A contract is on one chain; a key, without a
-- chain here, is on all. Accounts sees to it that a wallet is one user's.
CREATE TABLE linked_wallet (
  user_id uuid PRIMARY KEY,
  address text CHECK (address ~ '^0x[0-9a-fA-F]{40}$'),
  chain_id bigint,
  position bigint NOT NULL
);

-- Where a reward is paid, from the moment it is earned; null: at its user's own address of `wallet`. A wallet that is linked later changes
-- nothing for what waits, so no reward is ever on its way to two places.
ALTER TABLE reward ADD COLUMN payout_address text CHECK (payout_address ~ '^0x[0-9a-fA-F]{40}$');
CREATE FUNCTION set_payout_address() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    RAISE EXCEPTION 'a reward is paid where it was to be paid when it was earned' USING ERRCODE = 'check_violation';
  END IF;
  -- Not at a contract where the chain of the reward is another, or not known: it would be lost.
  NEW.payout_address := (SELECT address FROM linked_wallet
    WHERE user_id = NEW.user_id AND (chain_id IS NULL OR chain_id = (to_jsonb(NEW) ->> 'chain_id')::bigint));
  RETURN NEW;
END $$;
CREATE TRIGGER set_payout_address BEFORE INSERT ON reward FOR EACH ROW EXECUTE FUNCTION set_payout_address();
CREATE TRIGGER keep_payout_address BEFORE UPDATE OF payout_address ON reward FOR EACH ROW
  WHEN (OLD.payout_address IS DISTINCT FROM NEW.payout_address) EXECUTE FUNCTION set_payout_address();
