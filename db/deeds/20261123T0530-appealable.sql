-- Of a rejection, whether its user was told that they may appeal. Null in those from before.
ALTER TABLE deed ADD COLUMN appealable boolean;
