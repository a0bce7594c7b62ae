-- Who signs in at an issuer alone has no password here.
ALTER TABLE "user" ALTER COLUMN password_hash DROP NOT NULL;

-- A user as an issuer (OpenID Connect) knows them. A subject is one user's, and a user has one at an issuer.
CREATE TABLE oidc_identity (
  issuer text NOT NULL CHECK (length(issuer) BETWEEN 1 AND 255),
  subject text NOT NULL CHECK (length(subject) BETWEEN 1 AND 255),
  user_id uuid NOT NULL REFERENCES "user",
  linked_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (issuer, subject),
  UNIQUE (user_id, issuer)
);
