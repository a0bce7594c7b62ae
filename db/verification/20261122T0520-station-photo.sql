-- Whose a station is, as its operator says.
CREATE TABLE station (
  id uuid PRIMARY KEY,
  operator_id uuid NOT NULL
);

-- How much the photos of an operator's stations take: see VERIFICATION_LIMITS.
CREATE TABLE station_photo_space (
  operator_id uuid PRIMARY KEY,
  photos integer NOT NULL CONSTRAINT station_photo_space_photos CHECK (photos BETWEEN 0 AND 5000),
  bytes bigint NOT NULL CONSTRAINT station_photo_space_bytes CHECK (bytes BETWEEN 0 AND 2147483648)
);
REVOKE INSERT, UPDATE, DELETE ON station_photo_space FROM evergraph_verification;

-- Photos that operators show of their stations. They are of things, and belong to no person.
CREATE TABLE station_photo (
  id uuid PRIMARY KEY,
  station_id uuid NOT NULL REFERENCES station,
  operator_id uuid NOT NULL,
  idempotency_key uuid NOT NULL,
  -- In which order they are shown; null once it is removed.
  place integer CONSTRAINT station_photo_place CHECK (place BETWEEN 1 AND 20),
  alt text NOT NULL CHECK (length(alt) BETWEEN 1 AND 300),
  content_type text NOT NULL,
  -- As it is announced; then of what was made of it.
  size_bytes integer NOT NULL CHECK (size_bytes > 0),
  width integer,
  height integer,
  requested_at timestamptz NOT NULL DEFAULT now(),
  -- Null until it was uploaded and could be read.
  ready_at timestamptz,
  removed_at timestamptz,
  -- When its upload was cleared away, long after its link had ended.
  swept_at timestamptz,
  CHECK ((ready_at IS NULL) = (width IS NULL)),
  CHECK ((removed_at IS NULL) = (place IS NOT NULL)),
  CONSTRAINT station_photo_idempotency_key UNIQUE (operator_id, idempotency_key),
  -- Looked at when a statement ends: photos may change places.
  CONSTRAINT station_photo_place_once UNIQUE (station_id, place) DEFERRABLE INITIALLY IMMEDIATE
);
CREATE INDEX station_photo_unswept ON station_photo (requested_at) WHERE swept_at IS NULL;

CREATE FUNCTION count_station_photo() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = verification, pg_temp AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    UPDATE station_photo_space SET photos = photos - 1, bytes = bytes - OLD.size_bytes WHERE operator_id = OLD.operator_id;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO station_photo_space AS had (operator_id, photos, bytes) VALUES (NEW.operator_id, 1, NEW.size_bytes)
    ON CONFLICT (operator_id) DO UPDATE SET photos = had.photos + 1, bytes = had.bytes + NEW.size_bytes;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER count_station_photo AFTER INSERT OR DELETE OR UPDATE OF size_bytes, operator_id ON station_photo
  FOR EACH ROW EXECUTE FUNCTION count_station_photo();
