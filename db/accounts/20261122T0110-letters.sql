-- Letters that are wanted. Every wish is written, also for an address that has no account: the answer must not take longer for one that has.
CREATE TABLE letter_request (
  id uuid PRIMARY KEY,
  purpose text NOT NULL CHECK (purpose IN ('REGISTRATION', 'VERIFICATION', 'RESET')),
  email text NOT NULL CHECK (length(email) BETWEEN 3 AND 254),
  created_at timestamptz NOT NULL DEFAULT now()
);

-- What the links of letters prove: that somebody reads what is sent to the address.
CREATE TABLE letter_token (
  -- SHA-256 of the token, which is 256 random bits: whoever reads this table, or a backup of it, has no token.
  hash bytea PRIMARY KEY CHECK (length(hash) = 32),
  purpose text NOT NULL CHECK (purpose IN ('REGISTRATION', 'VERIFICATION', 'RESET')),
  email text NOT NULL,
  -- Null: of a registration.
  user_id uuid REFERENCES "user",
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL CHECK (expires_at > created_at),
  used_at timestamptz,
  CHECK ((purpose = 'REGISTRATION') = (user_id IS NULL))
);
CREATE INDEX letter_token_email ON letter_token (lower(email), created_at);
CREATE INDEX letter_token_user ON letter_token (user_id);
CREATE INDEX letter_token_expires_at ON letter_token (expires_at);
