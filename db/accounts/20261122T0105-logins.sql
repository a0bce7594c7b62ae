-- What the list of logins shows of each: the device in words, and the block of addresses it was last used from, never a whole address.
ALTER TABLE login
  ADD COLUMN device text CHECK (length(device) BETWEEN 1 AND 80),
  ADD COLUMN address_block text CHECK (length(address_block) BETWEEN 1 AND 64),
  ADD COLUMN method text NOT NULL DEFAULT 'PASSWORD' CHECK (method IN ('PASSWORD', 'LETTER', 'PASSKEY', 'WALLET', 'OIDC')),
  ADD COLUMN last_used_at timestamptz NOT NULL DEFAULT now(),
  -- When a second factor was shown for it.
  ADD COLUMN second_factor_at timestamptz,
  DROP CONSTRAINT session_revoked_because_check,
  ADD CONSTRAINT login_revoked_because_check CHECK (revoked_because IN ('SIGN_OUT', 'REUSE', 'PASSWORD_CHANGED', 'PASSWORD_RESET', 'ENDED',
    'BLOCKED', 'DELETED'));
-- From where an account was used of late: a stranger's wrong passwords do not lock its owner out there.
CREATE INDEX login_address ON login (user_id, address_block);

ALTER TABLE "user"
  -- Null: nobody has shown that they read what is sent to the address.
  ADD COLUMN email_verified_at timestamptz,
  ADD COLUMN blocked_at timestamptz;
-- Look-ups of admins by the beginning of an address.
CREATE INDEX user_email_prefix ON "user" (lower(email) text_pattern_ops);
