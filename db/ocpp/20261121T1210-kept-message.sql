-- Transaction-related messages that were answered before they were worked on, because a fault of ours stood in the way. They are
-- handled by themselves, in the order they came, until it works: what stands here is money that is not counted yet.
CREATE TABLE kept_message (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  identity text NOT NULL,
  station_id uuid NOT NULL,
  ocpp_version text NOT NULL CHECK (ocpp_version IN ('1.6', '2.0.1', '2.1')),
  action text NOT NULL,
  message_id text NOT NULL,
  digest bytea NOT NULL,
  payload json NOT NULL,
  received_at timestamptz NOT NULL,
  fault text NOT NULL,
  tries integer NOT NULL DEFAULT 0 CHECK (tries >= 0),
  due_at timestamptz NOT NULL DEFAULT now(),
  -- A charger that did not hear our answer sends the same message again; it is kept once.
  UNIQUE (identity, message_id, digest)
);
CREATE INDEX kept_message_due ON kept_message (due_at);

-- Such messages stood in quarantine before, where nothing looked for them again.
WITH lost AS (
  DELETE FROM quarantine WHERE resolved_at IS NULL AND reason LIKE 'our fault: %' RETURNING *
)
INSERT INTO kept_message (identity, station_id, ocpp_version, action, message_id, digest, payload, received_at, fault)
SELECT identity, station_id, ocpp_version, action, message_id, sha256(convert_to(id::text, 'UTF8')), payload, received_at, reason
FROM lost ORDER BY received_at, id
ON CONFLICT DO NOTHING;
