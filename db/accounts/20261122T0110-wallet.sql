-- A user's own wallet, by which they sign in and to which rewards are paid. A wallet is one user's, however its address is spelt.
CREATE TABLE wallet (
  user_id uuid PRIMARY KEY REFERENCES "user",
  address text NOT NULL CHECK (address ~ '^0x[0-9a-fA-F]{40}$'),
  -- Where its signature was verified. A contract is there alone, or will be; a key is everywhere.
  chain_id bigint NOT NULL CHECK (chain_id > 0),
  contract boolean NOT NULL,
  linked_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX wallet_address ON wallet (lower(address));
