-- The charger shows its driver what the session costs, and is told so.
ALTER TABLE session ADD COLUMN shows_cost boolean NOT NULL DEFAULT false;
