-- The bridge did not keep whose identities these are: it is told once more.
INSERT INTO outbox (id, name, aggregate_id, data)
  SELECT gen_random_uuid(), 'accounts.id-token.issued', id::text,
    jsonb_build_object('idTokenId', id, 'userId', user_id, 'value', value, 'type', type, 'status', status)
  FROM id_token ORDER BY id;
