-- Who was blocked before 20261122T0226 had cards that nobody was told of: they were blocked here, and chargers took them on.
INSERT INTO outbox (id, name, aggregate_id, data)
  SELECT gen_random_uuid(), 'accounts.id-token.issued', id::text,
    jsonb_build_object('idTokenId', id, 'userId', user_id, 'value', value, 'type', type, 'status', 'BLOCKED',
      'expiresAt', to_char(expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'group', group_name,
      'concurrentSessions', concurrent_sessions)
  FROM id_token WHERE owner_blocked ORDER BY id;
