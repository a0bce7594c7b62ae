-- A login that merely expires is told to nobody: its device gets pushes until it must have expired, and goes then. Those of before have the time
-- in which a login expires that nobody uses.
ALTER TABLE device ADD COLUMN good_until timestamptz;
UPDATE device SET good_until = seen_at + interval '30 days';
ALTER TABLE device ALTER COLUMN good_until SET NOT NULL;
CREATE INDEX device_good ON device (good_until);
