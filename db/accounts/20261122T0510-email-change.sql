-- A change of address: EMAIL_CHANGE proves the new one, EMAIL_UNDO goes to the old one and takes the change back.
ALTER TABLE letter_request
  ADD COLUMN user_id uuid REFERENCES "user",
  DROP CONSTRAINT letter_request_purpose_check,
  ADD CONSTRAINT letter_request_purpose_check CHECK (purpose IN ('REGISTRATION', 'VERIFICATION', 'RESET', 'EMAIL_CHANGE')),
  ADD CONSTRAINT letter_request_user_check CHECK ((purpose = 'EMAIL_CHANGE') = (user_id IS NOT NULL));
ALTER TABLE letter_token
  DROP CONSTRAINT letter_token_purpose_check,
  ADD CONSTRAINT letter_token_purpose_check
    CHECK (purpose IN ('REGISTRATION', 'VERIFICATION', 'RESET', 'EMAIL_CHANGE', 'EMAIL_UNDO'));
ALTER TABLE login
  DROP CONSTRAINT login_revoked_because_check,
  ADD CONSTRAINT login_revoked_because_check CHECK (revoked_because IN ('SIGN_OUT', 'REUSE', 'PASSWORD_CHANGED', 'PASSWORD_RESET', 'ENDED',
    'BLOCKED', 'DELETED', 'EMAIL_CHANGED'));

-- As long as a change can be undone, the old address is its user's: whoever has taken the account over would register it at once. The locks
-- are for a registration that waits for the change: it looks again when the change is done. They are taken in one order.
CREATE FUNCTION keep_address() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  address text;
BEGIN
  FOR address IN
    SELECT DISTINCT lower(one) AS low FROM unnest(ARRAY[NEW.email, CASE TG_OP WHEN 'UPDATE' THEN OLD.email END]) AS one
    WHERE one IS NOT NULL ORDER BY low
  LOOP
    PERFORM pg_advisory_xact_lock(hashtextextended('accounts address ' || address, 0));
  END LOOP;
  IF EXISTS (
    SELECT FROM letter_token
    WHERE purpose = 'EMAIL_UNDO' AND lower(email) = lower(NEW.email) AND user_id <> NEW.id AND used_at IS NULL AND expires_at > now()
  ) THEN
    -- As if the address had an account.
    RETURN NULL;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_address BEFORE INSERT OR UPDATE OF email ON "user" FOR EACH ROW EXECUTE FUNCTION keep_address();
