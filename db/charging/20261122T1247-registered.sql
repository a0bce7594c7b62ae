-- Who has registered is a guest no more, in whatever order it is heard: an older word that comes late takes no account away.
ALTER TABLE guest ADD COLUMN registered boolean NOT NULL DEFAULT false;
