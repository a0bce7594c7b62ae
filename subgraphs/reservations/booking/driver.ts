import { refuse } from '../errors.ts'
import { RESERVATIONS_LIMITS } from '../limits.ts'
import type { Trx } from '../tables.ts'
import { driverNow } from './slot.queries.ts'

/** Refuses who owes money, and who has as many slots before them as one may. Gives the time. */
export async function checkDriver(trx: Trx, userId: string): Promise<Date> {
  const { now, open, blocked } = await driverNow(trx, userId)
  if (blocked) throw refuse('PAYMENT_OVERDUE', 'A bill of yours is overdue. Pay it with payBill; then you can book at once.')
  if (open >= RESERVATIONS_LIMITS.openPerUser)
    throw refuse('LIMIT_REACHED', `You have ${RESERVATIONS_LIMITS.openPerUser} slots before you already. Use or cancel one first.`)
  return now
}
