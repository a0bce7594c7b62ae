-- Users without an account, by accounts' word. They earn nothing.
CREATE TABLE guest (
  user_id uuid PRIMARY KEY
);
