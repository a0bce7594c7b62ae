-- Nobody gives themself a role: it takes two to make a treasurer of an admin.
ALTER TABLE user_role ADD COLUMN granted_by uuid REFERENCES "user", ADD CONSTRAINT user_role_not_self CHECK (granted_by <> user_id);

-- The platform is never left without an admin who can sign in. The lock makes two who take each other's role wait for one another.
CREATE FUNCTION keep_an_admin() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE gone uuid;
BEGIN
  IF TG_TABLE_NAME = 'user_role' THEN
    IF OLD.role <> 'ADMIN' THEN RETURN OLD; END IF;
    gone := OLD.user_id;
  ELSE
    IF NEW.blocked_at IS NULL OR OLD.blocked_at IS NOT NULL THEN RETURN NEW; END IF;
    gone := OLD.id;
    IF NOT EXISTS (SELECT FROM user_role WHERE user_id = gone AND role = 'ADMIN') THEN RETURN NEW; END IF;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('accounts: admins'));
  IF NOT EXISTS (
    SELECT FROM user_role r JOIN "user" u ON u.id = r.user_id
    WHERE r.role = 'ADMIN' AND r.user_id <> gone AND u.blocked_at IS NULL
  ) THEN
    RAISE EXCEPTION 'the last admin stays one' USING ERRCODE = 'check_violation', CONSTRAINT = 'last_admin';
  END IF;
  IF TG_TABLE_NAME = 'user_role' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_an_admin BEFORE DELETE ON user_role FOR EACH ROW EXECUTE FUNCTION keep_an_admin();
CREATE TRIGGER keep_an_admin BEFORE UPDATE OF blocked_at ON "user" FOR EACH ROW EXECUTE FUNCTION keep_an_admin();
-- A role is given and taken, and never turned into another.
REVOKE UPDATE ON user_role FROM evergraph_accounts;
