-- Who waits for a slot at a station that is full, in the order in which they came.
CREATE TABLE waitlist_entry (
  id uuid PRIMARY KEY,
  -- Who came first has the lowest; no clock says it.
  place bigint GENERATED ALWAYS AS IDENTITY,
  user_id uuid NOT NULL,
  station_id uuid NOT NULL REFERENCES station,
  -- The slot begins and ends in this time.
  from_at timestamptz NOT NULL,
  until_at timestamptz NOT NULL,
  minutes integer NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
  power_w integer NOT NULL CHECK (power_w >= 0),
  state text NOT NULL CHECK (state IN ('WAITING', 'OFFERED', 'TAKEN', 'LEFT', 'LAPSED')),
  -- The slot that is or was held for them: nobody slips in while they think. One slot is offered once, and to one.
  reservation_id uuid UNIQUE REFERENCES reservation,
  created_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL DEFAULT now(),
  CHECK (until_at >= from_at + make_interval(mins => minutes)),
  CHECK ((state = 'WAITING') <= (reservation_id IS NULL)),
  CHECK ((state IN ('OFFERED', 'TAKEN')) <= (reservation_id IS NOT NULL))
);
CREATE UNIQUE INDEX waitlist_once ON waitlist_entry (user_id, station_id) WHERE state IN ('WAITING', 'OFFERED');
CREATE INDEX waitlist_next ON waitlist_entry (station_id, place) WHERE state = 'WAITING';
CREATE INDEX waitlist_offered ON waitlist_entry (reservation_id) WHERE state = 'OFFERED';
CREATE INDEX waitlist_user ON waitlist_entry (user_id, id);
REVOKE DELETE ON waitlist_entry FROM evergraph_reservations;

CREATE FUNCTION keep_waitlist_entry() RETURNS trigger LANGUAGE plpgsql SET search_path = reservations, pg_temp AS $$
BEGIN
  IF OLD.state IN ('TAKEN', 'LEFT', 'LAPSED') AND NEW.state <> OLD.state THEN
    RAISE EXCEPTION 'Who waits no more comes back as another entry.' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_waitlist_entry BEFORE UPDATE ON waitlist_entry FOR EACH ROW EXECUTE FUNCTION keep_waitlist_entry();

-- Stations at which something may be free for who waits. A row for each time: two transactions never wait for each other here.
CREATE TABLE waitlist_due (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  station_id uuid NOT NULL
);

-- Whatever gives time back, whoever does it: those who wait are looked at.
CREATE FUNCTION wake_waitlist() RETURNS trigger LANGUAGE plpgsql SET search_path = reservations, pg_temp AS $$
BEGIN
  IF OLD.state IN ('PENDING', 'RESERVED', 'ACTIVE', 'FULFILLED')
    AND (NEW.state NOT IN ('PENDING', 'RESERVED', 'ACTIVE', 'FULFILLED') OR NEW.evse_id <> OLD.evse_id OR NOT NEW.during @> OLD.during)
    AND EXISTS (SELECT FROM waitlist_entry WHERE station_id = OLD.station_id AND state = 'WAITING')
  THEN
    INSERT INTO waitlist_due (station_id) VALUES (OLD.station_id);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER wake_waitlist AFTER UPDATE ON reservation FOR EACH ROW EXECUTE FUNCTION wake_waitlist();
