-- W3C traceparent of what caused the fact, so that one trace goes on in the boxes that hear of it.
ALTER TABLE outbox ADD COLUMN traceparent text CHECK (length(traceparent) = 55);
