-- Until when an identity is good, and the name of its group among its user's. What kinds there are, accounts holds.
ALTER TABLE id_token
  ADD COLUMN expires_at timestamptz,
  ADD COLUMN group_name text,
  DROP CONSTRAINT id_token_type_check;
