-- Addresses were kept as hashes that anybody who has them reads by trying all addresses. They are kept under a key from now on, and what was
-- kept until now is forgotten: it counted what was tried in a day.
UPDATE payment_method SET asked_from = NULL WHERE asked_from IS NOT NULL;
UPDATE hold SET asked_from = NULL WHERE asked_from IS NOT NULL;
UPDATE top_up SET asked_from = NULL WHERE asked_from IS NOT NULL;
