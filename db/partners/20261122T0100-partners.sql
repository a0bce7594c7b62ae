-- Programs of partners that call the graph.
CREATE TABLE client (
  id uuid PRIMARY KEY,
  partner_id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  -- It sees the sandbox and nothing else. This never changes: a key that was made to try things out is handed around more freely.
  sandbox boolean NOT NULL,
  scopes text[] NOT NULL CHECK (array_position(scopes, NULL) IS NULL),
  -- Empty: from everywhere.
  allowed_addresses cidr[] NOT NULL DEFAULT '{}' CHECK (array_position(allowed_addresses, NULL) IS NULL),
  requests_per_hour integer NOT NULL CHECK (requests_per_hour > 0),
  requests_per_day integer NOT NULL CHECK (requests_per_day > 0),
  created_at timestamptz NOT NULL DEFAULT now(),
  -- For good: its keys open nothing from then on.
  revoked_at timestamptz,
  -- What the partner called the request that made it, so that a repeated request makes nothing.
  idempotency_key uuid,
  UNIQUE (partner_id, idempotency_key)
);
CREATE INDEX client_partner ON client (partner_id, id);

CREATE TABLE client_key (
  id uuid PRIMARY KEY,
  client_id uuid NOT NULL REFERENCES client,
  -- What may be shown of it, to tell keys apart.
  prefix text NOT NULL CHECK (prefix ~ '^[0-9a-z]{8}$'),
  -- SHA-256 of the key, which has 256 random bits: whoever reads this table has no key.
  hash bytea NOT NULL UNIQUE CHECK (length(hash) = 32),
  -- A client has two places for keys, and so never a third key, however many requests come at once.
  place smallint NOT NULL CHECK (place IN (1, 2)),
  created_at timestamptz NOT NULL DEFAULT now(),
  -- From then on it opens nothing; null: for ever.
  expires_at timestamptz,
  -- Its place is free again.
  ended_at timestamptz,
  idempotency_key uuid,
  UNIQUE (client_id, idempotency_key)
);
CREATE UNIQUE INDEX client_key_place ON client_key (client_id, place) WHERE ended_at IS NULL;
-- The key itself never changes.
REVOKE UPDATE, DELETE ON client_key FROM evergraph_partners;
GRANT UPDATE (expires_at, ended_at) ON client_key TO evergraph_partners;

-- Documents by their hash, which the database reckons itself: no row can say anything else than what its hash was made of.
CREATE TABLE document (
  hash bytea PRIMARY KEY,
  body text NOT NULL CHECK (length(body) > 0),
  CHECK (hash = sha256(convert_to(body, 'UTF8')))
);

-- The operations of one version of a client's program.
CREATE TABLE manifest (
  id uuid PRIMARY KEY,
  client_id uuid NOT NULL REFERENCES client,
  version text NOT NULL CHECK (version ~ '^[0-9A-Za-z][0-9A-Za-z._+-]{0,63}$'),
  operations integer NOT NULL CHECK (operations > 0),
  bytes integer NOT NULL CHECK (bytes > 0),
  -- Of all names and hashes: another upload of the version must be the same.
  digest bytea NOT NULL CHECK (length(digest) = 32),
  uploaded_at timestamptz NOT NULL DEFAULT now(),
  -- Since when it is served, and until when.
  activated_at timestamptz,
  retired_at timestamptz,
  -- The version of requests that name none.
  active boolean NOT NULL DEFAULT false,
  UNIQUE (client_id, version),
  CHECK (NOT active OR (activated_at IS NOT NULL AND retired_at IS NULL))
);
CREATE UNIQUE INDEX manifest_active ON manifest (client_id) WHERE active;
CREATE INDEX manifest_client ON manifest (client_id, id);
REVOKE UPDATE, DELETE ON manifest FROM evergraph_partners;
GRANT UPDATE (activated_at, retired_at, active) ON manifest TO evergraph_partners;

CREATE TABLE manifest_operation (
  manifest_id uuid NOT NULL REFERENCES manifest,
  name text NOT NULL CHECK (name ~ '^[_A-Za-z][_0-9A-Za-z]*$'),
  hash bytea NOT NULL REFERENCES document,
  kind text NOT NULL CHECK (kind IN ('QUERY', 'MUTATION', 'SUBSCRIPTION')),
  PRIMARY KEY (manifest_id, name)
);
CREATE INDEX manifest_operation_hash ON manifest_operation (hash, manifest_id);
-- What was uploaded stays as it is.
REVOKE UPDATE, DELETE ON document, manifest_operation FROM evergraph_partners;
