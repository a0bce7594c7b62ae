-- Somebody who charges without an account, for a day: no address to sign in with, no password. Where a receipt goes is nobody's proven
-- address, so it stands apart and takes none away.
ALTER TABLE "user"
  ADD COLUMN guest_until timestamptz,
  ADD COLUMN guest_email text CHECK (guest_email = btrim(guest_email) AND length(guest_email) BETWEEN 3 AND 254),
  DROP CONSTRAINT user_deleted,
  ADD CONSTRAINT user_deleted CHECK (CASE
    WHEN deleted_at IS NOT NULL
      THEN num_nonnulls(email, display_name, password_hash, email_verified_at, locale, units, time_zone, guest_email) = 0
    WHEN guest_until IS NOT NULL THEN display_name IS NOT NULL AND num_nonnulls(email, password_hash, email_verified_at) = 0
    ELSE num_nulls(email, display_name) = 0 AND guest_email IS NULL END);
CREATE INDEX user_guest ON "user" (guest_until) WHERE guest_until IS NOT NULL AND deleted_at IS NULL;

ALTER TABLE login
  DROP CONSTRAINT login_method_check,
  ADD CONSTRAINT login_method_check CHECK (method IN ('PASSWORD', 'LETTER', 'PASSKEY', 'WALLET', 'OIDC', 'GUEST'));
