-- A record is never changed, but for one thing: which card was shown goes with the person whose card it was.
CREATE FUNCTION forget_cards(of_user uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = charging, pg_temp AS $$
  UPDATE cdr SET id_token = NULL WHERE session_id IN (SELECT id FROM session WHERE user_id = of_user) AND id_token IS NOT NULL
    AND EXISTS (SELECT FROM forgotten WHERE user_id = of_user);
$$;
REVOKE ALL ON FUNCTION forget_cards FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_cards TO evergraph_charging;
