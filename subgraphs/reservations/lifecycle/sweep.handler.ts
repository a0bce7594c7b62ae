import type { Services } from '../context.ts'
import { dueReservations, lockDue } from './due.queries.ts'
import { createPatience } from './patience.ts'
import type { Step } from './steps.ts'

/**
 * Rounds that do what is due with each slot, each in a transaction of its own, in as many processes as there are. One that fails is logged,
 * waits ever longer, and keeps no other from its turn.
 */
export function createSweep({ db, log }: Pick<Services, 'db' | 'log'>, steps: readonly Step[]): () => Promise<void> {
  const patience = createPatience()
  return async () => {
    for (const { name, due, work } of steps)
      for (const slot of await dueReservations(db, due, patience.waiting(name)))
        try {
          await db.transaction().execute(async (trx) => {
            const row = await lockDue(trx, slot, due)
            if (row) await work(trx, row)
          })
          patience.over(name, slot.id)
        } catch (error) {
          log.error(
            { err: error, reservationId: slot.id, step: name },
            'what is due with a slot could not be done; it is tried again',
          )
          patience.failed(name, slot.id)
        }
  }
}
