-- A letter of accounts with its link, sealed, until it is mailed: once for an event. Its words and its address are not kept any longer.
CREATE TABLE letter (
  -- The event's.
  id uuid PRIMARY KEY,
  -- Null: there is no account yet.
  user_id uuid,
  purpose text NOT NULL,
  -- What its words need beside the sealed letter.
  params jsonb NOT NULL,
  sealed text,
  state text NOT NULL DEFAULT 'QUEUED' CHECK (state IN ('QUEUED', 'SENT', 'BOUNCED', 'FAILED', 'EXPIRED')),
  -- Not before. It moves on while somebody sends it, so that a process that died leaves it to the next.
  due_at timestamptz DEFAULT now(),
  -- After that its link opens nothing.
  expires_at timestamptz NOT NULL,
  tries integer NOT NULL DEFAULT 0 CHECK (tries >= 0),
  reason text,
  detail text CHECK (length(detail) <= 1000),
  created_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT letter_open CHECK ((state = 'QUEUED') = (due_at IS NOT NULL) AND (state = 'QUEUED') = (sealed IS NOT NULL))
);
CREATE INDEX letter_due ON letter (due_at) WHERE state = 'QUEUED';
CREATE INDEX letter_user ON letter (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX letter_created ON letter (created_at);

-- What went out did not stay, and what is over does not begin again.
CREATE FUNCTION keep_letter() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF NEW.state <> OLD.state THEN
    IF NOT (OLD.state = 'QUEUED' OR OLD.state = 'SENT' AND NEW.state = 'BOUNCED') THEN
      RAISE EXCEPTION 'a letter that is % does not become %', OLD.state, NEW.state USING ERRCODE = 'check_violation', CONSTRAINT = 'letter_forward';
    END IF;
    NEW.changed_at := now();
    NEW.due_at := NULL;
    NEW.sealed := NULL;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER letter_kept BEFORE UPDATE ON letter FOR EACH ROW EXECUTE FUNCTION keep_letter();
