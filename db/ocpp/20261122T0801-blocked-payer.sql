-- Who charges nothing until they have paid, by the newest word of payments. Not in `blocked_user`: positions of two producers are not compared.
CREATE TABLE blocked_payer (
  user_id uuid PRIMARY KEY,
  blocked boolean NOT NULL,
  said bigint NOT NULL
);
