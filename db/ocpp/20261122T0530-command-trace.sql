-- W3C traceparent of what asked for a command, so that the call to the charger stands in its trace.
ALTER TABLE command ADD COLUMN traceparent text CHECK (length(traceparent) = 55);
ALTER TABLE charge_point_command ADD COLUMN traceparent text CHECK (length(traceparent) = 55);
