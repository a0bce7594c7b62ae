-- A replay walks an endpoint's messages of a state in their order. What waits already, the oldest first, is found by it too.
CREATE INDEX webhook_message_state ON webhook_message (endpoint_id, state, sequence);
