-- Triggers find this schema's tables whoever writes: an administrator's connection has another search path.
ALTER FUNCTION keep_address SET search_path = accounts, pg_temp;
ALTER FUNCTION block_cards SET search_path = accounts, pg_temp;
ALTER FUNCTION block_cards_of_customer SET search_path = accounts, pg_temp;
ALTER FUNCTION card_of_blocked SET search_path = accounts, pg_temp;
