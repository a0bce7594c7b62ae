-- Users by what they earned and what they did for it, by the time at which it was earned. Days and all other periods are those of UTC, weeks
-- begin on Mondays, ALL at the epoch. Always the sum of the rewards: a trigger writes it, and nothing else does.
CREATE TABLE standing (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  period text NOT NULL CHECK (period IN ('DAY', 'WEEK', 'MONTH', 'YEAR', 'ALL')),
  starts_at timestamptz NOT NULL,
  board text NOT NULL CHECK (board IN ('TOKENS', 'ENERGY', 'DISTANCE', 'DEEDS')),
  user_id uuid NOT NULL,
  -- Base units, Wh, metres or deeds.
  total numeric(39) NOT NULL,
  -- The same as places are given by it: of tokens in millionths, rounded down, so that it fits.
  score bigint NOT NULL GENERATED ALWAYS AS (
    CASE WHEN board = 'TOKENS' THEN least(trunc(total / 1000000000000), 9007199254740991)::bigint ELSE total::bigint END) STORED,
  CONSTRAINT standing_user UNIQUE (period, starts_at, board, user_id)
);
CREATE INDEX standing_rank ON standing (period, starts_at, board, score DESC, id DESC) WHERE score > 0;
CREATE INDEX standing_of_user ON standing (user_id);

-- Who wants to be named on leaderboards; all others stand there without a name.
CREATE TABLE leaderboard_name (
  user_id uuid PRIMARY KEY,
  since timestamptz NOT NULL DEFAULT now()
);

-- How many users have a score, so that a place is known without counting everybody before it: by 128 steps for each power of two, and within a
-- step by each score that somebody has.
CREATE FUNCTION score_step(score bigint) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (('x' || encode(float8send(score::float8), 'hex'))::bit(64)::bigint >> 45)::integer
$$;
CREATE TABLE standing_step (
  period text NOT NULL,
  starts_at timestamptz NOT NULL,
  board text NOT NULL,
  step integer NOT NULL,
  users bigint NOT NULL,
  PRIMARY KEY (period, starts_at, board, step)
);
CREATE TABLE standing_score (
  period text NOT NULL,
  starts_at timestamptz NOT NULL,
  board text NOT NULL,
  step integer NOT NULL,
  score bigint NOT NULL,
  users bigint NOT NULL,
  PRIMARY KEY (period, starts_at, board, step, score)
);
-- What has changed and is not in these two yet. Rows are only added, so that two users never wait for one another.
CREATE TABLE standing_change (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  period text NOT NULL,
  starts_at timestamptz NOT NULL,
  board text NOT NULL,
  score bigint NOT NULL,
  users integer NOT NULL
);

INSERT INTO standing (period, starts_at, board, user_id, total)
WITH counted AS (
  SELECT user_id, earned_at, 'TOKENS' AS board, amount AS total FROM reward WHERE status NOT IN ('HELD', 'REFUSED')
  UNION ALL
  SELECT user_id, earned_at,
    CASE rule_name WHEN 'charging.energy' THEN 'ENERGY' WHEN 'odometer.distance' THEN 'DISTANCE' ELSE 'DEEDS' END, quantity
  FROM reward WHERE status NOT IN ('HELD', 'REFUSED') AND revision = 0)
