-- The charger has come with a certificate (security profile 3) since its password was set. It is not let in with the password alone then.
ALTER TABLE charge_point ADD COLUMN certified boolean NOT NULL DEFAULT false;
