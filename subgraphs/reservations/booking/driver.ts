import { refuse } from '../errors.ts'
import { RESERVATIONS_LIMITS } from '../limits.ts'
import type { Trx } from '../tables.ts'
import { driverNow } from './slot.queries.ts'

/**
 * Refuses who has no account, who owes money, and who has as many slots before them, or has booked as many today, as one may. Gives the time. A slot that is
 * offered to them is counted already: `offered` is 1.
 */
export async function checkDriver(trx: Trx, userId: string, offered: 0 | 1 = 0): Promise<Date> {
  const { now, open, today, blocked, guest } = await driverNow(trx, userId)
  if (guest) throw accountNeeded()
  const { openPerUser, bookingsPerDay } = RESERVATIONS_LIMITS
  if (blocked) throw refuse('PAYMENT_OVERDUE', 'A bill of yours is overdue. Pay it with payBill; then you can book at once.')
  if (open - offered >= openPerUser)
    throw refuse('LIMIT_REACHED', `You have ${openPerUser} slots before you already. Use or cancel one first.`)
  // Else who books and cancels all day keeps others away for nothing.
  if (today - offered >= bookingsPerDay)
    throw refuse(
      'LIMIT_REACHED',
      `You have booked ${bookingsPerDay} slots in 24 hours. Change one that you have, or book tomorrow.`,
    )
  return now
}

/** A fee could be asked of nobody. */
export const accountNeeded = () =>
  refuse('ACCOUNT_NEEDED', 'A guest books no slots, as nobody could be asked for its fee. Register, signed in as you are.')
