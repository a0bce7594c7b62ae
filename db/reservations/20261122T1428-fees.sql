-- Tariffs as stations says them: what an unused slot costs.
CREATE TABLE tariff_version (
  tariff_id uuid NOT NULL,
  version integer NOT NULL,
  valid_from timestamptz NOT NULL,
  data jsonb NOT NULL,
  PRIMARY KEY (tariff_id, version)
);

-- The tariff that was shown when the slot was booked counts, also where the slot is moved to another EVSE.
ALTER TABLE reservation ADD COLUMN tariff_id uuid;
CREATE FUNCTION keep_tariff() RETURNS trigger LANGUAGE plpgsql SET search_path = reservations, pg_temp AS $$
BEGIN
  NEW.tariff_id := CASE TG_OP WHEN 'UPDATE' THEN OLD.tariff_id ELSE (SELECT tariff_id FROM connector WHERE id = NEW.connector_id) END;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_tariff BEFORE INSERT OR UPDATE ON reservation FOR EACH ROW EXECUTE FUNCTION keep_tariff();

-- What is owed for a slot that was not used, or was cancelled late. A change is another version; the newest one holds.
CREATE TABLE fee (
  id uuid PRIMARY KEY,
  reservation_id uuid NOT NULL REFERENCES reservation,
  version integer NOT NULL CHECK (version > 0),
  kind text NOT NULL CHECK (kind IN ('NO_SHOW', 'LATE_CANCELLATION')),
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  -- With VAT where there is any.
  amount_minor bigint NOT NULL CHECK (amount_minor BETWEEN 0 AND 9007199254740991),
  excl_vat_minor bigint NOT NULL,
  incl_vat_minor bigint,
  lines jsonb NOT NULL,
  -- The time that is charged for.
  from_at timestamptz NOT NULL,
  until_at timestamptz NOT NULL CHECK (until_at >= from_at),
  -- Who let it off; nothing is owed from then on.
  waived_by uuid CHECK (waived_by IS NULL OR amount_minor = 0),
  waived_reason text CHECK (length(waived_reason) BETWEEN 1 AND 500),
  at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT fee_once UNIQUE (reservation_id, version)
);
REVOKE UPDATE, DELETE, TRUNCATE ON fee FROM evergraph_reservations;

-- What the invoice of a fee says of where it was: {name, street, city, country}; null: an older version of stations did not say.
ALTER TABLE station ADD COLUMN address jsonb;
