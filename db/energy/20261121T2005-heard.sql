-- The most that a charger may have heard since it last answered: as long as it may draw this, nobody else is given it.
ALTER TABLE charge ADD COLUMN heard_a double precision CHECK (heard_a >= 0);
UPDATE charge SET heard_a = asked_a;
