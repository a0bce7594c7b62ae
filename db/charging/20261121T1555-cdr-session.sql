-- The records of a session that was taken back as well: `cdr_revision` leaves them out.
CREATE INDEX cdr_session ON cdr (session_id);
