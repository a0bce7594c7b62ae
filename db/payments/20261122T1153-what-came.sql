-- What came by a provider stays what it is, whatever is refunded or disputed of it.
REVOKE DELETE, TRUNCATE ON payment, bill_payment FROM evergraph_payments;
CREATE FUNCTION keep_payment() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  RAISE EXCEPTION 'what came of a payment stays' USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_kept';
END $$;
CREATE TRIGGER payment_kept BEFORE UPDATE ON payment FOR EACH ROW
  WHEN ((NEW.user_id, NEW.provider, NEW.external_id, NEW.bill_id, NEW.currency)
    IS DISTINCT FROM (OLD.user_id, OLD.provider, OLD.external_id, OLD.bill_id, OLD.currency))
  EXECUTE FUNCTION keep_payment();

-- A bank decides on what was asked of it, and on no other amount.
CREATE FUNCTION keep_disputed() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  RAISE EXCEPTION 'what is disputed stays' USING ERRCODE = 'check_violation', CONSTRAINT = 'dispute_asked';
END $$;
CREATE TRIGGER dispute_asked BEFORE UPDATE ON dispute FOR EACH ROW
  WHEN ((NEW.payment_id, NEW.external_id, NEW.amount_minor, NEW.currency)
    IS DISTINCT FROM (OLD.payment_id, OLD.external_id, OLD.amount_minor, OLD.currency))
  EXECUTE FUNCTION keep_disputed();
