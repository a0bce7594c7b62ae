-- Whether the charger itself holds a slot: then nobody else can begin there, even before it is held by its terms.
ALTER TABLE slot ADD COLUMN hard boolean NOT NULL DEFAULT false;
