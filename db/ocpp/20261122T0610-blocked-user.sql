-- Who is blocked, by the newest word of accounts. What a partner's customers show is refused as long as the partner is blocked.
CREATE TABLE blocked_user (
  user_id uuid PRIMARY KEY,
  blocked boolean NOT NULL,
  said bigint NOT NULL
);
