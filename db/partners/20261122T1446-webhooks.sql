-- Where a partner's program wants to be told of events.
CREATE TABLE webhook_endpoint (
  id uuid PRIMARY KEY,
  client_id uuid NOT NULL REFERENCES client,
  -- Whose facts it is told: the partner's, or those of the partner's sandbox. It never changes.
  owner_id uuid NOT NULL,
  url text NOT NULL CHECK (url LIKE 'https://%' AND length(url) <= 2048),
  description text NOT NULL CHECK (length(description) <= 200),
  kinds text[] NOT NULL CHECK (cardinality(kinds) > 0 AND array_position(kinds, NULL) IS NULL),
  created_at timestamptz NOT NULL DEFAULT now(),
  -- Since when nothing is sent; null: it is on.
  disabled_at timestamptz,
  disabled_because text CHECK (disabled_because IN ('PARTNER', 'GONE', 'FAILING', 'ADMIN', 'NO_PARTNER')),
  -- Tries that failed since one went well, and since when.
  failures integer NOT NULL DEFAULT 0 CHECK (failures >= 0),
  failing_since timestamptz,
  -- Its receiver has asked for a rest.
  rests_until timestamptz,
  -- Numbers its messages in the order in which their facts became true here.
  last_sequence bigint NOT NULL DEFAULT 0,
  idempotency_key uuid,
  UNIQUE (client_id, idempotency_key),
  CHECK ((disabled_at IS NULL) = (disabled_because IS NULL)),
  CHECK ((failures = 0) = (failing_since IS NULL))
);
CREATE INDEX webhook_endpoint_owner ON webhook_endpoint (owner_id) WHERE disabled_at IS NULL;
CREATE INDEX webhook_endpoint_client ON webhook_endpoint (client_id, id);

-- What its messages are signed with. Two places: never a third secret, however many rotations come at once.
CREATE TABLE webhook_secret (
  endpoint_id uuid NOT NULL REFERENCES webhook_endpoint ON DELETE CASCADE,
  place smallint NOT NULL CHECK (place IN (1, 2)),
  -- Encrypted by a key of the environment: whoever reads this table signs nothing.
  sealed bytea NOT NULL,
  -- Ed25519, raw.
  public_key bytea NOT NULL CHECK (length(public_key) = 32),
  created_at timestamptz NOT NULL DEFAULT now(),
  -- From then on it signs nothing; null: it is the newest.
  expires_at timestamptz,
  PRIMARY KEY (endpoint_id, place)
);
-- One alone is the newest.
CREATE UNIQUE INDEX webhook_secret_newest ON webhook_secret (endpoint_id) WHERE expires_at IS NULL;
REVOKE UPDATE ON webhook_secret FROM evergraph_partners;
GRANT UPDATE (expires_at) ON webhook_secret TO evergraph_partners;

-- A fact that an endpoint is told. Its id is the same at every try.
CREATE TABLE webhook_message (
  id uuid PRIMARY KEY,
  endpoint_id uuid NOT NULL REFERENCES webhook_endpoint ON DELETE CASCADE,
  event_id uuid NOT NULL,
  kind text NOT NULL,
  sequence bigint NOT NULL,
  -- The thing it is about.
  about uuid NOT NULL,
  occurred_at timestamptz NOT NULL,
  -- JSON, as it is sent: another spelling would have another signature.
  data text NOT NULL CHECK (octet_length(data) < 20000),
  state text NOT NULL DEFAULT 'WAITING' CHECK (state IN ('WAITING', 'DELIVERED', 'FAILED', 'DROPPED')),
  tries integer NOT NULL DEFAULT 0 CHECK (tries >= 0),
  -- When it is due. While it is being sent: when somebody else may take it.
  next_at timestamptz NOT NULL DEFAULT now(),
  created_at timestamptz NOT NULL DEFAULT now(),
  done_at timestamptz,
  -- A fact that comes twice is told once.
  UNIQUE (endpoint_id, event_id),
  UNIQUE (endpoint_id, sequence),
  CHECK ((state = 'WAITING') = (done_at IS NULL))
);
CREATE INDEX webhook_message_due ON webhook_message (endpoint_id, next_at) WHERE state = 'WAITING';
CREATE INDEX webhook_message_fresh ON webhook_message (endpoint_id, kind, about) WHERE state = 'WAITING' AND tries = 0;
CREATE INDEX webhook_message_created ON webhook_message USING brin (created_at);
-- What is told never changes; how far it is does.
REVOKE UPDATE ON webhook_message FROM evergraph_partners;
GRANT UPDATE (state, tries, next_at, done_at) ON webhook_message TO evergraph_partners;

CREATE TABLE webhook_attempt (
  id uuid PRIMARY KEY,
  message_id uuid NOT NULL REFERENCES webhook_message ON DELETE CASCADE,
  at timestamptz NOT NULL DEFAULT now(),
  -- What it answered; null: nothing, because of `failure`.
  status smallint CHECK (status BETWEEN 100 AND 999),
  failure text CHECK (length(failure) BETWEEN 1 AND 100),
  ms integer NOT NULL CHECK (ms >= 0),
  -- How its answer begins.
  answer text NOT NULL CHECK (octet_length(answer) <= 4096),
  CHECK ((status IS NULL) = (failure IS NOT NULL))
);
CREATE INDEX webhook_attempt_message ON webhook_attempt (message_id, id);
REVOKE UPDATE ON webhook_attempt FROM evergraph_partners;

-- Messages that are sent again because somebody asked for it, in rounds.
CREATE TABLE webhook_replay (
  id uuid PRIMARY KEY,
  endpoint_id uuid NOT NULL REFERENCES webhook_endpoint ON DELETE CASCADE,
  which text NOT NULL CHECK (which IN ('FAILED', 'ALL')),
  since timestamptz NOT NULL,
  asked_at timestamptz NOT NULL DEFAULT now(),
  total integer NOT NULL CHECK (total >= 0),
  -- Numbers up to here have been looked at; those above the last are of later facts.
  at_sequence bigint NOT NULL,
  last_sequence bigint NOT NULL,
  replayed integer NOT NULL DEFAULT 0 CHECK (replayed >= 0),
  finished_at timestamptz
);
CREATE UNIQUE INDEX webhook_replay_open ON webhook_replay (endpoint_id) WHERE finished_at IS NULL;
CREATE INDEX webhook_replay_endpoint ON webhook_replay (endpoint_id, id);

-- Whose a station is; an older word changes nothing.
CREATE TABLE station (
  id uuid PRIMARY KEY,
  operator_id uuid NOT NULL,
  said bigint NOT NULL
);
