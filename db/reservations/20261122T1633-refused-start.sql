-- The charger did not let somebody begin who had asked to: it refused, or gave no answer. Nobody owes a fee for that.
ALTER TABLE presence ADD COLUMN refused boolean NOT NULL DEFAULT false;
