-- How much of what the software would approve goes to people all the same. The newest version holds; none is ever changed.
CREATE TABLE policy (
  id uuid NOT NULL UNIQUE,
  version integer PRIMARY KEY CHECK (version > 0),
  -- Versions have no gaps. So two admins who have read the same one cannot both write the next.
  follows integer GENERATED ALWAYS AS (nullif(version - 1, 0)) STORED REFERENCES policy,
  since timestamptz NOT NULL DEFAULT now(),
  -- Null for the defaults.
  set_by uuid,
  reason text NOT NULL CHECK (char_length(btrim(reason)) BETWEEN 1 AND 500),
  -- Of 1,000 photos that the software would approve, so many go to people by lot: of all, of those that were taken in no capture flow, and of
  -- those of new drivers. The largest share that holds for a photo counts.
  audit_permille smallint NOT NULL CHECK (audit_permille BETWEEN 0 AND 1000),
  unbound_permille smallint NOT NULL CHECK (unbound_permille BETWEEN 0 AND 1000),
  new_driver_permille smallint NOT NULL CHECK (new_driver_permille BETWEEN 0 AND 1000),
  -- A driver is new until so many of their photos are approved.
  new_driver_photos smallint NOT NULL CHECK (new_driver_photos BETWEEN 0 AND 1000),
  -- Of a driver's photos that were taken in no capture flow, so many of a day (UTC) are approved without people.
  unbound_per_day smallint NOT NULL CHECK (unbound_per_day BETWEEN 0 AND 1000),
  -- Base units. If a driver's kilometres of a day (UTC) are worth more, a person is asked.
  day_worth numeric(39) NOT NULL CHECK (day_worth >= 0),
  CHECK ((version = 1) = (set_by IS NULL))
);
REVOKE UPDATE, DELETE, TRUNCATE ON policy FROM evergraph_verification;
INSERT INTO policy (id, version, reason, audit_permille, unbound_permille, new_driver_permille, new_driver_photos, unbound_per_day, day_worth)
VALUES ('019aa000-0000-7000-8000-000000000201', 1, 'The defaults.', 50, 150, 250, 10, 5, '100000000000000000000');

-- A submission's lot, drawn when it is made: below a share of the policy, a person looks. It has a table of its own, which only the function
-- below writes: nobody chooses a lot, draws again, or learns it from the submission.
CREATE TABLE lot (
  submission_id uuid PRIMARY KEY REFERENCES submission,
  number smallint NOT NULL CHECK (number BETWEEN 0 AND 999)
);
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON lot FROM evergraph_verification;

-- From 32 bits that nobody can foretell. random() could be foretold by who has seen enough of it.
CREATE FUNCTION any_lot() RETURNS smallint LANGUAGE sql VOLATILE AS $$
  SELECT (('x' || left(gen_random_uuid()::text, 8))::bit(32)::bigint % 1000)::smallint
$$;
CREATE FUNCTION draw_lot() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = verification, pg_temp AS $$
BEGIN
  INSERT INTO lot (submission_id, number) VALUES (NEW.id, any_lot());
  RETURN NULL;
END $$;
CREATE TRIGGER draw_lot AFTER INSERT ON submission FOR EACH ROW EXECUTE FUNCTION draw_lot();
INSERT INTO lot (submission_id, number) SELECT id, any_lot() FROM submission WHERE state = 'WAITING';

-- Verdicts from before stay without a policy.
ALTER TABLE verdict
  ADD COLUMN policy_version integer REFERENCES policy,
  -- What the findings of the photo alone come to.
  ADD COLUMN software text CHECK (software IN ('APPROVED', 'REJECTED', 'MANUAL_REVIEW')),
  ADD CONSTRAINT verdict_policy CHECK (policy_version IS NOT NULL AND software IS NOT NULL) NOT VALID,
  -- The policy asks people. It approves nothing, and rejects nothing.
  ADD CONSTRAINT verdict_software CHECK (software = verdict OR (software = 'APPROVED' AND verdict = 'MANUAL_REVIEW'));

CREATE INDEX submission_user_day ON submission (user_id, submitted_at);

-- How many photos of a driver's day (UTC), taken in no capture flow, were approved without people.
CREATE FUNCTION unbound_approvals(of_user uuid, of_day date) RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT count(*)::integer
  FROM submission AS s JOIN photo AS p ON p.id = s.photo_id JOIN verdict AS v ON v.submission_id = s.id
  WHERE s.user_id = of_user AND p.capture_id IS NULL AND v.verdict = 'APPROVED'
    AND s.submitted_at >= of_day::timestamp AT TIME ZONE 'UTC' AND s.submitted_at < (of_day + 1)::timestamp AT TIME ZONE 'UTC'
$$;

-- One automatic approval of a driver at a time, until the transaction ends.
CREATE FUNCTION lock_approvals(of_user uuid) RETURNS void LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock(hashtextextended('automatic approvals of ' || of_user, 0))
$$;

CREATE FUNCTION within_daily_cap() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  of_submission record;
BEGIN
  SELECT s.user_id, (s.submitted_at AT TIME ZONE 'UTC')::date AS day INTO of_submission
  FROM submission AS s JOIN photo AS p ON p.id = s.photo_id WHERE s.id = NEW.submission_id AND p.capture_id IS NULL;
  IF NOT FOUND THEN
    RETURN NEW;
  END IF;
  PERFORM lock_approvals(of_submission.user_id);
  IF unbound_approvals(of_submission.user_id, of_submission.day) >= (SELECT unbound_per_day FROM policy WHERE version = NEW.policy_version) THEN
    RAISE EXCEPTION 'So many photos of a day that were taken in no capture flow are approved already.' USING ERRCODE = 'check_violation', CONSTRAINT = 'verdict_daily_cap';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER within_daily_cap BEFORE INSERT ON verdict FOR EACH ROW WHEN (NEW.verdict = 'APPROVED') EXECUTE FUNCTION within_daily_cap();

-- What kilometres earn, version by version, as rewards has published it.
CREATE TABLE distance_rule (
  version integer PRIMARY KEY,
  -- So many metres earn `amount` base units; one reading earns `maximum` at most.
  per bigint NOT NULL CHECK (per > 0),
  amount numeric(39) NOT NULL CHECK (amount > 0),
  maximum numeric(39) NOT NULL CHECK (maximum > 0),
  holds_from timestamptz NOT NULL
);
