-- An entry is of its journal's time: both are of the transaction that writes them. So an account is read by time, a page at a time.
ALTER TABLE entry ADD COLUMN at timestamptz NOT NULL DEFAULT now();
UPDATE entry SET at = journal.at FROM journal WHERE journal.id = journal_id;
CREATE INDEX entry_time ON entry (account_id, at, id) INCLUDE (journal_id, amount_minor);
CREATE OR REPLACE VIEW payable AS
  SELECT entry.id, account.owner_id::uuid AS operator_id, account.currency, entry.at, journal.kind, -entry.amount_minor AS amount_minor,
    CASE journal.source_type
      WHEN 'RECORD' THEN (SELECT bill_id FROM bill_record WHERE cdr_id = journal.source_id::uuid)
      WHEN 'REFUND' THEN (SELECT bill_id FROM refund WHERE refund.id = journal.source_id::uuid)
      WHEN 'WRITE_OFF' THEN (SELECT bill_id FROM write_off WHERE write_off.id = journal.source_id::uuid)
    END AS bill_id
  FROM account
  JOIN entry ON entry.account_id = account.id
  JOIN journal ON journal.id = entry.journal_id
  WHERE account.kind = 'OPERATOR_PAYABLE' AND account.owner_id <> '';
