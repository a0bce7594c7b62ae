-- What a client must bring back signed, once and soon: only its hash is kept. Nobody misses it after a crash.
CREATE UNLOGGED TABLE challenge (
  hash bytea PRIMARY KEY CHECK (length(hash) = 32),
  kind text NOT NULL CHECK (kind IN ('PASSKEY_REGISTRATION', 'PASSKEY_SIGN_IN', 'WALLET_SIGN_IN', 'WALLET_LINK', 'OIDC')),
  -- Whom alone it serves; null: nobody is signed in yet.
  user_id uuid REFERENCES "user",
  data jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  -- Somebody may first have to sign in at another issuer.
  CHECK (expires_at <= created_at + CASE kind WHEN 'OIDC' THEN interval '10 minutes' ELSE interval '5 minutes' END)
);
CREATE INDEX challenge_expires_at ON challenge (expires_at);

-- A WebAuthn credential. The private half never leaves the authenticator.
CREATE TABLE passkey (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES "user",
  credential_id text NOT NULL UNIQUE CHECK (credential_id ~ '^[A-Za-z0-9_-]+$' AND length(credential_id) <= 1400),
  -- COSE.
  public_key bytea NOT NULL CHECK (length(public_key) BETWEEN 1 AND 4096),
  counter bigint NOT NULL CHECK (counter >= 0),
  transports text[] NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  backed_up boolean NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_used_at timestamptz
);
CREATE INDEX passkey_user ON passkey (user_id, id);

-- A counter that stands still or falls means two authenticators with one key. Those that do not count say 0 for ever.
CREATE FUNCTION passkey_counter_rises() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.counter < OLD.counter OR NEW.user_id <> OLD.user_id OR NEW.public_key <> OLD.public_key THEN
    RAISE EXCEPTION 'a passkey keeps its owner and key, and its counter never falls' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER passkey_counter_rises BEFORE UPDATE ON passkey FOR EACH ROW EXECUTE FUNCTION passkey_counter_rises();
