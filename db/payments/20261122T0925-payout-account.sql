-- When an operator last took an account for payouts away or put another one in its place; null where the first one still stands.
ALTER TABLE business ADD COLUMN payout_changed_at timestamptz;
