import type { Bill } from '../tables.ts'

type Counted = Pick<
  Bill,
  'total_minor' | 'allowed_minor' | 'paid_minor' | 'refunded_minor' | 'lost_minor' | 'written_off_minor' | 'owed_minor'
>

/**
 * What is still to be paid of a bill; below 0: what is to go back. A refund on its way counts as gone. What was let off stays let off, also
 * when a correction makes the bill less than that.
 */
export const dueOf = (bill: Counted): number => bookedOf(bill) - bill.allowed_minor - keptOf(bill) - bill.written_off_minor

/** What the operator has sold by it, as the ledger has it: what was let off is booked apart, and is never more than this. */
export const bookedOf = ({ total_minor, allowed_minor }: Pick<Bill, 'total_minor' | 'allowed_minor'>): number =>
  Math.max(total_minor, allowed_minor)

/** The same less what was let off, and what its operator has lost: the platform's fee is of this. */
export const soldOf = (bill: Pick<Bill, 'total_minor' | 'allowed_minor' | 'borne_minor'>): number =>
  Math.max(0, bookedOf(bill) - bill.allowed_minor - bill.borne_minor)

/** What was paid and neither went back nor was lost in a dispute. */
export const keptOf = ({
  paid_minor,
  refunded_minor,
  lost_minor,
}: Pick<Bill, 'paid_minor' | 'refunded_minor' | 'lost_minor'>): number => paid_minor - refunded_minor - lost_minor
