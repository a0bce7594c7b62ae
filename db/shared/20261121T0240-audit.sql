-- Who did what to what: every schema has this table (three had it before). Rows are only ever added.
CREATE TABLE IF NOT EXISTS audit (
  id uuid PRIMARY KEY,
  -- Null: the platform itself.
  actor_id uuid,
  action text NOT NULL,
  subject_id uuid NOT NULL,
  detail jsonb NOT NULL DEFAULT '{}',
  request_id text,
  at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX IF NOT EXISTS audit_subject ON audit (subject_id, at);
DO $$
BEGIN
  EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON audit FROM evergraph_%s', current_schema());
END $$;
