import type { Context } from '../context.ts'
import { RESERVATIONS_LIMITS } from '../limits.ts'
import type { Reservation, Trx } from '../tables.ts'
import { slotTaken } from './take.ts'
import { isLookedFor } from './waiters.queries.ts'

/** Something may be free at a station for those who wait there: they come before whoever books just now. */
class WaitersFirst extends Error {
  readonly stationId: string

  constructor(stationId: string) {
    super('Those who wait come first.')
    this.stationId = stationId
  }
}

/**
 * Refuses what was just taken, as long as those who wait at its station have not been looked at since something became free there. Asked
 * after the slot is taken: what made it free was committed before, and so was the note of it.
 */
export async function giveWay(trx: Trx, row: Reservation): Promise<Reservation> {
  if (await isLookedFor(trx, row.station_id)) throw new WaitersFirst(row.station_id)
  return row
}

/**
 * Takes a slot in a transaction. One that gives way is undone, those who wait are offered what is free, and it is tried again with what they
 * leave. The offers are transactions of their own: they lock other drivers, which must come before the station.
 */
export async function afterWaiters(
  { db, offerAt }: Pick<Context, 'db' | 'offerAt'>,
  take: (trx: Trx) => Promise<Reservation>,
): Promise<Reservation> {
  for (let tries = 0; tries < RESERVATIONS_LIMITS.givingWay; tries++)
    try {
      return await db.transaction().execute(take)
    } catch (error) {
      if (!(error instanceof WaitersFirst)) throw error
      await offer(offerAt, error.stationId)
    }
  // So much becomes free there at once that the list never comes to rest.
  throw slotTaken()
}

async function offer(offerAt: Context['offerAt'], stationId: string): Promise<void> {
  try {
    await offerAt(stationId)
  } catch (error) {
    // A refusal of theirs is no answer to whoever books.
    throw new Error('Those who wait could not be offered what is free.', { cause: error })
  }
}
