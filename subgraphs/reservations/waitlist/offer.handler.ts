import { findPlace, lockDriver } from '../booking/slot.queries.ts'
import { takeSlot } from '../booking/take.ts'
import type { Services } from '../context.ts'
import { createPatience } from '../lifecycle/patience.ts'
import { lockStation } from '../places/place.queries.ts'
import { lockReservation } from '../reservation.queries.ts'
import type { Db, Trx } from '../tables.ts'
import { validTerms } from '../terms/valid.ts'
import { dueStations, isOver, lockLine, noted, overOffers, overWishes, takeNoted, tryLine } from './due.queries.ts'
import { lockEntry } from './entry.queries.ts'
import { changeEntry, endOffer } from './entry.ts'
import { nextFit } from './fit.queries.ts'
import { WAITLIST_LIMITS } from './limits.ts'

/** Rounds that end what nobody has taken in time, and offer what is free to who waits, in their order. Many processes may do it at once. */
export function createOffering({ db, log }: Pick<Services, 'db' | 'log'>): () => Promise<void> {
  const patience = createPatience()
  const each = async (
    work: string,
    due: (db: Db, failed: readonly string[]) => Promise<string[]>,
    does: (id: string) => Promise<unknown>,
  ) => {
    for (const id of await due(db, patience.waiting(work)))
      try {
        await does(id)
        patience.over(work, id)
      } catch (error) {
        log.error({ err: error, id, work }, 'a waiting list could not be worked; it is tried again')
        patience.failed(work, id)
      }
  }
  const inTransaction = (does: (trx: Trx, id: string) => Promise<unknown>) => (id: string) =>
    db.transaction().execute((trx) => does(trx, id))
  return async () => {
    await each('ending offers', overOffers, inTransaction(lapse))
    await each('ending wishes', overWishes, inTransaction(giveUp))
    await each('offering', dueStations, (id) => offerAll({ db }, id))
  }
}

/** The offer's time is over, or its slot was cancelled. Whoever was quick enough has it. */
async function lapse(trx: Trx, id: string): Promise<void> {
  const entry = await lockEntry(trx, id)
  if (entry?.state !== 'OFFERED' || entry.reservation_id === null) return
  await lockReservation(trx, entry.reservation_id)
  if (await isOver(trx, entry.reservation_id)) await endOffer(trx, entry, 'LAPSED')
}

async function giveUp(trx: Trx, id: string): Promise<void> {
  const entry = await lockEntry(trx, id)
  if (entry?.state === 'WAITING') await changeEntry(trx, entry, { state: 'LAPSED' })
}

/** Offers all that is free at a station, each slot in a transaction of its own. */
export async function offerAll({ db }: Pick<Services, 'db'>, stationId: string): Promise<void> {
  // A process that dies in between leaves the note, and the next one goes on.
  while (await db.transaction().execute((trx) => offerNext(trx, stationId)));
}

/** Offers a few of them, for who waits for an answer: the rounds offer the rest. Where somebody else is at it nothing is done. */
export async function offerSome({ db }: Pick<Services, 'db'>, stationId: string): Promise<void> {
  const offerOne = async (trx: Trx) => (await tryLine(trx, stationId)) && (await offerNext(trx, stationId))
  for (let left: number = WAITLIST_LIMITS.offeredByBooking; left > 0; left--)
    if (!(await db.transaction().execute(offerOne))) return
}

/** Offers a slot to the first in line for whom one is free; false if there is none. It locks in the order of a booking. */
async function offerNext(trx: Trx, stationId: string): Promise<boolean> {
  // One after the other: whoever has looked at the same line before would have held the station for nothing.
  await lockLine(trx, stationId)
  // Read before the look: what is given back while we look is looked at once more.
  const notes = await noted(trx, stationId)
  const looked = await fitAt(trx, stationId)
  // Whoever books there need not wait for this look: what others take meanwhile leaves nobody more.
  if (!looked) {
    await takeNoted(trx, notes)
    return false
  }
  await lockDriver(trx, looked.fit.userId)
  const station = await lockStation(trx, stationId)
  // What is seen from here on nobody takes: bookings and offers wait for the station.
  const found = station && (await fitAt(trx, stationId))
  // Somebody was quicker: once more.
  if (!found) return true
  const { fit, terms } = found
  // Somebody else is next by now, whose lock must come before the station's: once more.
  if (fit.userId !== looked.fit.userId) return true
  const [entry, place] = [await lockEntry(trx, fit.entryId), await findPlace(trx, fit.connectorId)]
  if (entry?.state !== 'WAITING' || !place) return true
  const { startsAt, endsAt, offerUntil, userId } = fit
  const offer = await takeSlot(trx, { startsAt, endsAt, offerUntil, station, userId, terms, places: [place] })
  await changeEntry(trx, entry, { state: 'OFFERED', reservation_id: offer.id }, offer)
  return true
}

async function fitAt(trx: Trx, stationId: string) {
  const terms = await validTerms(trx, stationId)
  const fit = terms.open ? await nextFit(trx, stationId, terms) : undefined
  return fit && { fit, terms }
}
