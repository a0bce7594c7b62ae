-- What the box knows of what others tell, so that it can say it in words. `said` is the position of the word that is kept.
CREATE TABLE station (
  station_id uuid PRIMARY KEY,
  operator_id uuid NOT NULL,
  name text NOT NULL,
  -- IANA name; null: not known.
  time_zone text,
  said bigint NOT NULL
);

-- Whether a charger is connected, and whether its operator was told that it is not.
CREATE TABLE outage (
  station_id uuid PRIMARY KEY,
  -- Null: it is connected.
  offline_at timestamptz,
  told boolean NOT NULL,
  -- The last time that an outage of it was told.
  told_at timestamptz,
  said bigint NOT NULL
);
CREATE INDEX outage_untold ON outage (offline_at) WHERE NOT told AND offline_at IS NOT NULL;

CREATE TABLE meetup (
  meetup_id uuid PRIMARY KEY,
  host_id uuid NOT NULL,
  title text NOT NULL,
  cancelled boolean NOT NULL,
  starts_at timestamptz NOT NULL,
  -- The begin that people were reminded of.
  reminded_for timestamptz,
  said bigint NOT NULL
);
CREATE INDEX meetup_host ON meetup (host_id);
CREATE INDEX meetup_soon ON meetup (starts_at) WHERE NOT cancelled;

-- Who comes, and who had said so: the last word of each.
CREATE TABLE meetup_guest (
  meetup_id uuid NOT NULL,
  user_id uuid NOT NULL,
  coming boolean NOT NULL,
  said bigint NOT NULL,
  PRIMARY KEY (meetup_id, user_id)
);
CREATE INDEX meetup_guest_user ON meetup_guest (user_id);

-- A booked slot as it was told last: what has changed is seen by it.
CREATE TABLE slot (
  reservation_id uuid PRIMARY KEY,
  user_id uuid NOT NULL,
  version integer NOT NULL,
  state text NOT NULL,
  station_name text NOT NULL,
  time_zone text NOT NULL,
  evse_number integer NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL
);
CREATE INDEX slot_user ON slot (user_id);

-- A slot that is held for who waits. The word on the slot may come after the offer.
CREATE TABLE slot_offer (
  reservation_id uuid PRIMARY KEY,
  user_id uuid NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX slot_offer_user ON slot_offer (user_id);

-- Open cases of the review queue. One that was open before the box was there is no news.
CREATE TABLE waiting_case (
  case_id uuid PRIMARY KEY,
  open boolean NOT NULL,
  news boolean NOT NULL,
  heard_at timestamptz NOT NULL DEFAULT now(),
  said bigint NOT NULL
);
CREATE INDEX waiting_case_open ON waiting_case (heard_at) WHERE open;

-- When reviewers were told last that cases wait: one row, so that one process tells them.
CREATE TABLE review_round (
  singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
  told_at timestamptz NOT NULL
);
INSERT INTO review_round (told_at) VALUES ('-infinity');
