-- Whose loss it is that is given up: the operator's who has sold it, or the platform's (null). What comes after all is the same one's again.
ALTER TABLE write_off ADD COLUMN operator_id uuid;
-- Of what was given up of a bill: what its operator bears. The rest is the platform's.
ALTER TABLE bill
  ADD COLUMN borne_minor bigint NOT NULL DEFAULT 0,
  ADD CONSTRAINT bill_borne CHECK (borne_minor BETWEEN 0 AND written_off_minor),
  DROP CONSTRAINT bill_why_check,
  ADD CONSTRAINT bill_why_check CHECK (why IN ('NO_METHOD', 'DECLINED', 'DISPUTE_LOST', 'TOO_LITTLE', 'ABOVE_HOLD'));

-- Who charges without an account, and is asked for nothing above what was blocked for them. Who registers is here no more.
CREATE TABLE guest (user_id uuid PRIMARY KEY);

-- What an operator bears belongs to the bill that it was given up of.
CREATE OR REPLACE VIEW payable AS
  SELECT entry.id, account.owner_id::uuid AS operator_id, account.currency, journal.at, journal.kind, -entry.amount_minor AS amount_minor,
    CASE journal.source_type
      WHEN 'RECORD' THEN (SELECT bill_id FROM bill_record WHERE cdr_id = journal.source_id::uuid)
      WHEN 'REFUND' THEN (SELECT bill_id FROM refund WHERE refund.id = journal.source_id::uuid)
      WHEN 'WRITE_OFF' THEN (SELECT bill_id FROM write_off WHERE write_off.id = journal.source_id::uuid)
    END AS bill_id
  FROM account
  JOIN entry ON entry.account_id = account.id
  JOIN journal ON journal.id = entry.journal_id
  WHERE account.kind = 'OPERATOR_PAYABLE' AND account.owner_id <> '';
