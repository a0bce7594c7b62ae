-- A station's calendar shows what drivers had and have no more. What is taken has its own indexes; both are read from not long before a time.
CREATE INDEX reservation_over ON reservation (station_id, during)
  WHERE kind = 'BOOKING' AND state IN ('NO_SHOW', 'CANCELLED', 'REJECTED', 'FAILED', 'LAPSED');