SELECT p.period, CASE WHEN p.period = 'ALL' THEN 'epoch' ELSE date_trunc(lower(p.period), earned_at AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' END,
  board, user_id, sum(total)
FROM counted, unnest(ARRAY['DAY', 'WEEK', 'MONTH', 'YEAR', 'ALL']) AS p (period) GROUP BY 1, 2, 3, 4;
INSERT INTO standing_step SELECT period, starts_at, board, score_step(score), count(*) FROM standing WHERE score > 0 GROUP BY 1, 2, 3, 4;
INSERT INTO standing_score SELECT period, starts_at, board, score_step(score), score, count(*) FROM standing WHERE score > 0 GROUP BY 1, 2, 3, 4, 5;

CREATE FUNCTION note_standing() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = rewards, pg_temp AS $$
DECLARE
  before bigint := CASE WHEN TG_OP <> 'INSERT' THEN OLD.score ELSE 0 END;
  after bigint := CASE WHEN TG_OP <> 'DELETE' THEN NEW.score ELSE 0 END;
  place standing := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
BEGIN
  IF before = after THEN RETURN NULL; END IF;
  INSERT INTO standing_change (period, starts_at, board, score, users)
  SELECT place.period, place.starts_at, place.board, s.score, s.users FROM (VALUES (before, -1), (after, 1)) AS s (score, users) WHERE s.score > 0;
  RETURN NULL;
END $$;
CREATE TRIGGER note_standing AFTER INSERT OR UPDATE OR DELETE ON standing FOR EACH ROW EXECUTE FUNCTION note_standing();

-- Always in this order, so that two rewards of one user never wait for each other in a circle.
CREATE FUNCTION add_to_standing(of_user uuid, moment timestamptz, of_board text, more numeric) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = rewards, pg_temp AS $$
  INSERT INTO standing AS s (period, starts_at, board, user_id, total)
  SELECT p.period, CASE WHEN p.period = 'ALL' THEN 'epoch' ELSE date_trunc(lower(p.period), moment AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' END,
    of_board, of_user, more
  FROM (VALUES (1, 'DAY'), (2, 'WEEK'), (3, 'MONTH'), (4, 'YEAR'), (5, 'ALL')) AS p (place, period) WHERE more <> 0 ORDER BY p.place
  ON CONFLICT ON CONSTRAINT standing_user DO UPDATE SET total = s.total + excluded.total
$$;
REVOKE EXECUTE ON FUNCTION add_to_standing FROM PUBLIC;
CREATE FUNCTION count_reward() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = rewards, pg_temp AS $$
DECLARE
  counted boolean := NEW.status NOT IN ('HELD', 'REFUSED');
  was_counted boolean := TG_OP = 'UPDATE' AND OLD.status NOT IN ('HELD', 'REFUSED');
BEGIN
  IF counted = was_counted AND (NOT counted OR NEW.amount = OLD.amount AND NEW.quantity = OLD.quantity) THEN RETURN NULL; END IF;
  PERFORM add_to_standing(NEW.user_id, NEW.earned_at, 'TOKENS',
    CASE WHEN counted THEN NEW.amount ELSE 0 END - CASE WHEN was_counted THEN OLD.amount ELSE 0 END);
  -- What corrections add has the quantity of the first once more.
  IF NEW.revision = 0 THEN
    PERFORM add_to_standing(NEW.user_id, NEW.earned_at,
      CASE NEW.rule_name WHEN 'charging.energy' THEN 'ENERGY' WHEN 'odometer.distance' THEN 'DISTANCE' ELSE 'DEEDS' END,
      CASE WHEN counted THEN NEW.quantity ELSE 0 END - CASE WHEN was_counted THEN OLD.quantity ELSE 0 END);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER count_reward AFTER INSERT OR UPDATE OF amount, quantity, status ON reward FOR EACH ROW EXECUTE FUNCTION count_reward();

-- Works changes into the counts, so many at most; how many it has worked. One process at a time.
CREATE FUNCTION fold_standings(most integer) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = rewards, pg_temp AS $$
DECLARE
  folded integer;
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtext('fold standings')) THEN RETURN 0; END IF;
  WITH gone AS (
    DELETE FROM standing_change WHERE id IN (SELECT id FROM standing_change ORDER BY id LIMIT most)
    RETURNING period, starts_at, board, score_step(score) AS step, score, users),
  steps AS (
    INSERT INTO standing_step AS s SELECT period, starts_at, board, step, sum(users) FROM gone GROUP BY 1, 2, 3, 4 HAVING sum(users) <> 0
    ON CONFLICT (period, starts_at, board, step) DO UPDATE SET users = s.users + excluded.users),
  scores AS (
    INSERT INTO standing_score AS s SELECT period, starts_at, board, step, score, sum(users) FROM gone GROUP BY 1, 2, 3, 4, 5 HAVING sum(users) <> 0
    ON CONFLICT (period, starts_at, board, step, score) DO UPDATE SET users = s.users + excluded.users)
  SELECT count(*) INTO folded FROM gone;
  DELETE FROM standing_score WHERE users = 0;
  RETURN folded;
END $$;
CREATE INDEX standing_score_none ON standing_score (users) WHERE users = 0;

REVOKE INSERT, UPDATE, TRUNCATE ON standing FROM evergraph_rewards;
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON standing_step, standing_score, standing_change FROM evergraph_rewards;
