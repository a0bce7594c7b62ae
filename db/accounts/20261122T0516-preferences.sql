-- How somebody wants the clients to be. Without a row all is as it is by default.
CREATE TABLE preference (
  user_id uuid PRIMARY KEY REFERENCES "user",
  display_currency text CHECK (display_currency ~ '^[A-Z]{3}$'),
  theme text NOT NULL DEFAULT 'SYSTEM' CHECK (theme IN ('SYSTEM', 'LIGHT', 'DARK')),
  contrast text NOT NULL DEFAULT 'SYSTEM' CHECK (contrast IN ('SYSTEM', 'STANDARD', 'MORE')),
  motion text NOT NULL DEFAULT 'SYSTEM' CHECK (motion IN ('SYSTEM', 'REDUCED')),
  standards text[] NOT NULL DEFAULT '{}' CHECK (cardinality(standards) <= 15),
  min_power_w integer CHECK (min_power_w BETWEEN 1 AND 5000000),
  only_available boolean NOT NULL DEFAULT false
);

-- What differs from the default.
CREATE TABLE notification_preference (
  user_id uuid NOT NULL REFERENCES preference ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('SECURITY', 'CHARGING', 'BILL', 'REWARD', 'PHOTO', 'FAVOURITE', 'COMMUNITY', 'NEWS')),
  channel text NOT NULL CHECK (channel IN ('EMAIL', 'PUSH')),
  wanted boolean NOT NULL,
  PRIMARY KEY (user_id, kind, channel),
  -- Who has taken an account over would turn it off first.
  CONSTRAINT security_by_mail CHECK (wanted OR kind <> 'SECURITY' OR channel <> 'EMAIL')
);
