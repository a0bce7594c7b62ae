-- A number that its user has proven to have. It is sealed: it lies in no backup in the clear.
CREATE TABLE phone (
  user_id uuid PRIMARY KEY,
  number text NOT NULL,
  -- Keyed: who has the table could try all numbers otherwise. A number is one person's: numbers are given to others, and who has it now proves it.
  number_hash bytea NOT NULL,
  -- ISO 3166-1 alpha-2.
  country text NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
  -- What is shown of it.
  ending text NOT NULL CHECK (ending ~ '^\d{2}$'),
  verified_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT phone_once UNIQUE (number_hash)
);

-- A number that is still to be proven, by the code that was sent there last.
CREATE TABLE phone_code (
  user_id uuid PRIMARY KEY,
  number text NOT NULL,
  number_hash bytea NOT NULL,
  country text NOT NULL,
  ending text NOT NULL,
  code_hash bytea NOT NULL,
  -- Counted before it is looked whether the code is right, so that many guesses at once are no more than these.
  tries smallint NOT NULL DEFAULT 0 CHECK (tries BETWEEN 0 AND 5),
  expires_at timestamptz NOT NULL
);
CREATE INDEX phone_code_expires ON phone_code (expires_at);

-- How many SMS there were on a day (UTC), by whom, to which number and to which country: counted before anything is sent. Subjects are keyed hashes.
CREATE TABLE sms_count (
  subject text NOT NULL,
  day date NOT NULL,
  count integer NOT NULL CHECK (count > 0),
  PRIMARY KEY (subject, day)
);
CREATE INDEX sms_count_day ON sms_count (day);

-- Messages that were counted: one that is tried again is counted once.
CREATE TABLE sms_counted (
  id uuid PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX sms_counted_at ON sms_counted (at);
