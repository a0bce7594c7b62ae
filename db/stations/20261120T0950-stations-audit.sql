-- What operators and admins did. Rows are added and never touched.
CREATE TABLE audit (
  id uuid PRIMARY KEY,
  actor_id uuid NOT NULL,
  action text NOT NULL,
  subject_id uuid NOT NULL,
  detail jsonb NOT NULL DEFAULT '{}',
  request_id text,
  at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX audit_subject ON audit (subject_id, at);
REVOKE UPDATE, DELETE ON audit FROM evergraph_stations;
