-- Whether somebody has agreed to news and offers, as accounts says it. Who has said nothing has not.
ALTER TABLE contact ADD COLUMN marketing boolean NOT NULL DEFAULT false;

-- News and offers are for those who have agreed to them; what people must know of the platform is for all. What was begun before is news: nobody
-- is told by mistake.
ALTER TABLE announcement ADD COLUMN kind text NOT NULL DEFAULT 'NEWS' CHECK (kind IN ('NEWS', 'SERVICE'));
ALTER TABLE announcement ALTER COLUMN kind DROP DEFAULT;
CREATE OR REPLACE FUNCTION keep_announcement() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF OLD.state <> 'RUNNING' OR NEW.told < OLD.told OR OLD.told_until IS NOT NULL AND NEW.told_until < OLD.told_until
    OR (NEW.texts, NEW.role, NEW.link, NEW.kind) IS DISTINCT FROM (OLD.texts, OLD.role, OLD.link, OLD.kind) THEN
    RAISE EXCEPTION 'an announcement only goes forward' USING ERRCODE = 'check_violation', CONSTRAINT = 'announcement_forward';
  END IF;
  RETURN NEW;
END $$;
