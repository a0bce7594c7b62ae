-- Users without an account, by accounts' word. What they charge is blocked first: nobody could ask them for it later.
CREATE TABLE guest (
  user_id uuid PRIMARY KEY
);
