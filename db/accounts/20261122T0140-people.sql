-- What somebody has agreed to, and taken back. The newest row of a kind holds.
CREATE TABLE consent (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES "user",
  kind text NOT NULL CHECK (kind IN ('TERMS', 'MARKETING', 'ANALYTICS')),
  -- Of the text that was shown.
  version text NOT NULL CHECK (length(version) BETWEEN 1 AND 40),
  given boolean NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  idempotency_key uuid,
  UNIQUE (user_id, idempotency_key),
  -- Who takes back the terms closes the account instead.
  CHECK (given OR kind <> 'TERMS')
);
CREATE INDEX consent_user ON consent (user_id, id);
REVOKE UPDATE, DELETE ON consent FROM evergraph_accounts;

-- Lists of the audit, the newest first.
CREATE INDEX audit_newest ON audit (id DESC);
CREATE INDEX audit_actor ON audit (actor_id, id DESC);
