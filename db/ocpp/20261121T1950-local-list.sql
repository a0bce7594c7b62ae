-- Lists of id tokens that chargers have, so that they know them while they are offline. A list is kept in step where its operator wants it.
CREATE TABLE local_list (
  station_id uuid PRIMARY KEY,
  kept boolean NOT NULL,
  -- What the charger has; null where that is not known, and all must be sent again. And what it was last sent.
  version integer CHECK (version > 0),
  sent_version integer NOT NULL DEFAULT 0,
  looked_at timestamptz NOT NULL DEFAULT to_timestamp(0),
  asked_version_at timestamptz NOT NULL DEFAULT now(),
  -- A list that the charger refused is not sent again at once.
  failed_at timestamptz
);
-- What it was sent; `gone`: that it is to be forgotten. Both hold once the charger has said yes.
CREATE TABLE local_list_entry (
  station_id uuid NOT NULL REFERENCES local_list ON DELETE CASCADE,
  value text NOT NULL,
  -- All that was said of it, to see when that changes.
  said text NOT NULL,
  gone boolean NOT NULL DEFAULT false,
  PRIMARY KEY (station_id, value)
);
CREATE INDEX transaction_recent ON transaction (station_id, started_at) WHERE authorised;
