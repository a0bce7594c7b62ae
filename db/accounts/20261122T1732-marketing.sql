-- Who is told of news and offers is told of anew when they agree to it, or take that back: with how they are reached.
CREATE FUNCTION contact_consented() RETURNS trigger LANGUAGE plpgsql SET search_path = accounts, pg_temp AS $$
BEGIN
  UPDATE contact SET due = true WHERE user_id = NEW.user_id;
  RETURN NULL;
END $$;
CREATE TRIGGER contact_of_consent AFTER INSERT ON consent FOR EACH ROW WHEN (NEW.kind = 'MARKETING') EXECUTE FUNCTION contact_consented();

-- Whoever has agreed before is told of, too. Of others nothing was said, which is a no.
UPDATE contact SET due = true WHERE user_id IN (SELECT user_id FROM consent WHERE kind = 'MARKETING' AND given);
