-- What a photo was submitted as stays. By its day, capture, vehicle and last reading the policy decides who looks at it.
REVOKE UPDATE, TRUNCATE ON photo, submission FROM evergraph_verification;
GRANT UPDATE (sha256, type, width, height, viewable, erased_at, swept_at) ON photo TO evergraph_verification;
GRANT UPDATE (state, reasons, state_at, failures, latitude, longitude, guide_frame) ON submission TO evergraph_verification;
-- What kilometres earned on a day stays, as the policy's versions do.
REVOKE UPDATE, DELETE, TRUNCATE ON distance_rule FROM evergraph_verification;
