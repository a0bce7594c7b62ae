-- Nothing new begins at a connector that its operator has retired.
ALTER TABLE connector ADD COLUMN retired boolean NOT NULL DEFAULT false;
