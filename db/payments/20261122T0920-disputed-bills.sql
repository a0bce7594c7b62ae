-- Only what we owe this operator, and only of bills that nobody still has to pay, or has asked their bank for.
CREATE OR REPLACE FUNCTION check_payout_entries() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF EXISTS (SELECT FROM added
      JOIN payout ON payout.id = added.payout_id
      LEFT JOIN payable ON payable.id = added.entry_id AND payable.operator_id = payout.operator_id AND payable.currency = payout.currency
      LEFT JOIN bill ON bill.id = payable.bill_id
      WHERE payable.id IS NULL OR payable.kind = 'PAYOUT_SENT' OR payout.state <> 'DRAFT' OR bill.state NOT IN ('PAID', 'WRITTEN_OFF')
        OR EXISTS (SELECT FROM dispute JOIN payment ON payment.id = dispute.payment_id
          WHERE payment.bill_id = payable.bill_id AND dispute.closed_at IS NULL)) THEN
    RAISE EXCEPTION 'an entry does not belong into this payout' USING ERRCODE = 'check_violation', CONSTRAINT = 'payout_entry_payable';
  END IF;
  RETURN NULL;
END $$;
