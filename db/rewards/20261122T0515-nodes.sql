-- How many nodes the configuration names for a chain, and how many of them must say the same before money moves.
ALTER TABLE chain
  ADD COLUMN nodes integer NOT NULL DEFAULT 1 CHECK (nodes > 0),
  ADD COLUMN quorum integer NOT NULL DEFAULT 1 CHECK (quorum > 0);
