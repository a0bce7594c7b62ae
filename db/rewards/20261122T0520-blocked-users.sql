-- Whether a user is blocked, by accounts' newest word. What they have earned waits meanwhile.
CREATE TABLE blocked_user (
  user_id uuid PRIMARY KEY,
  blocked boolean NOT NULL,
  position bigint NOT NULL
);
CREATE INDEX blocked_user_now ON blocked_user (user_id) WHERE blocked;
CREATE FUNCTION is_blocked(of_user uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM blocked_user WHERE user_id = of_user AND blocked)
$$;
-- A transaction that is signed goes on its way. None is signed for somebody who is blocked.
CREATE FUNCTION keep_from_blocked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF is_blocked(NEW.user_id) THEN RAISE EXCEPTION 'The rewards of a blocked user wait.' USING ERRCODE = 'check_violation'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_from_blocked BEFORE UPDATE OF status ON reward
  FOR EACH ROW WHEN (OLD.status = 'EARNED' AND NEW.status = 'BATCHED') EXECUTE FUNCTION keep_from_blocked();
