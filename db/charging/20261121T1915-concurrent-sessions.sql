-- How many sessions an identity may have at once, as accounts says it; one, where accounts has not said.
ALTER TABLE id_token ADD COLUMN concurrent_sessions integer NOT NULL DEFAULT 1;

-- A start by the app is one with the app's identity. The charger's own starts are facts, which nothing refuses. After the insert: what
-- another constraint leaves out was never there. The identity is locked, so that of two starts one sees the other.
CREATE FUNCTION session_concurrent() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  allowed integer;
BEGIN
  SELECT concurrent_sessions INTO allowed FROM id_token
    WHERE user_id = NEW.user_id AND type = 'APP' ORDER BY status, id LIMIT 1 FOR NO KEY UPDATE;
  IF allowed < (SELECT count(*) FROM session WHERE user_id = NEW.user_id AND start_command_id IS NOT NULL AND NOT displaced
    AND status IN ('PENDING', 'STARTING', 'ACTIVE', 'SUSPENDED'))
  THEN
    RAISE EXCEPTION 'This driver charges as often at once as they may.'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'session_concurrent';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER session_concurrent AFTER INSERT ON session
  FOR EACH ROW WHEN (NEW.start_command_id IS NOT NULL) EXECUTE FUNCTION session_concurrent();
