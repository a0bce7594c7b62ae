-- Who sends a delivery just now, by a number that its process keeps a lock for: what a dead process had is free at once.
ALTER TABLE delivery DROP COLUMN claimed_until;
ALTER TABLE delivery ADD COLUMN claimed_by integer;

-- When somebody is not to be disturbed, in minutes of the day by their own clock. From 1320 until 420 goes over midnight.
CREATE TABLE quiet_hours (
  user_id uuid PRIMARY KEY,
  from_minute smallint NOT NULL CHECK (from_minute BETWEEN 0 AND 1439),
  until_minute smallint NOT NULL CHECK (until_minute BETWEEN 0 AND 1439),
  CHECK (from_minute <> until_minute)
);

-- Who wants one mail a day of what nobody waits for, and at which full hour of their own clock.
CREATE TABLE digest_choice (
  user_id uuid PRIMARY KEY,
  hour smallint NOT NULL CHECK (hour BETWEEN 0 AND 23)
);

-- The mail of a day: one, however many things come at the same moment.
CREATE TABLE digest (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL,
  -- By the user's own calendar, e.g. 2026-11-22.
  day text NOT NULL CHECK (day ~ '^\d{4}-\d\d-\d\d$'),
  state text NOT NULL DEFAULT 'QUEUED' CHECK (state IN ('QUEUED', 'SENT', 'DELIVERED', 'BOUNCED', 'FAILED', 'SUPPRESSED')),
  due_at timestamptz,
  -- It was begun to be sent: what comes now waits for the next.
  closed_at timestamptz,
  tries integer NOT NULL DEFAULT 0 CHECK (tries >= 0),
  claimed_by integer,
  external_id text,
  reason text,
  detail text CHECK (length(detail) <= 1000),
  created_at timestamptz NOT NULL DEFAULT now(),
  sent_at timestamptz,
  changed_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT digest_once UNIQUE (user_id, day),
  CONSTRAINT digest_waits CHECK ((state = 'QUEUED') = (due_at IS NOT NULL))
);
CREATE INDEX digest_due ON digest (due_at) WHERE state = 'QUEUED';
CREATE INDEX digest_external ON digest (external_id) WHERE external_id IS NOT NULL;

ALTER TABLE delivery ADD COLUMN digest_id uuid REFERENCES digest ON DELETE SET NULL;
CREATE INDEX delivery_digest ON delivery (digest_id) WHERE digest_id IS NOT NULL;
-- What is sent by itself. What waits for a digest is not in the way of what is due.
DROP INDEX delivery_due;
CREATE INDEX delivery_due ON delivery (channel, urgency, due_at, id) WHERE state = 'QUEUED' AND digest_id IS NULL;
CREATE INDEX delivery_claimed ON delivery (claimed_by) WHERE claimed_by IS NOT NULL;
-- What waits for the end of quiet hours.
CREATE INDEX delivery_quiet ON delivery (user_id) WHERE state = 'QUEUED' AND reason = 'QUIET_HOURS';

-- A mail that came back did not come at all, and what was given up is not sent after all: it only goes forward.
CREATE FUNCTION sending_step(state text) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE state WHEN 'QUEUED' THEN 0 WHEN 'SENT' THEN 1 ELSE 2 END
$$;
CREATE FUNCTION keep_sending() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF NEW.state <> OLD.state AND (sending_step(NEW.state) <= sending_step(OLD.state) OR OLD.state = 'SENT' AND NEW.state = 'SUPPRESSED') THEN
    RAISE EXCEPTION 'a message that is % does not become %', OLD.state, NEW.state USING ERRCODE = 'check_violation', CONSTRAINT = 'sending_forward';
  END IF;
  IF OLD.external_id IS NOT NULL AND NEW.external_id IS DISTINCT FROM OLD.external_id THEN
    RAISE EXCEPTION 'a message was taken under one id' USING ERRCODE = 'check_violation', CONSTRAINT = 'sending_external';
  END IF;
  IF NEW.state <> OLD.state THEN
    NEW.changed_at := now();
    NEW.claimed_by := NULL;
    IF NEW.state <> 'QUEUED' THEN NEW.due_at := NULL; END IF;
    IF NEW.state IN ('SENT', 'DELIVERED') THEN NEW.sent_at := coalesce(OLD.sent_at, now()); END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER delivery_kept BEFORE UPDATE ON delivery FOR EACH ROW EXECUTE FUNCTION keep_sending();
CREATE TRIGGER digest_kept BEFORE UPDATE ON digest FOR EACH ROW EXECUTE FUNCTION keep_sending();

-- Senders of all processes look once the transaction commits.
CREATE FUNCTION tell_due() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM pg_notify('notifications_due', '');
  RETURN NULL;
END $$;
CREATE TRIGGER delivery_told AFTER INSERT ON delivery FOR EACH STATEMENT EXECUTE FUNCTION tell_due();

-- By another clock the quiet hours end at another moment: what waits for it is looked at again.
CREATE FUNCTION look_again() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  UPDATE delivery SET due_at = now() WHERE user_id = coalesce(NEW.user_id, OLD.user_id) AND state = 'QUEUED' AND reason = 'QUIET_HOURS';
  RETURN NULL;
END $$;
CREATE TRIGGER contact_moved AFTER UPDATE ON contact FOR EACH ROW WHEN (NEW.time_zone IS DISTINCT FROM OLD.time_zone) EXECUTE FUNCTION look_again();
CREATE TRIGGER quiet_hours_changed AFTER INSERT OR UPDATE OR DELETE ON quiet_hours FOR EACH ROW EXECUTE FUNCTION look_again();

-- The newest word of accounts on what somebody wants.
CREATE TABLE preference_word (
  user_id uuid PRIMARY KEY,
  said bigint NOT NULL
);
