-- Of somebody who has left, the id and times stay, and nothing else: bills, rewards and audits refer to it.
ALTER TABLE "user"
  ADD COLUMN deleted_at timestamptz,
  ALTER COLUMN email DROP NOT NULL,
  ALTER COLUMN display_name DROP NOT NULL,
  ADD CONSTRAINT user_deleted CHECK (CASE WHEN deleted_at IS NULL THEN num_nulls(email, display_name) = 0
    ELSE num_nonnulls(email, display_name, password_hash, email_verified_at, locale, units, time_zone) = 0 END);
CREATE INDEX user_deleted_at ON "user" (deleted_at, id) WHERE deleted_at IS NOT NULL;

-- All that the platform has of somebody, as they asked for it.
CREATE TABLE person_export (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES "user",
  asked_at timestamptz NOT NULL DEFAULT now(),
  ready_at timestamptz,
  -- Boxes that did not answer in time.
  missing text[],
  -- A ZIP.
  archive bytea,
  CHECK (num_nulls(ready_at, missing, archive) IN (0, 3))
);
CREATE INDEX person_export_user ON person_export (user_id, id);
-- However often it is asked for at once, it is gathered once.
CREATE UNIQUE INDEX person_export_open ON person_export (user_id) WHERE ready_at IS NULL;

-- What boxes have told so far, in pieces; it goes into the archive.
CREATE TABLE person_export_piece (
  export_id uuid NOT NULL REFERENCES person_export ON DELETE CASCADE,
  box text NOT NULL,
  number integer NOT NULL CHECK (number >= 0),
  pieces integer NOT NULL CHECK (pieces > number),
  data text NOT NULL,
  PRIMARY KEY (export_id, box, number)
);

CREATE TABLE account_deletion (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES "user",
  -- The user, or an admin.
  asked_by uuid NOT NULL REFERENCES "user",
  asked_at timestamptz NOT NULL DEFAULT now(),
  -- Until then the user may come back.
  due_at timestamptz NOT NULL CHECK (due_at >= asked_at),
  -- How often the boxes have been asked whether the user may go, and when last.
  round integer NOT NULL DEFAULT 1,
  round_at timestamptz NOT NULL DEFAULT now(),
  cancelled_at timestamptz,
  refused_at timestamptz,
  done_at timestamptz,
  CHECK (num_nonnulls(cancelled_at, refused_at, done_at) <= 1)
);
CREATE INDEX account_deletion_user ON account_deletion (user_id, id);
CREATE UNIQUE INDEX account_deletion_open ON account_deletion (user_id) WHERE num_nonnulls(cancelled_at, refused_at, done_at) = 0;

-- What each box of that day has said.
CREATE TABLE account_deletion_box (
  deletion_id uuid NOT NULL REFERENCES account_deletion,
  box text NOT NULL,
  -- The last round that it has answered.
  round integer NOT NULL DEFAULT 0,
  -- Why the user may not go, or not yet (`passes`).
  hold text,
  passes boolean,
  forgotten_at timestamptz,
  PRIMARY KEY (deletion_id, box),
  CHECK ((hold IS NULL) = (passes IS NULL))
);
