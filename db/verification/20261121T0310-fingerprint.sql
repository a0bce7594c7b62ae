-- What is kept of every judged photo so that its copies are known, by whomever they come. Rows are inserted under one advisory lock, so
-- that ids grow in the order of the commits and an index in memory can follow them.
CREATE TABLE fingerprint (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  photo_id uuid NOT NULL UNIQUE REFERENCES photo (id),
  -- Null once the photo is erased: what stays keeps it from earning again.
  user_id uuid,
  -- Of two photos of the same bytes, one has a fingerprint.
  sha256 bytea NOT NULL UNIQUE CHECK (octet_length(sha256) = 32),
  pdq bytea NOT NULL CHECK (octet_length(pdq) = 32),
  pdq_quality smallint NOT NULL CHECK (pdq_quality BETWEEN 0 AND 100),
  -- A vector of length 1 in signed bytes (× 127), and the model that made it: only vectors of one model compare.
  embedding bytea CHECK (octet_length(embedding) BETWEEN 16 AND 1024),
  embedding_model text,
  -- The photo in grey, 128 × 128 bytes: what a likeness that the embedding has found is confirmed by.
  outline bytea CHECK (octet_length(outline) = 16384),
  -- What the model read on it, in whole units of the display.
  reading bigint CHECK (reading >= 0),
  created_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((embedding IS NULL) = (embedding_model IS NULL)),
  CHECK (user_id IS NOT NULL OR outline IS NULL)
);

REVOKE DELETE ON fingerprint FROM evergraph_verification;
