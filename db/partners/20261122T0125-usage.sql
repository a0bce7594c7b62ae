-- How often a client sent an operation on a day (UTC), with what outcome, and how long it took.
CREATE TABLE usage (
  client_id uuid NOT NULL REFERENCES client,
  day date NOT NULL,
  operation text NOT NULL CHECK (length(operation) BETWEEN 1 AND 255),
  -- The error's code; empty: it went well.
  code text NOT NULL CHECK (length(code) <= 64),
  calls bigint NOT NULL CHECK (calls > 0),
  -- How many calls took how long, by the bounds of `histogram.ts`.
  buckets integer[] NOT NULL CHECK (cardinality(buckets) = 27 AND 0 <= ALL (buckets)),
  PRIMARY KEY (client_id, day, operation, code)
);
CREATE INDEX usage_day ON usage (day);

-- The last report of each process of the gateway: one that comes again is not counted again.
CREATE TABLE usage_report (
  gateway_id uuid PRIMARY KEY,
  sequence integer NOT NULL,
  at timestamptz NOT NULL DEFAULT now()
);

-- Each call of a client, for 90 days.
CREATE TABLE client_call (
  id uuid PRIMARY KEY,
  client_id uuid NOT NULL REFERENCES client,
  at timestamptz NOT NULL,
  operation text NOT NULL CHECK (length(operation) BETWEEN 1 AND 255),
  code text NOT NULL CHECK (length(code) <= 64),
  ms integer NOT NULL CHECK (ms >= 0),
  -- The network it came from: enough to see that something is odd, and not who it was. Null: not known.
  address_block cidr,
  request_id text CHECK (length(request_id) <= 64)
);
CREATE INDEX client_call_client ON client_call (client_id, at, id);
CREATE INDEX client_call_at ON client_call USING brin (at);
REVOKE UPDATE ON client_call FROM evergraph_partners;
