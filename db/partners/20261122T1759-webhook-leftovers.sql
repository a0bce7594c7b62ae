-- Endpoints that are gone, and whose messages still go. All at once they would take longer than a statement may, and facts for the other
-- endpoints of its owner would wait as long.
CREATE TABLE webhook_leftover (
  endpoint_id uuid PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now()
);
CREATE FUNCTION leave_messages() RETURNS trigger LANGUAGE plpgsql SET search_path = partners, pg_temp AS $$
BEGIN
  INSERT INTO webhook_leftover (endpoint_id) VALUES (OLD.id);
  RETURN NULL;
END $$;
CREATE TRIGGER leave_messages AFTER DELETE ON webhook_endpoint FOR EACH ROW EXECUTE FUNCTION leave_messages();

ALTER TABLE webhook_message DROP CONSTRAINT webhook_message_endpoint_id_fkey;
-- As the foreign key did: nothing new for an endpoint that is not there.
CREATE FUNCTION keep_endpoint() RETURNS trigger LANGUAGE plpgsql SET search_path = partners, pg_temp AS $$
BEGIN
  PERFORM FROM webhook_endpoint WHERE id = NEW.endpoint_id FOR KEY SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'A message is for an endpoint that is there.' USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'webhook_message_endpoint';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_endpoint BEFORE INSERT ON webhook_message FOR EACH ROW EXECUTE FUNCTION keep_endpoint();
