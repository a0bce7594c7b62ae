-- People whose accounts are gone. Ids alone: what is said of them late, or told again, is not taken in any more.
CREATE TABLE forgotten (
  user_id uuid PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now()
);
DO $$
BEGIN
  EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON forgotten FROM evergraph_%s', current_schema());
END $$;

-- What was done stays; words and addresses in the details of some acts go with the person who did them, or to whom they were done.
DO $$
BEGIN
  EXECUTE format('CREATE FUNCTION forget_details(of_user uuid, acts text[]) RETURNS void LANGUAGE sql
    SECURITY DEFINER SET search_path = %1$I, pg_temp AS ''
      UPDATE audit SET detail = jsonb_build_object() WHERE (actor_id = of_user OR subject_id = of_user) AND action LIKE ANY (acts)
        AND EXISTS (SELECT FROM forgotten WHERE user_id = of_user);
    ''', current_schema());
  REVOKE ALL ON FUNCTION forget_details FROM PUBLIC;
  EXECUTE format('GRANT EXECUTE ON FUNCTION forget_details TO evergraph_%s', current_schema());
END $$;
