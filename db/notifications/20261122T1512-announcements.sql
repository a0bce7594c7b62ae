-- What an admin says to everybody, or to all of a role. It goes out in rounds, and goes on where it was after a kill.
CREATE TABLE announcement (
  id uuid PRIMARY KEY,
  made_by uuid NOT NULL,
  -- By language: { "en": { "title": …, "body": … }, … }. English is always there: it is for who reads none of the others.
  texts jsonb NOT NULL CHECK (texts ? 'en'),
  -- Null: everybody.
  role text,
  link text CHECK (link LIKE '/%' AND length(link) <= 500),
  state text NOT NULL DEFAULT 'RUNNING' CHECK (state IN ('RUNNING', 'DONE', 'CANCELLED')),
  idempotency_key uuid NOT NULL,
  -- Users until this one were told, in the order of their ids.
  told_until uuid,
  told integer NOT NULL DEFAULT 0 CHECK (told >= 0),
  created_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz,
  CONSTRAINT announcement_once UNIQUE (made_by, idempotency_key),
  CONSTRAINT announcement_ended CHECK ((state = 'RUNNING') = (ended_at IS NULL))
);
CREATE INDEX announcement_running ON announcement (id) WHERE state = 'RUNNING';

-- It only goes forward: nobody is told twice, and what was said stays as it was said.
CREATE FUNCTION keep_announcement() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF OLD.state <> 'RUNNING' OR NEW.told < OLD.told OR OLD.told_until IS NOT NULL AND NEW.told_until < OLD.told_until
    OR (NEW.texts, NEW.role, NEW.link) IS DISTINCT FROM (OLD.texts, OLD.role, OLD.link) THEN
    RAISE EXCEPTION 'an announcement only goes forward' USING ERRCODE = 'check_violation', CONSTRAINT = 'announcement_forward';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER announcement_kept BEFORE UPDATE ON announcement FOR EACH ROW EXECUTE FUNCTION keep_announcement();

-- How many deliveries of a day, kind and channel are in which state. Nobody walks the deliveries to count them.
CREATE TABLE delivery_figure (
  day date NOT NULL,
  kind text NOT NULL,
  channel text NOT NULL,
  state text NOT NULL,
  count bigint NOT NULL,
  PRIMARY KEY (day, kind, channel, state)
);
-- What has changed since it was added up. Each statement adds rows of its own, so that no two senders wait for the same one.
CREATE TABLE delivery_tally (
  day date NOT NULL,
  kind text NOT NULL,
  channel text NOT NULL,
  state text NOT NULL,
  count bigint NOT NULL
);
-- The day is that of the delivery, in UTC: a day's figures are always those of the same deliveries.
CREATE FUNCTION tally_new() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  INSERT INTO delivery_tally
    SELECT (fresh.created_at AT TIME ZONE 'UTC')::date, kind, channel, state, count(*)
    FROM fresh JOIN notification ON notification.id = notification_id GROUP BY 1, 2, 3, 4;
  RETURN NULL;
END $$;
CREATE TRIGGER delivery_tallied AFTER INSERT ON delivery REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION tally_new();
CREATE FUNCTION tally_changed() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  INSERT INTO delivery_tally
    SELECT (moved.created_at AT TIME ZONE 'UTC')::date, kind, moved.channel, moved.state, sum(moved.step)
    FROM (
      SELECT after.created_at, after.notification_id, after.channel, side.state, side.step
      FROM after JOIN before USING (id) CROSS JOIN LATERAL (VALUES (before.state, -1), (after.state, 1)) AS side (state, step)
      WHERE before.state <> after.state) moved
    JOIN notification ON notification.id = moved.notification_id GROUP BY 1, 2, 3, 4;
  RETURN NULL;
END $$;
CREATE TRIGGER delivery_retallied AFTER UPDATE ON delivery REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION tally_changed();
INSERT INTO delivery_tally
  SELECT (delivery.created_at AT TIME ZONE 'UTC')::date, kind, channel, state, count(*)
  FROM delivery JOIN notification ON notification.id = notification_id GROUP BY 1, 2, 3, 4;
