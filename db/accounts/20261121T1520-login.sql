-- A session is a charge. What a sign-in opens is a login.
ALTER TABLE session RENAME TO login;
ALTER TABLE refresh_token RENAME COLUMN session_id TO login_id;
ALTER INDEX session_pkey RENAME TO login_pkey;
ALTER INDEX session_by_user RENAME TO login_by_user;
ALTER INDEX session_expires_at RENAME TO login_expires_at;
ALTER INDEX refresh_token_session RENAME TO refresh_token_login;
-- Every box writes them so.
UPDATE audit SET action = CASE action
    WHEN 'ROLE_GRANTED' THEN 'role.granted'
    WHEN 'ROLE_REVOKED' THEN 'role.revoked'
    ELSE 'id-token.blocked'
  END
  WHERE action IN ('ROLE_GRANTED', 'ROLE_REVOKED', 'ID_TOKEN_BLOCKED');
