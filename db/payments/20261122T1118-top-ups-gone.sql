-- The money of a top-up went back to who had paid it, by their bank or on the provider's page. What the wallet does not have any more is owed,
-- as a bill of its own: one for each top-up.
ALTER TABLE bill DROP CONSTRAINT bill_kind_check, ADD CONSTRAINT bill_kind CHECK (kind IN ('SESSION', 'TOP_UP')),
  DROP CONSTRAINT bill_why_check,
  ADD CONSTRAINT bill_why CHECK (why IN ('NO_METHOD', 'DECLINED', 'DISPUTE_LOST', 'TOO_LITTLE', 'ABOVE_HOLD', 'TOP_UP_GONE')),
  -- Nobody sells a top-up: no operator is paid for it, and nothing was blocked.
  ADD CONSTRAINT bill_top_up CHECK (kind <> 'TOP_UP' OR (operator_id IS NULL AND hold_id IS NULL));
-- What a bank decides on is never more than what came.
ALTER TABLE payment ADD CONSTRAINT payment_disputed CHECK (disputed_minor <= captured_minor);
-- A refund that was made on the provider's page is found by the provider's id of it.
CREATE INDEX refund_of_provider ON refund (external_id) WHERE external_id IS NOT NULL;
