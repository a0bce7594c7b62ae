-- What somebody was told of, once: the same cause tells the same person the same kind of thing no second time.
CREATE TABLE notification (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL,
  kind text NOT NULL,
  -- The id of the event, or of what it is about where several events say the same.
  cause text NOT NULL CHECK (length(cause) BETWEEN 1 AND 200),
  -- What the texts need, by name.
  params jsonb NOT NULL,
  -- Where a click leads: a path of the clients, from /; null: nowhere.
  link text CHECK (link LIKE '/%' AND length(link) <= 500),
  created_at timestamptz NOT NULL DEFAULT now(),
  read_at timestamptz,
  CONSTRAINT notification_once UNIQUE (user_id, kind, cause)
);
CREATE INDEX notification_user ON notification (user_id, id);
CREATE INDEX notification_unread ON notification (user_id) WHERE read_at IS NULL;
CREATE INDEX notification_created ON notification (created_at);

-- One notification by one channel. Preference and quiet hours are looked at when it is sent, not when it is queued.
CREATE TABLE delivery (
  id uuid PRIMARY KEY,
  notification_id uuid NOT NULL REFERENCES notification ON DELETE CASCADE,
  user_id uuid NOT NULL,
  channel text NOT NULL CHECK (channel IN ('EMAIL', 'PUSH', 'SMS')),
  -- 0 is sent before 1, and 1 before 2: a receipt does not wait for news to everybody.
  urgency smallint NOT NULL CHECK (urgency BETWEEN 0 AND 2),
  state text NOT NULL DEFAULT 'QUEUED' CHECK (state IN ('QUEUED', 'SENT', 'DELIVERED', 'BOUNCED', 'FAILED', 'SUPPRESSED')),
  -- Not before; null where it is over.
  due_at timestamptz DEFAULT now(),
  tries integer NOT NULL DEFAULT 0 CHECK (tries >= 0),
  -- Who sends it just now has it until then; a process that died leaves it to the next.
  claimed_until timestamptz,
  -- The id that the channel's server gave it: bounces and receipts name it.
  external_id text,
  -- Why it was suppressed, bounced or failed: a code, and the server's words.
  reason text,
  detail text CHECK (length(detail) <= 1000),
  created_at timestamptz NOT NULL DEFAULT now(),
  sent_at timestamptz,
  changed_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT delivery_once UNIQUE (notification_id, channel),
  CONSTRAINT delivery_open CHECK ((state = 'QUEUED') = (due_at IS NOT NULL))
);
CREATE INDEX delivery_due ON delivery (channel, urgency, due_at, id) WHERE state = 'QUEUED';
CREATE INDEX delivery_external ON delivery (channel, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX delivery_user ON delivery (user_id, id);

-- How somebody is reached, as accounts says it.
CREATE TABLE contact (
  user_id uuid PRIMARY KEY,
  -- Sealed: it is opened when something is sent, and lies nowhere in the clear. Null: there is none.
  contact text,
  email_verified boolean NOT NULL,
  -- Mails to it come back; a new word of accounts with another address ends that.
  email_bounced_at timestamptz,
  locale text,
  -- IANA name.
  time_zone text,
  roles text[] NOT NULL,
  guest boolean NOT NULL,
  said bigint NOT NULL
);
CREATE INDEX contact_roles ON contact USING gin (roles);

-- Whether somebody wants a kind of thing by a channel, where they have said so (accounts.preferences.saved).
CREATE TABLE preference (
  user_id uuid NOT NULL,
  category text NOT NULL,
  channel text NOT NULL,
  wanted boolean NOT NULL,
  PRIMARY KEY (user_id, category, channel)
);
