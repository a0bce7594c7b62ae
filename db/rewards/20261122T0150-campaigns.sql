-- For a while a rule earns more: so many thousandths of what it earns. Never changed; published by another person than the one who made it.
CREATE TABLE reward_campaign (
  id uuid PRIMARY KEY,
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
  rule_name text NOT NULL,
  factor_permille integer NOT NULL CHECK (factor_permille > 1000 AND factor_permille <= 10000),
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL CHECK (ends_at > starts_at),
  -- Whose clock the windows are of: one clock for everybody.
  time_zone text NOT NULL,
  -- [{"days": [1 to 7, 1 is Monday], "from": minutes of the day, "until": minutes of the day}]; none: all the time. One whose end is not after
  -- its beginning goes on into the next day.
  windows jsonb NOT NULL CHECK (jsonb_typeof(windows) = 'array'),
  -- Base units that it may add: for all, for one user, and for one user in a day (UTC).
  budget numeric(39) NOT NULL CHECK (budget > 0),
  per_user numeric(39) NOT NULL CHECK (per_user > 0),
  per_user_day numeric(39) NOT NULL CHECK (per_user_day > 0),
  created_by uuid NOT NULL,
  idempotency_key uuid NOT NULL UNIQUE,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE reward_campaign_step (
  campaign_id uuid NOT NULL REFERENCES reward_campaign,
  kind text NOT NULL CHECK (kind IN ('PUBLISHED', 'STOPPED')),
  actor_id uuid NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (campaign_id, kind)
);
CREATE FUNCTION two_people() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.actor_id = (SELECT created_by FROM reward_campaign WHERE id = NEW.campaign_id) THEN
    RAISE EXCEPTION 'A campaign is published by another person than the one who made it.' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER two_people BEFORE INSERT ON reward_campaign_step FOR EACH ROW WHEN (NEW.kind = 'PUBLISHED') EXECUTE FUNCTION two_people();
REVOKE UPDATE, DELETE, TRUNCATE ON reward_campaign, reward_campaign_step FROM evergraph_rewards;

-- Whether a window of these is open at a moment.
CREATE FUNCTION window_open(windows jsonb, time_zone text, moment timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT windows = '[]' OR EXISTS (
    SELECT FROM jsonb_to_recordset(windows) AS w (days integer[], "from" integer, until integer),
      (SELECT extract(isodow FROM moment AT TIME ZONE time_zone)::integer AS day,
        (extract(hour FROM moment AT TIME ZONE time_zone) * 60 + extract(minute FROM moment AT TIME ZONE time_zone))::integer AS minute) AS clock
    WHERE CASE WHEN w."from" < w.until
      THEN clock.day = ANY (w.days) AND clock.minute >= w."from" AND clock.minute < w.until
      ELSE clock.day = ANY (w.days) AND clock.minute >= w."from" OR (clock.day + 5) % 7 + 1 = ANY (w.days) AND clock.minute < w.until END)
$$;

-- What of a campaign is used up: by all, by a user, by a user in a day.
CREATE TABLE campaign_allowance (
  campaign_id uuid NOT NULL REFERENCES reward_campaign,
  user_id uuid NOT NULL,
  day date NOT NULL,
  granted numeric(39) NOT NULL,
  maximum numeric(39) NOT NULL,
  PRIMARY KEY (campaign_id, user_id, day),
  CONSTRAINT campaign_allowance_maximum CHECK (granted >= 0 AND granted <= maximum)
);
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON campaign_allowance FROM evergraph_rewards;

-- The campaign that added to a reward, and the most that was ever drawn from its budget for it.
ALTER TABLE reward
  ADD COLUMN campaign_id uuid REFERENCES reward_campaign,
  ADD COLUMN bonus_granted numeric(29) NOT NULL DEFAULT 0 CHECK (bonus_granted >= 0),
  ADD CONSTRAINT reward_bonus_check CHECK (bonus_granted = 0 OR campaign_id IS NOT NULL);

CREATE FUNCTION campaign_rows(c reward_campaign, of_user uuid) RETURNS TABLE (place integer, user_id uuid, day date, maximum numeric)
  LANGUAGE sql STABLE AS $$
  VALUES (1, '00000000-0000-0000-0000-000000000000'::uuid, 'epoch'::date, c.budget), (2, of_user, 'epoch'::date, c.per_user),
    (3, of_user, (now() AT TIME ZONE 'UTC')::date, c.per_user_day)
$$;
-- How much a campaign may still add for a user today. Holds the rows until the transaction ends, always in one order.
CREATE FUNCTION campaign_room(of_campaign uuid, of_user uuid) RETURNS numeric
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = rewards, pg_temp AS $$
DECLARE
  c reward_campaign;
  room numeric;
BEGIN
  SELECT * INTO STRICT c FROM reward_campaign WHERE id = of_campaign;
  WITH locked AS (
    INSERT INTO campaign_allowance AS a (campaign_id, user_id, day, granted, maximum)
    SELECT c.id, r.user_id, r.day, 0, r.maximum FROM campaign_rows(c, of_user) AS r ORDER BY r.place
    ON CONFLICT (campaign_id, user_id, day) DO UPDATE SET granted = a.granted
    RETURNING a.maximum - a.granted AS room)
  SELECT min(locked.room) INTO room FROM locked;
  RETURN room;
END $$;
-- What a campaign adds is drawn from its budget here, and nowhere else, so that no code can pass it.
CREATE FUNCTION draw_bonus() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = rewards, pg_temp AS $$
DECLARE
  more numeric := NEW.bonus_granted - CASE WHEN TG_OP = 'UPDATE' THEN OLD.bonus_granted ELSE 0 END;
  c reward_campaign;
BEGIN
  IF more < 0 THEN RAISE EXCEPTION 'What a campaign has added is not taken back.'; END IF;
  IF more = 0 THEN RETURN NULL; END IF;
  SELECT * INTO STRICT c FROM reward_campaign WHERE id = NEW.campaign_id;
  INSERT INTO campaign_allowance AS a (campaign_id, user_id, day, granted, maximum)
    SELECT c.id, r.user_id, r.day, more, r.maximum FROM campaign_rows(c, NEW.user_id) AS r ORDER BY r.place
  ON CONFLICT (campaign_id, user_id, day) DO UPDATE SET granted = a.granted + excluded.granted;
  RETURN NULL;
END $$;
CREATE TRIGGER draw_bonus AFTER INSERT OR UPDATE OF bonus_granted ON reward FOR EACH ROW EXECUTE FUNCTION draw_bonus();
