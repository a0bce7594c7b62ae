import type { Services } from '../context.ts'
import type { Db, Reservation } from '../tables.ts'
import { dueReservations, lockDue, type Condition } from './due.queries.ts'
import { LIFECYCLE_LIMITS } from './limits.ts'
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
      for await (const slot of allDue(db, due, patience.waiting(name)))
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

/** All that is due, a part at a time: what stays due, as at a charger that is away, keeps nothing behind it from its turn. */
async function* allDue(db: Db, due: Condition, failed: readonly string[]): AsyncGenerator<Due, void, void> {
  let part: Due[] = []
  do {
    part = await dueReservations(db, due, failed, part.at(-1)?.id)
    yield* part
  } while (part.length === LIFECYCLE_LIMITS.perRound)
}

type Due = Pick<Reservation, 'id' | 'station_id'>
