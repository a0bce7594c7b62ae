-- How much may be earned in a day, and how long a reward rests before it is paid. The newest version holds; none is ever changed.
CREATE TABLE reward_limit (
  id uuid PRIMARY KEY,
  version integer NOT NULL UNIQUE CHECK (version > 0),
  -- Base units that one user may earn in a day (UTC), what one station may bring in, and what all may earn together.
  per_user numeric(39) NOT NULL CHECK (per_user >= 0),
  per_station numeric(39) NOT NULL CHECK (per_station >= 0),
  budget numeric(39) NOT NULL CHECK (budget >= 0),
  settling_seconds integer NOT NULL CHECK (settling_seconds >= 0),
  created_by uuid,
  idempotency_key uuid UNIQUE,
  created_at timestamptz NOT NULL DEFAULT now()
);
REVOKE UPDATE, DELETE, TRUNCATE ON reward_limit FROM evergraph_rewards;
INSERT INTO reward_limit (id, version, per_user, per_station, budget, settling_seconds) VALUES
  ('019aa000-0000-7000-8000-000000000101', 1, '500000000000000000000', '2000000000000000000000', '100000000000000000000000', 3600);

-- What of a day's limits is used up. No row ever stands above the limit that held when it was last drawn from.
CREATE TABLE reward_allowance (
  day date NOT NULL,
  scope text NOT NULL CHECK (scope IN ('USER', 'STATION', 'ALL')),
  -- The user or the station; all zeros for ALL.
  subject_id uuid NOT NULL,
  granted numeric(39) NOT NULL CHECK (granted >= 0),
  maximum numeric(39) NOT NULL,
  PRIMARY KEY (day, scope, subject_id),
  CONSTRAINT reward_allowance_maximum CHECK (granted = 0 OR granted <= maximum)
);
-- Written by the functions below alone.
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON reward_allowance FROM evergraph_rewards;

-- A reward's worth is `amount`; corrections change it. `payout` is what of it goes, or went, to the chain: less where it pays off
-- what an earlier reward was paid too much. `owed` is what was paid for this one above its worth and has not been paid off.
-- `granted` is the most of it that was drawn from the day's limits, so that nothing is drawn twice.
ALTER TABLE reward
  ADD COLUMN revision integer NOT NULL DEFAULT 0 CHECK (revision >= 0),
  ADD COLUMN station_id uuid,
  ADD COLUMN payout numeric(29),
  ADD COLUMN owed numeric(29) NOT NULL DEFAULT 0,
  ADD COLUMN granted numeric(29) NOT NULL DEFAULT 0,
  ADD COLUMN held_reason text CHECK (held_reason IN ('USER', 'STATION', 'ALL')),
  ADD COLUMN released_at timestamptz,
  ADD COLUMN rests_until timestamptz NOT NULL DEFAULT now();
UPDATE reward SET payout = amount, granted = amount, rests_until = earned_at;
ALTER TABLE reward ALTER COLUMN payout SET NOT NULL;

ALTER TABLE reward
  DROP CONSTRAINT reward_amount_check,
  DROP CONSTRAINT reward_energy_wh_check,
  DROP CONSTRAINT reward_status_check,
  -- (status = 'EARNED') = (batch_id IS NULL)
  DROP CONSTRAINT reward_check;
ALTER TABLE reward DROP CONSTRAINT reward_source;
ALTER TABLE reward
  ADD CONSTRAINT reward_source UNIQUE (rule_name, source_type, source_id, revision),
  ADD CONSTRAINT reward_quantity_check CHECK (quantity >= 0),
  ADD CONSTRAINT reward_amount_check CHECK (amount >= 0 AND amount < 79228162514264337593543950336),
  ADD CONSTRAINT reward_status_check
    CHECK (status IN ('HELD', 'REFUSED', 'EARNED', 'BATCHED', 'SUBMITTED', 'SETTLED', 'CANCELLED', 'WITHHELD')),
  ADD CONSTRAINT reward_batch_check CHECK ((status IN ('BATCHED', 'SUBMITTED', 'SETTLED')) = (batch_id IS NOT NULL)),
  -- Only what is worth something goes to the chain.
  ADD CONSTRAINT reward_payout_check
    CHECK (payout >= 0 AND payout < 79228162514264337593543950336 AND owed >= 0
      AND (payout > 0 OR status NOT IN ('EARNED', 'BATCHED', 'SUBMITTED', 'SETTLED'))),
  -- Nothing is on its way that the day's limits did not grant or a person release.
  ADD CONSTRAINT reward_granted_check
    CHECK (payout <= granted OR released_at IS NOT NULL OR status NOT IN ('EARNED', 'BATCHED', 'SUBMITTED')),
  ADD CONSTRAINT reward_held_check CHECK (status NOT IN ('HELD', 'REFUSED') OR held_reason IS NOT NULL);
