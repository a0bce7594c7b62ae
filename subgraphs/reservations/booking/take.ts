import { newId } from '#lib/id.ts'
import { tell } from '../reservation.ts'
import { rangeOf } from '../reservation.queries.ts'
import type { Reservation, Station, Terms, Trx } from '../tables.ts'
import { refuse } from '../errors.ts'
import { hasSlot, insertSlot, isFull, type Place } from './slot.queries.ts'

/** A time that is booked. */
export interface Times {
  startsAt: Date
  endsAt: Date
}

/** The time for which others are kept away: it may be used a little before it begins. */
export const heldOf = ({ startsAt, endsAt }: Times, { earlyStartMinutes }: Terms): { from: Date; until: Date } => ({
  from: new Date(startsAt.getTime() - earlyStartMinutes * 60_000),
  until: endsAt,
})

/**
 * Takes a slot at the first of these places that is free, and tells of it. The caller has locked the driver (`lockDriver`), then the station
 * (`lockStation`), in this order. Refuses with SLOT_TAKEN or ALREADY_BOOKED.
 */
export async function takeSlot(
  trx: Trx,
  slot: Times & {
    station: Station
    userId: string
    terms: Terms
    places: readonly Place[]
    idempotencyKey?: string
    /** An offer, which holds until then. */
    offerUntil?: Date
  },
): Promise<Reservation> {
  const { station, userId, terms } = slot
  const held = heldOf(slot, terms)
  if (slot.places.length === 0 || (await isFull(trx, station.id, held, terms.keptFree, null))) throw await taken(trx, userId, held)
  for (const place of slot.places) {
    const row = await insertSlot(trx, {
      id: newId(),
      kind: 'BOOKING',
      state: slot.offerUntil ? 'PENDING' : 'RESERVED',
      station_id: station.id,
      evse_id: place.evse_id,
      connector_id: place.id,
      operator_id: station.operator_id,
      user_id: userId,
      during: rangeOf(held.from, held.until),
      starts_at: slot.startsAt,
      ends_at: slot.endsAt,
      terms: JSON.stringify(terms),
      expires_at: slot.offerUntil ?? null,
      session_id: null,
      reason: null,
      note: null,
      idempotency_key: slot.idempotencyKey ?? null,
    })
    if (!row) continue
    await tell(trx, row)
    return row
  }
  throw await taken(trx, userId, held)
}

/** Whose slot is in the way: the driver's own, or somebody else's. */
async function taken(trx: Trx, userId: string, { from, until }: { from: Date; until: Date }) {
  return (await hasSlot(trx, userId, from, until)) ? alreadyBooked() : slotTaken()
}

export const alreadyBooked = () =>
  refuse('ALREADY_BOOKED', 'You have a slot at that time already. Change or cancel it with changeReservation or cancelBooking.')
export const slotTaken = () =>
  refuse('SLOT_TAKEN', 'Nothing is free at that time. Choose another time: Station.slots shows which are free.')
