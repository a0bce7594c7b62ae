-- What a refund has failed to bring back and was set against what its user owes since: their bill was corrected upwards meanwhile.
ALTER TABLE refund ADD COLUMN netted_minor bigint NOT NULL DEFAULT 0,
  ADD CONSTRAINT refund_netted CHECK (netted_minor BETWEEN 0 AND amount_minor AND (netted_minor = 0 OR state IN ('FAILED', 'CANCELLED')));
CREATE TABLE netting (
  id uuid PRIMARY KEY,
  refund_id uuid NOT NULL REFERENCES refund,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX netting_refund ON netting (refund_id);
REVOKE UPDATE, DELETE, TRUNCATE ON netting FROM evergraph_payments;

-- Counted from the rows, so that the check holds whoever writes one.
CREATE FUNCTION count_nettings() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM FROM refund WHERE id = NEW.refund_id FOR NO KEY UPDATE;
  IF EXISTS (SELECT FROM refund WHERE replaces = NEW.refund_id) THEN
    RAISE EXCEPTION 'this refund was sent again' USING ERRCODE = 'check_violation', CONSTRAINT = 'netting_replaced';
  END IF;
  UPDATE refund SET netted_minor = (SELECT sum(amount_minor) FROM netting WHERE refund_id = NEW.refund_id) WHERE id = NEW.refund_id;
  RETURN NULL;
END $$;
CREATE TRIGGER netting_counted AFTER INSERT ON netting FOR EACH ROW EXECUTE FUNCTION count_nettings();

-- What takes the place of a refund that failed brings what is still owed of it: no more, and not to somebody else.
CREATE FUNCTION check_replacement() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  -- Locked by a statement of its own: what another transaction has netted meanwhile is seen.
  PERFORM FROM refund WHERE id = NEW.replaces FOR NO KEY UPDATE;
  IF NOT EXISTS (SELECT FROM refund failed WHERE failed.id = NEW.replaces AND failed.state IN ('FAILED', 'CANCELLED')
      AND failed.amount_minor - failed.netted_minor = NEW.amount_minor
      AND (failed.bill_id, failed.user_id, failed.currency) IS NOT DISTINCT FROM (NEW.bill_id, NEW.user_id, NEW.currency)) THEN
    RAISE EXCEPTION 'this is not what is owed of that refund' USING ERRCODE = 'check_violation', CONSTRAINT = 'refund_replaces_rest';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER refund_replacement_checked BEFORE INSERT ON refund
  FOR EACH ROW WHEN (NEW.replaces IS NOT NULL) EXECUTE FUNCTION check_replacement();

-- As before; what was netted is owed no more.
CREATE OR REPLACE FUNCTION count_refunds() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  -- Locked by a statement of its own: the sums below then see what others have committed. The key of what a row refers to is shared with
  -- all who refer to it: who locked that too would wait for another who does the same.
  PERFORM FROM bill WHERE id = NEW.bill_id FOR NO KEY UPDATE;
  PERFORM FROM payment WHERE id = NEW.payment_id FOR NO KEY UPDATE;
  UPDATE payment SET refunded_minor = (SELECT coalesce(sum(amount_minor), 0) FROM refund
      WHERE payment_id = NEW.payment_id AND state NOT IN ('FAILED', 'CANCELLED'))
    WHERE id = NEW.payment_id;
  UPDATE bill SET (refunded_minor, owed_minor) = (
      SELECT coalesce(sum(amount_minor) FILTER (WHERE state NOT IN ('FAILED', 'CANCELLED')), 0),
        coalesce(sum(amount_minor - netted_minor) FILTER (WHERE state IN ('FAILED', 'CANCELLED')
          AND NOT EXISTS (SELECT FROM refund other WHERE other.replaces = refund.id)), 0)
      FROM refund WHERE bill_id = NEW.bill_id)
    WHERE id = NEW.bill_id;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER refund_counted AFTER INSERT OR UPDATE OF state, netted_minor ON refund
  FOR EACH ROW EXECUTE FUNCTION count_refunds();
