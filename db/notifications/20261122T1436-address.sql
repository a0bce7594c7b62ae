-- Tells addresses of one user apart, without being one: mails that came back say nothing of another address.
ALTER TABLE contact ADD COLUMN address_hash text;
