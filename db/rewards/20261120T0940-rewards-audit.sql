-- As in every other schema.
ALTER TABLE audit RENAME COLUMN data TO detail;
ALTER TABLE audit ALTER COLUMN detail SET DEFAULT '{}';
ALTER TABLE audit ADD COLUMN request_id text;
