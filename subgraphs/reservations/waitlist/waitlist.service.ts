import { requireUser } from '#lib/access.ts'
import { badInput, notFound } from '#lib/errors.ts'
import { liveStream } from '#lib/graphql/live.ts'
import { newId } from '#lib/id.ts'
import { accountNeeded, checkDriver } from '../booking/driver.ts'
import { checkLength, checkOpen, checkStart } from '../booking/rules.ts'
import { driverNow, lockDriver } from '../booking/slot.queries.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import { knows } from '../knows.ts'
import { findStation } from '../places/place.queries.ts'
import { lockReservation } from '../reservation.queries.ts'
import { changeReservation } from '../reservation.ts'
import type { Reservation, Trx, WaitlistEntry } from '../tables.ts'
import { validTerms } from '../terms/valid.ts'
import { isOver } from './due.queries.ts'
import { insertEntry, lockEntry, lockOpenEntries, openEntries, passedToday, wake } from './entry.queries.ts'
import { changeEntry, endOffer, tellEntry } from './entry.ts'
import { WAITLIST_LIMITS } from './limits.ts'

export interface JoinInput {
  stationId: string
  from: Date
  until: Date
  minutes: number
  powerW?: number | null | undefined
}

/** Has the caller wait for a slot at a station. Whoever waits there already keeps their place, with the new wish. */
export function joinWaitlist({ db, caller }: Context, input: JoinInput): Promise<WaitlistEntry> {
  const { userId } = requireUser(caller)
  return db.transaction().execute(async (trx) => {
    await lockDriver(trx, userId)
    const station = await findStation(trx, input.stationId)
    if (!station || !knows(caller, station)) throw notFound('station', ['input', 'stationId'])
    const terms = await validTerms(trx, station.id)
    checkOpen(terms)
    checkLength(input.minutes, terms)
    const { now, blocked, guest } = await driverNow(trx, userId)
    if (guest) throw accountNeeded()
    if (blocked) throw refuse('PAYMENT_OVERDUE', 'A bill of yours is overdue. Pay it with payBill; then you can wait here.')
    checkStart(new Date(Math.max(input.from.getTime(), now.getTime())), terms, now, 'from')
    const latest = new Date(input.until.getTime() - input.minutes * 60_000)
    if (latest < input.from || latest <= now) throw badInput(['input', 'until'], 'The slot does not fit between from and until.')
    checkStart(latest, terms, now, 'until')
    const wish = { from_at: input.from, until_at: input.until, minutes: input.minutes, power_w: input.powerW ?? 0 }
    const entry = await waitFor(trx, userId, station.id, wish)
    await wake(trx, station.id)
    return entry
  })
}

type Wish = Pick<WaitlistEntry, 'from_at' | 'until_at' | 'minutes' | 'power_w'>

async function waitFor(trx: Trx, userId: string, stationId: string, wish: Wish): Promise<WaitlistEntry> {
  const open = await lockOpenEntries(trx, userId)
  const before = open.find(({ station_id }) => station_id === stationId)
  if (before?.state === 'OFFERED')
    throw refuse('CONFLICT', 'You have an offer here. Take it with acceptOffer, or leave the waiting list first.')
  if (before) return changeEntry(trx, before, wish)
  if (open.length >= WAITLIST_LIMITS.openPerUser)
    throw refuse('LIMIT_REACHED', `You wait at ${WAITLIST_LIMITS.openPerUser} stations already. Leave one of the lists first.`)
  // Each offer keeps others away for minutes: who waits for offers alone would hold the EVSE for nothing.
  if ((await passedToday(trx, userId, stationId)) >= WAITLIST_LIMITS.passedPerDay)
    throw refuse(
      'LIMIT_REACHED',
      `You have let ${WAITLIST_LIMITS.passedPerDay} offers of this station pass in 24 hours. Book a free slot, or wait here again tomorrow.`,
    )
  const entry = await insertEntry(trx, { id: newId(), user_id: userId, station_id: stationId, ...wish })
  await tellEntry(trx, entry)
  return entry
}

/** Has the caller wait no more. An offer of theirs is the next one's. Who waits no more already stays so. */
export function leaveWaitlist({ db, caller }: Context, entryId: string): Promise<WaitlistEntry> {
  const { userId } = requireUser(caller)
  return db.transaction().execute(async (trx) => {
    const entry = await own(trx, userId, entryId)
    if (entry.state === 'TAKEN') throw refuse('CONFLICT', 'You have taken the slot. Cancel it with cancelBooking.')
    if (entry.state !== 'WAITING' && entry.state !== 'OFFERED') return entry
    return endOffer(trx, entry, 'LEFT', 'DECLINED')
  })
}

/** Takes the slot that is offered to the caller. It is theirs if the offer still holds; taken again, it is the same slot. */
export function acceptOffer({ db, caller }: Context, entryId: string): Promise<Reservation> {
  const { userId } = requireUser(caller)
  return db.transaction().execute(async (trx) => {
    // What is counted of them stays so until this is done.
    await lockDriver(trx, userId)
    const entry = await own(trx, userId, entryId)
    const offer = entry.reservation_id === null ? undefined : await lockReservation(trx, entry.reservation_id)
    if (entry.state === 'TAKEN' && offer) return offer
    if (entry.state !== 'OFFERED' || !offer || (await isOver(trx, offer.id)))
      throw refuse(
        'CONFLICT',
        entry.state === 'WAITING' ? 'Nothing is offered to you yet.' : 'The offer is over. Join the waiting list again.',
      )
    await checkDriver(trx, userId, 1)
    const taken = await changeReservation(trx, offer, { state: 'RESERVED', expires_at: null })
    await changeEntry(trx, entry, { state: 'TAKEN' })
    return taken
  })
}

/** What the caller waits for, and then whatever becomes of it. */
export function watchWaitlist({ db, bus, caller, loaders }: Context): AsyncGenerator<WaitlistEntry, void, void> {
  const { userId } = requireUser(caller)
  return liveStream({
    bus,
    names: ['reservations.waitlist.changed'],
    matches: ({ data }) => data.userId === userId,
    things: {
      first: async () => (await openEntries(db, userId).execute()).map(({ id }) => id),
      of: ({ data }) => data.entryId,
    },
    read: (id) => loaders.waitlistEntry.load(id),
  })
}

async function own(trx: Trx, userId: string, entryId: string): Promise<WaitlistEntry> {
  const entry = await lockEntry(trx, entryId)
  if (entry?.user_id !== userId) throw notFound('entry', ['input', 'entryId'])
  return entry
}
