-- Three roles more: companies that buy credits, who looks after the money, who reads and changes nothing.
ALTER TABLE user_role DROP CONSTRAINT user_role_role_check;
ALTER TABLE user_role ADD CONSTRAINT user_role_role_check
  CHECK (role IN ('DRIVER', 'OPERATOR', 'ADMIN', 'PARTNER', 'REVIEWER', 'CORPORATE', 'TREASURER', 'COMPLIANCE'));

-- Counts what was taken from a user. Access tokens carry it, and the gateway refuses those with an older one.
ALTER TABLE "user" ADD COLUMN access_version integer NOT NULL DEFAULT 0, ADD COLUMN access_changed_at timestamptz;
CREATE INDEX user_access_changed ON "user" (access_changed_at) WHERE access_changed_at IS NOT NULL;
CREATE INDEX login_revoked ON login (revoked_at) WHERE revoked_at IS NOT NULL;

-- A trigger, so that no code can take a role and leave its tokens good.
CREATE FUNCTION raise_access_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "user" SET access_version = access_version + 1, access_changed_at = now() WHERE id = OLD.user_id;
  RETURN NULL;
END $$;
CREATE TRIGGER role_taken AFTER DELETE ON user_role FOR EACH ROW EXECUTE FUNCTION raise_access_version();
