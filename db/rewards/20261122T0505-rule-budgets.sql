-- A version of a rule holds when another person than the one who made it has published it, and gives no more than its budget in a period.
CREATE TABLE reward_rule_publication (
  rule_id uuid PRIMARY KEY REFERENCES reward_rule,
  -- Null for the versions that were there before two people were asked.
  actor_id uuid,
  at timestamptz NOT NULL DEFAULT now()
);
-- They held from their beginning.
INSERT INTO reward_rule_publication (rule_id, at) SELECT id, valid_from FROM reward_rule;
REVOKE UPDATE, DELETE, TRUNCATE ON reward_rule_publication FROM evergraph_rewards;

-- Nothing is earned by a draft.
ALTER TABLE reward
  DROP CONSTRAINT reward_rule_id_fkey,
  ADD CONSTRAINT reward_rule_published FOREIGN KEY (rule_id) REFERENCES reward_rule_publication;

CREATE FUNCTION publish_rule() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  rule reward_rule;
BEGIN
  -- One publication of a rule at a time, so that none comes behind a newer one.
  SELECT * INTO STRICT rule FROM reward_rule WHERE id = NEW.rule_id;
  PERFORM pg_advisory_xact_lock(hashtext('publish ' || rule.name));
  IF NEW.actor_id IS NULL OR rule.created_by IS NULL OR NEW.actor_id = rule.created_by THEN
    RAISE EXCEPTION 'A rule is published by another person than the one who made it.' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT FROM reward_rule AS r JOIN reward_rule_publication AS p ON p.rule_id = r.id WHERE r.name = rule.name AND r.version > rule.version) THEN
    RAISE EXCEPTION 'A newer version of the rule is published.' USING ERRCODE = 'check_violation';
  END IF;
  -- What was earned stays as it is, whatever clock the caller has.
  NEW.at := now();
  RETURN NEW;
END $$;
CREATE TRIGGER publish_rule BEFORE INSERT ON reward_rule_publication FOR EACH ROW EXECUTE FUNCTION publish_rule();

-- Base units that a rule may give in each day, week from Monday or month (UTC). Versions from before get what all rules together may give in a
-- day, which held them too.
ALTER TABLE reward_rule
  ADD COLUMN budget numeric(39) CHECK (budget >= 0),
  ADD COLUMN period text CHECK (period IN ('DAY', 'WEEK', 'MONTH'));
UPDATE reward_rule SET period = 'DAY', budget = (SELECT budget FROM reward_limit ORDER BY version DESC LIMIT 1);
ALTER TABLE reward_rule ALTER COLUMN budget SET NOT NULL, ALTER COLUMN period SET NOT NULL;

-- RULE: `day` is the first of the period, and `subject_id` follows from the rule and its period.
ALTER TABLE reward_allowance
  DROP CONSTRAINT reward_allowance_scope_check,
  ADD CONSTRAINT reward_allowance_scope_check CHECK (scope IN ('USER', 'STATION', 'RULE', 'ALL'));
ALTER TABLE reward
  DROP CONSTRAINT reward_held_reason_check,
  ADD CONSTRAINT reward_held_reason_check CHECK (held_reason IN ('USER', 'STATION', 'RULE', 'ALL'));

-- The version that holds now.
CREATE FUNCTION rule_now(of_rule text) RETURNS SETOF reward_rule LANGUAGE sql STABLE AS $$
  SELECT r.* FROM reward_rule AS r JOIN reward_rule_publication AS p ON p.rule_id = r.id
  WHERE r.name = of_rule AND r.valid_from <= now() AND p.at <= now() ORDER BY r.version DESC LIMIT 1
$$;
CREATE FUNCTION rule_budget(of_rule text, of_period text) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT md5(of_period || ' ' || of_rule)::uuid
$$;

DROP FUNCTION limit_reached(uuid, uuid, numeric);
-- A version with another period begins a count of its own.
CREATE FUNCTION limits_of(of_user uuid, of_station uuid, of_rule text, most reward_limit)
  RETURNS TABLE (place integer, day date, scope text, subject_id uuid, maximum numeric) LANGUAGE sql STABLE AS $$
  SELECT s.* FROM (SELECT (now() AT TIME ZONE 'UTC')::date AS today) AS clock, LATERAL (
    VALUES (1, today, 'USER', of_user, most.per_user),
      (2, today, 'STATION', of_station, most.per_station),
      (4, today, 'ALL', '00000000-0000-0000-0000-000000000000'::uuid, most.budget)
    UNION ALL
    SELECT 3, date_trunc(lower(r.period), today::timestamp)::date, 'RULE', rule_budget(of_rule, r.period), r.budget FROM rule_now(of_rule) AS r
  ) AS s (place, day, scope, subject_id, maximum) WHERE s.subject_id IS NOT NULL ORDER BY s.place
$$;
-- The limit that so much more would pass, null where there is room. Holds the rows until the transaction ends, always in one order, so
-- that of two rewards at once the second sees what the first has drawn.
CREATE FUNCTION limit_reached(of_user uuid, of_station uuid, of_rule text, wanted numeric) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = rewards, pg_temp AS $$
DECLARE
  most reward_limit;
  reached text;
BEGIN
  SELECT * INTO STRICT most FROM reward_limit ORDER BY version DESC LIMIT 1;
  WITH locked AS (
    INSERT INTO reward_allowance AS a (day, scope, subject_id, granted, maximum)
    SELECT s.day, s.scope, s.subject_id, 0, s.maximum FROM limits_of(of_user, of_station, of_rule, most) AS s
    ON CONFLICT (day, scope, subject_id) DO UPDATE SET granted = a.granted
    RETURNING a.scope, a.granted)
  SELECT s.scope INTO reached FROM locked JOIN limits_of(of_user, of_station, of_rule, most) AS s USING (scope)
  WHERE locked.granted + wanted > s.maximum ORDER BY s.place LIMIT 1;
  RETURN reached;
END $$;
CREATE OR REPLACE FUNCTION draw_allowance() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = rewards, pg_temp AS $$
DECLARE
  more numeric := NEW.granted - CASE WHEN TG_OP = 'UPDATE' THEN OLD.granted ELSE 0 END;
  most reward_limit;
BEGIN
  IF more < 0 THEN RAISE EXCEPTION 'What was granted is not taken back.'; END IF;
  IF more = 0 THEN RETURN NULL; END IF;
  SELECT * INTO STRICT most FROM reward_limit ORDER BY version DESC LIMIT 1;
  INSERT INTO reward_allowance AS a (day, scope, subject_id, granted, maximum)
    SELECT s.day, s.scope, s.subject_id, more, s.maximum FROM limits_of(NEW.user_id, NEW.station_id, NEW.rule_name, most) AS s
  ON CONFLICT (day, scope, subject_id) DO UPDATE SET granted = a.granted + excluded.granted, maximum = excluded.maximum;
  RETURN NULL;
END $$;
DROP FUNCTION limits_of(uuid, uuid, reward_limit);
