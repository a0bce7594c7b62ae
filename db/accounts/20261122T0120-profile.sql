-- What people say of themselves. Null: not said.
ALTER TABLE "user"
  ADD COLUMN locale text CHECK (locale ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$' AND length(locale) <= 35),
  ADD COLUMN units text CHECK (units IN ('METRIC', 'IMPERIAL')),
  ADD COLUMN time_zone text CHECK (length(time_zone) BETWEEN 1 AND 60);
