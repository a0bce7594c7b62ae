-- When an operator was told last of chargers that are away: one row each, so that an outage of five hundred is two mails, in however many
-- processes. Those that follow soon are gathered in the next.
CREATE TABLE outage_round (
  operator_id uuid PRIMARY KEY,
  told_at timestamptz NOT NULL
);
