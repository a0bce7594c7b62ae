-- A charger that was stolen, or whose secrets are known to others: nothing that it has opens a connection any more.
ALTER TABLE charge_point
  -- Client certificates from before this are not taken.
  ADD COLUMN barred_at timestamptz,
  -- Nor are these passwords, whoever says them again.
  ADD COLUMN barred_password_hashes text[] NOT NULL DEFAULT '{}';
