-- A fact that is told again goes to one group alone. It belongs to a page that the group has asked for, and may be true since long ago.
ALTER TABLE outbox ADD COLUMN addressee text, ADD COLUMN page uuid, ADD COLUMN since timestamptz;
ALTER TABLE inbox ADD COLUMN page uuid;
CREATE INDEX inbox_page ON inbox (page) WHERE page IS NOT NULL;

-- The facts that this box listens to, and since when it knows their past. `node db/relearn.ts` takes `learnt_at` away.
CREATE TABLE past (
  producer text NOT NULL,
  name text PRIMARY KEY,
  -- The box is new: without this past it cannot answer rightly. False: it was at work before it listened to this.
  needed boolean NOT NULL,
  learnt_at timestamptz
);

-- What a producer is telling this box at the moment: the page that was asked for, and how far the pages before it went.
CREATE TABLE telling (
  producer text PRIMARY KEY,
  names text[] NOT NULL,
  page uuid NOT NULL,
  after jsonb,
  asked integer NOT NULL DEFAULT 1 CHECK (asked > 0),
  asked_at timestamptz NOT NULL DEFAULT now(),
  -- How many facts the page has, null before the producer has said so; and where the next one begins, null after the last.
  size integer CHECK (size >= 0),
  next jsonb,
  told bigint NOT NULL DEFAULT 0,
  total bigint
);
