-- Of a rejection, whether its driver was told that they may appeal. Null in those from before.
ALTER TABLE upload ADD COLUMN appealable boolean;
