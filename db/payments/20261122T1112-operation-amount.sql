-- What moves or blocks money says how much and of what. A call without it would be made with nothing.
ALTER TABLE operation ADD CONSTRAINT operation_amount CHECK (
  (amount_minor IS NULL) = (currency IS NULL) AND (amount_minor IS NOT NULL OR kind NOT IN ('AUTHORISE', 'CHARGE', 'CAPTURE', 'REFUND', 'PAY_OUT')));