CREATE INDEX reward_held ON reward (id) WHERE status = 'HELD';
CREATE INDEX reward_owed ON reward (user_id) WHERE owed > 0;
DROP INDEX reward_waiting;
CREATE INDEX reward_waiting ON reward (rests_until, chain_index) WHERE status = 'EARNED';

-- The limit that so much more would pass, null where there is room. Holds the rows until the transaction ends, always in one order, so
-- that of two rewards at once the second sees what the first has drawn.
CREATE FUNCTION limit_reached(of_user uuid, of_station uuid, wanted numeric) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = rewards, pg_temp AS $$
DECLARE
  most reward_limit;
  today date := (now() AT TIME ZONE 'UTC')::date;
  reached text;
BEGIN
  SELECT * INTO STRICT most FROM reward_limit ORDER BY version DESC LIMIT 1;
  WITH locked AS (
    INSERT INTO reward_allowance AS a (day, scope, subject_id, granted, maximum)
    SELECT today, s.scope, s.subject_id, 0, s.maximum FROM limits_of(of_user, of_station, most) AS s
    ON CONFLICT (day, scope, subject_id) DO UPDATE SET granted = a.granted
    RETURNING a.scope, a.granted)
  SELECT s.scope INTO reached FROM locked JOIN limits_of(of_user, of_station, most) AS s USING (scope)
  WHERE locked.granted + wanted > s.maximum ORDER BY s.place LIMIT 1;
  RETURN reached;
END $$;
CREATE FUNCTION limits_of(of_user uuid, of_station uuid, most reward_limit)
  RETURNS TABLE (place integer, scope text, subject_id uuid, maximum numeric) LANGUAGE sql IMMUTABLE AS $$
  SELECT * FROM (VALUES
    (1, 'USER', of_user, most.per_user),
    (2, 'STATION', of_station, most.per_station),
    (3, 'ALL', '00000000-0000-0000-0000-000000000000'::uuid, most.budget)
  ) AS s (place, scope, subject_id, maximum) WHERE s.subject_id IS NOT NULL ORDER BY s.place
$$;

-- What is granted is drawn from the limits of its day here, and nowhere else, so that no code can pass them.
CREATE FUNCTION draw_allowance() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = rewards, pg_temp AS $$
DECLARE
  more numeric := NEW.granted - CASE WHEN TG_OP = 'UPDATE' THEN OLD.granted ELSE 0 END;
  most reward_limit;
BEGIN
  IF more < 0 THEN RAISE EXCEPTION 'What was granted is not taken back.'; END IF;
  IF more = 0 THEN RETURN NULL; END IF;
  SELECT * INTO STRICT most FROM reward_limit ORDER BY version DESC LIMIT 1;
  INSERT INTO reward_allowance AS a (day, scope, subject_id, granted, maximum)
    SELECT (now() AT TIME ZONE 'UTC')::date, s.scope, s.subject_id, more, s.maximum
    FROM limits_of(NEW.user_id, NEW.station_id, most) AS s
  ON CONFLICT (day, scope, subject_id) DO UPDATE SET granted = a.granted + excluded.granted, maximum = excluded.maximum;
  RETURN NULL;
END $$;
CREATE TRIGGER draw_allowance AFTER INSERT OR UPDATE OF granted ON reward FOR EACH ROW EXECUTE FUNCTION draw_allowance();

-- REDUCED and RAISED: a correction of what was earned. WITHHELD: of this reward, what pays off an earlier one that was paid too
-- much; REPAID: the same, at that one.
ALTER TABLE ledger_entry
  ADD COLUMN counter_reward_id uuid REFERENCES reward,
  DROP CONSTRAINT ledger_once,
  DROP CONSTRAINT ledger_entry_kind_check,
  ADD CONSTRAINT ledger_entry_kind_check CHECK (kind IN ('EARNED', 'REDUCED', 'RAISED', 'WITHHELD', 'REPAID', 'SETTLED')),
  ADD CHECK ((kind IN ('WITHHELD', 'REPAID')) = (counter_reward_id IS NOT NULL));
CREATE UNIQUE INDEX ledger_once ON ledger_entry (reward_id, kind) WHERE kind IN ('EARNED', 'SETTLED');
CREATE INDEX ledger_reward ON ledger_entry (reward_id);
