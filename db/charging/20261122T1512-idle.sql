-- A vehicle that stands and takes nothing, and whose driver is told before that costs something. Once for each time that it begins to stand.
CREATE TABLE idle_watch (
  session_id uuid PRIMARY KEY REFERENCES session ON DELETE CASCADE,
  -- Since when it stands, and from when that is billed, by its charger's clock; null: it costs nothing.
  since timestamptz NOT NULL,
  billed_from timestamptz,
  -- When its driver is to be told, by our clock, and when they were.
  notice_at timestamptz,
  told_at timestamptz,
  CHECK ((billed_from IS NULL) = (notice_at IS NULL)),
  CHECK (told_at IS NULL OR notice_at IS NOT NULL)
);
CREATE INDEX idle_watch_due ON idle_watch (notice_at) WHERE told_at IS NULL;
