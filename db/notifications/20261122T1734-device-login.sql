-- The login that has registered a device: when it is ended, its device gets no more pushes. Null: registered before this was kept.
ALTER TABLE device ADD COLUMN login_id uuid;
CREATE INDEX device_login ON device (login_id) WHERE login_id IS NOT NULL;

-- Logins that were ended, until no access token of them is good any more: one that is still under way registers no device.
CREATE TABLE ended_login (
  login_id uuid PRIMARY KEY,
  ended_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ended_login_at ON ended_login (ended_at);
CREATE FUNCTION refuse_ended_login() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  -- Whoever ends it waits for this, and removes the device then; or this waits for them, and sees that it is ended.
  PERFORM pg_advisory_xact_lock(hashtext('notifications login'), hashtext(NEW.login_id::text));
  IF EXISTS (SELECT FROM ended_login WHERE login_id = NEW.login_id) THEN
    RAISE EXCEPTION 'a login that is ended has no device' USING ERRCODE = 'check_violation', CONSTRAINT = 'device_of_open_login';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER device_of_open_login BEFORE INSERT OR UPDATE OF login_id ON device
  FOR EACH ROW WHEN (NEW.login_id IS NOT NULL) EXECUTE FUNCTION refuse_ended_login();
