-- Bytes of all versions that a partner's clients ever had: they are kept. Without a limit one partner could fill the disk.
CREATE TABLE manifest_space (
  partner_id uuid PRIMARY KEY,
  bytes bigint NOT NULL CONSTRAINT manifest_space_full CHECK (bytes <= 67108864)
);
INSERT INTO manifest_space (partner_id, bytes)
  SELECT partner_id, least(sum(bytes), 67108864) FROM manifest JOIN client ON client.id = manifest.client_id GROUP BY partner_id;

CREATE FUNCTION count_manifest_space() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  INSERT INTO manifest_space AS space (partner_id, bytes) SELECT partner_id, NEW.bytes FROM client WHERE id = NEW.client_id
    ON CONFLICT (partner_id) DO UPDATE SET bytes = space.bytes + excluded.bytes;
  RETURN NULL;
END $$;
CREATE TRIGGER count_manifest_space AFTER INSERT ON manifest FOR EACH ROW EXECUTE FUNCTION count_manifest_space();
REVOKE INSERT, UPDATE, DELETE ON manifest_space FROM evergraph_partners;
