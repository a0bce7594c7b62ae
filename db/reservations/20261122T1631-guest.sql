-- Who has no account, or had none and has registered since. Guests book nothing: nobody could ask them for a fee.
CREATE TABLE guest (
  user_id uuid PRIMARY KEY,
  registered boolean NOT NULL
);
