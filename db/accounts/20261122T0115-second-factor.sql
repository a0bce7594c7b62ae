-- A user's authenticator app (RFC 6238).
CREATE TABLE second_factor (
  user_id uuid PRIMARY KEY REFERENCES "user",
  -- The shared secret, encrypted with a key that is not in the database.
  sealed bytea NOT NULL CHECK (length(sealed) BETWEEN 45 AND 128),
  created_at timestamptz NOT NULL DEFAULT now(),
  -- Null: its user has not shown yet that the app has it.
  confirmed_at timestamptz,
  -- The time step of the last code that was taken: no code of it, or of an earlier one, is taken again.
  last_step bigint NOT NULL DEFAULT 0
);
CREATE FUNCTION refuse_earlier_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.sealed = OLD.sealed AND NEW.last_step < OLD.last_step THEN
    RAISE EXCEPTION 'a time step is used once' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER second_factor_step BEFORE UPDATE ON second_factor FOR EACH ROW EXECUTE FUNCTION refuse_earlier_step();

CREATE TABLE recovery_code (
  -- HMAC-SHA256 of the code, with a key that is not in the database.
  hash bytea PRIMARY KEY CHECK (length(hash) = 32),
  user_id uuid NOT NULL REFERENCES second_factor ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now(),
  used_at timestamptz
);
CREATE INDEX recovery_code_user ON recovery_code (user_id);

-- A sign-in between its two steps.
CREATE TABLE sign_in_challenge (
  -- SHA-256 of the challenge, which is 256 random bits.
  hash bytea PRIMARY KEY CHECK (length(hash) = 32),
  user_id uuid NOT NULL REFERENCES "user",
  method text NOT NULL CHECK (method IN ('PASSWORD', 'LETTER', 'PASSKEY', 'WALLET', 'OIDC')),
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL
);
CREATE INDEX sign_in_challenge_user ON sign_in_challenge (user_id);
CREATE INDEX sign_in_challenge_expires_at ON sign_in_challenge (expires_at);

-- Roles that hold only in logins with a second factor.
CREATE TABLE second_factor_role (role text PRIMARY KEY);
