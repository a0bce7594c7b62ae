-- Which providers were told of last. Of several processes the first that finds another set says so.
CREATE TABLE said_providers (
  id text PRIMARY KEY CHECK (id = 'providers'),
  names text[] NOT NULL,
  sandbox boolean NOT NULL,
  said_at timestamptz NOT NULL DEFAULT now()
);
