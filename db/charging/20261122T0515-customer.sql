-- Customers of partners: whose they are, on what they charge with and on their bills.
ALTER TABLE id_token ADD COLUMN partner_id uuid;
CREATE INDEX id_token_customer ON id_token (user_id) WHERE partner_id IS NOT NULL;
ALTER TABLE cdr ADD COLUMN partner_id uuid;
CREATE INDEX cdr_partner ON cdr (partner_id, id) WHERE partner_id IS NOT NULL;
CREATE INDEX cdr_customer ON cdr (user_id, id) WHERE partner_id IS NOT NULL;

-- The real world is null; each partner's sandbox is a world of its own. Ids of the sandbox are of version 5 (lib/partners/sandbox.ts). An
-- identity is good at stations of its world alone.
CREATE FUNCTION world_of(owner_id uuid) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN substr(owner_id::text, 15, 1) = '5' THEN owner_id END $$;
