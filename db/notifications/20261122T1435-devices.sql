-- Where somebody gets pushes: a browser's subscription, or an app on a phone.
CREATE TABLE device (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('WEB', 'FCM', 'APNS')),
  -- A browser's endpoint, or the token of an app. Who has it can push, so it is shown to nobody.
  address text NOT NULL CHECK (length(address) BETWEEN 8 AND 1000),
  -- The keys of a browser's subscription.
  p256dh bytea CHECK (length(p256dh) = 65),
  auth bytea CHECK (length(auth) = 16),
  -- Of Apple: the app's bundle id, and whether it is a developer's.
  topic text CHECK (length(topic) BETWEEN 1 AND 200),
  sandbox boolean,
  -- What its user knows it by.
  name text CHECK (length(name) BETWEEN 1 AND 100),
  created_at timestamptz NOT NULL DEFAULT now(),
  -- When the client said last that it is there. In whole milliseconds, as the code compares it.
  seen_at timestamptz(3) NOT NULL DEFAULT now(),
  -- A device is one person's: who signs in on it takes it over, and the one before is told nothing more there.
  CONSTRAINT device_once UNIQUE (kind, address),
  CONSTRAINT device_web CHECK ((kind = 'WEB') = (p256dh IS NOT NULL) AND (kind = 'WEB') = (auth IS NOT NULL)),
  CONSTRAINT device_apns CHECK ((kind = 'APNS') = (topic IS NOT NULL) AND (kind = 'APNS') = (sandbox IS NOT NULL))
);
CREATE INDEX device_user ON device (user_id, seen_at, id);

-- A user has 20 at most: browsers subscribe anew and say nothing of the old subscription. The one that was seen longest ago goes. A device that
-- somebody else takes over just now is theirs, and is not waited for.
CREATE FUNCTION keep_devices_few() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('device ' || NEW.user_id, 0));
  DELETE FROM device WHERE id IN (
    SELECT id FROM device WHERE user_id = NEW.user_id AND id <> NEW.id ORDER BY seen_at DESC, id DESC OFFSET 19 FOR UPDATE SKIP LOCKED
  );
  RETURN NULL;
END $$;
CREATE TRIGGER device_few AFTER INSERT OR UPDATE OF user_id ON device FOR EACH ROW EXECUTE FUNCTION keep_devices_few();
