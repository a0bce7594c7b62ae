-- The sweep looks for recent sessions of nobody every few seconds; those of strangers' cards stay nobody's for ever.
CREATE INDEX session_nobody_recent ON session (opened_at) WHERE user_id IS NULL;
