import { setTimeout as wait } from 'node:timers/promises'
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

/** Gives what was just taken, or gives way to those who wait for it. */
export type GiveWay = (trx: Trx, row: Reservation) => Promise<Reservation>

/**
 * Refuses what was just taken, as long as those who wait at its station have not been looked at since something became free there. Asked
 * after the slot is taken: what made it free was committed before, and so was the note of it.
 */
const giveWay: GiveWay = async (trx, row) => {
  if (await isLookedFor(trx, row.station_id)) throw new WaitersFirst(row.station_id)
  return row
}
const keep: GiveWay = (_trx, row) => Promise.resolve(row)

/**
 * Takes a slot in a transaction. One that gives way is undone, those who wait are offered what is free, and it is tried again with what they
 * leave. The offers are transactions of their own: they lock other drivers, which must come before the station. A list that fails twice in a
 * row holds up nobody who books: a fault of one entry would close the station for as long as nobody mends it.
 */
export async function afterWaiters(
  ctx: Pick<Context, 'db' | 'log' | 'offerAt'>,
  take: (trx: Trx, giveWay: GiveWay) => Promise<Reservation>,
): Promise<Reservation> {
  let failures = 0
  for (let tries = 0; tries < RESERVATIONS_LIMITS.givingWay; tries++)
    try {
      const way = failures < RESERVATIONS_LIMITS.failingOffers ? giveWay : keep
      return await ctx.db.transaction().execute((trx) => take(trx, way))
    } catch (error) {
      if (!(error instanceof WaitersFirst)) throw error
      failures = (await isOffered(ctx, error.stationId)) ? 0 : failures + 1
      if (tries > 0) await wait(RESERVATIONS_LIMITS.givingWayMs)
    }
  // So much becomes free there at once that the list never comes to rest.
  throw slotTaken()
}

async function isOffered({ log, offerAt }: Pick<Context, 'log' | 'offerAt'>, stationId: string): Promise<boolean> {
  try {
    await offerAt(stationId)
    return true
  } catch (error) {
    // A refusal of theirs is no answer to whoever books.
    log.error({ err: error, stationId }, 'those who wait could not be offered what is free')
    return false
  }
}
