-- What was told again goes as soon as its group has handled it.
CREATE INDEX outbox_told ON outbox (addressee) WHERE page IS NOT NULL;
