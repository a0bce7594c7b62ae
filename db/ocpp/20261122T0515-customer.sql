-- The partner whose customer shows it; null: it is a user's. What is tried in a sandbox opens no charger of the real world.
ALTER TABLE id_token ADD COLUMN partner_id uuid;

-- The real world is null; each partner's sandbox is a world of its own. Ids of the sandbox are of version 5 (lib/partners/sandbox.ts).
CREATE FUNCTION world_of(owner_id uuid) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN substr(owner_id::text, 15, 1) = '5' THEN owner_id END $$;
