CREATE TABLE "user" (
  id uuid PRIMARY KEY,
  email text NOT NULL CHECK (email = btrim(email) AND length(email) BETWEEN 3 AND 254),
  display_name text NOT NULL CHECK (length(display_name) BETWEEN 1 AND 60),
  -- Argon2id in PHC form, with its parameters.
  password_hash text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
-- One account per address, however it is spelt.
CREATE UNIQUE INDEX user_email ON "user" (lower(email));

CREATE TABLE user_role (
  user_id uuid NOT NULL REFERENCES "user",
  role text NOT NULL CHECK (role IN ('DRIVER', 'OPERATOR', 'ADMIN', 'PARTNER')),
  granted_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, role)
);
CREATE INDEX user_role_role ON user_role (role);

CREATE TABLE vehicle (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES "user",
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  make text CHECK (length(make) BETWEEN 1 AND 60),
  model text CHECK (length(model) BETWEEN 1 AND 60),
  battery_capacity_wh bigint CHECK (battery_capacity_wh BETWEEN 1000 AND 2000000),
  consumption_wh_per_km integer CHECK (consumption_wh_per_km BETWEEN 1 AND 5000),
  created_at timestamptz NOT NULL DEFAULT now(),
  -- What the client called the request that added it, so that a repeated request adds nothing.
  idempotency_key uuid,
  UNIQUE (user_id, idempotency_key)
);
CREATE INDEX vehicle_user ON vehicle (user_id, id);

-- What a driver can show to a charger. OCPP compares them without regard to case.
CREATE TABLE id_token (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES "user",
  value text NOT NULL CHECK (value ~ '^[0-9A-Z]{1,20}$'),
  type text NOT NULL CHECK (type IN ('APP', 'RFID')),
  status text NOT NULL DEFAULT 'ACTIVE' CHECK (status IN ('ACTIVE', 'BLOCKED')),
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (value)
);
CREATE INDEX id_token_user ON id_token (user_id, id);

-- One sign-in, from the password to the sign-out: the family of its refresh tokens.
CREATE TABLE session (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES "user",
  created_at timestamptz NOT NULL DEFAULT now(),
  -- However busy it is, it ends here.
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  revoked_because text CHECK (revoked_because IN ('SIGN_OUT', 'REUSE', 'PASSWORD_CHANGED')),
  CHECK ((revoked_at IS NULL) = (revoked_because IS NULL))
);
CREATE INDEX session_by_user ON session (user_id) WHERE revoked_at IS NULL;
CREATE INDEX session_expires_at ON session (expires_at);

CREATE TABLE refresh_token (
  -- SHA-256 of the token, which is 256 random bits: whoever reads this table has no token.
  hash bytea PRIMARY KEY CHECK (length(hash) = 32),
  session_id uuid NOT NULL REFERENCES session ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now(),
  -- Unused until here, it ends.
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX refresh_token_session ON refresh_token (session_id);
-- A session has one live token at most: what is left of a race.
CREATE UNIQUE INDEX refresh_token_live ON refresh_token (session_id) WHERE used_at IS NULL;

-- Counters of rate-limiter-flexible, in its own form.
CREATE UNLOGGED TABLE attempt (
  key varchar(255) PRIMARY KEY,
  points integer NOT NULL DEFAULT 0,
  expire bigint
);
CREATE INDEX attempt_expire ON attempt (expire);

-- What admins did. Rows are added and never touched.
CREATE TABLE audit (
  id uuid PRIMARY KEY,
  -- Null: the platform itself, at its start.
  actor_id uuid REFERENCES "user",
  action text NOT NULL,
  subject_id uuid NOT NULL,
  detail jsonb NOT NULL DEFAULT '{}',
  request_id text,
  at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX audit_subject ON audit (subject_id, at);
REVOKE UPDATE, DELETE ON audit FROM evergraph_accounts;
