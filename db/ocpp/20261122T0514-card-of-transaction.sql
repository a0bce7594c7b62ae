-- Which transactions a card began, to take it out of them when its owner has left.
CREATE INDEX transaction_card ON transaction (lower(id_token)) WHERE state = 'ended' AND id_token IS NOT NULL;
