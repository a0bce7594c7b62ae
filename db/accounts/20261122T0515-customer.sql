-- Customers of partners. They have no login: their partner's program acts for them.
CREATE TABLE customer (
  id uuid PRIMARY KEY,
  partner_id uuid NOT NULL,
  -- What the partner calls them. A request that is repeated makes nothing.
  reference text NOT NULL CHECK (length(reference) BETWEEN 1 AND 100),
  name text CHECK (length(name) BETWEEN 1 AND 100),
  email text CHECK (length(email) <= 254),
  blocked_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (partner_id, reference),
  UNIQUE (id, partner_id)
);
CREATE INDEX customer_partner ON customer (partner_id, id);
-- Whose customer it is, and what they call it, never changes.
REVOKE UPDATE ON customer FROM evergraph_accounts;
GRANT UPDATE (name, email, blocked_at) ON customer TO evergraph_accounts;

-- The real world is null; each partner's sandbox is a world of its own. Ids of the sandbox are of version 5 (lib/partners/sandbox.ts).
CREATE FUNCTION world_of(owner_id uuid) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN substr(owner_id::text, 15, 1) = '5' THEN owner_id END $$;

-- An identity is a user's or a customer's.
ALTER TABLE id_token
  ALTER COLUMN user_id DROP NOT NULL,
  ADD COLUMN customer_id uuid,
  ADD COLUMN partner_id uuid,
  ADD COLUMN world uuid GENERATED ALWAYS AS (world_of(partner_id)) STORED,
  ADD FOREIGN KEY (customer_id, partner_id) REFERENCES customer (id, partner_id) MATCH FULL,
  ADD CONSTRAINT id_token_owner CHECK (num_nonnulls(user_id, customer_id) = 1);
CREATE INDEX id_token_customer ON id_token (customer_id, id) WHERE customer_id IS NOT NULL;
-- What is tried in a sandbox takes nothing from the real world, and does not tell what there is.
DROP INDEX id_token_value;
CREATE UNIQUE INDEX id_token_value ON id_token (lower(value), world) NULLS NOT DISTINCT;

CREATE FUNCTION block_cards_of_customer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE id_token SET owner_blocked = NEW.blocked_at IS NOT NULL WHERE customer_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER block_cards AFTER UPDATE OF blocked_at ON customer FOR EACH ROW
  WHEN ((OLD.blocked_at IS NULL) <> (NEW.blocked_at IS NULL)) EXECUTE FUNCTION block_cards_of_customer();
CREATE OR REPLACE FUNCTION card_of_blocked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.owner_blocked := coalesce(
    (SELECT blocked_at IS NOT NULL FROM "user" WHERE id = NEW.user_id),
    (SELECT blocked_at IS NOT NULL FROM customer WHERE id = NEW.customer_id),
    false);
  RETURN NEW;
END $$;

-- A sandbox acts under an id that is no user's, and what is done to a customer is noted too.
ALTER TABLE audit DROP CONSTRAINT audit_actor_id_fkey, DROP CONSTRAINT IF EXISTS audit_subject_id_fkey;
