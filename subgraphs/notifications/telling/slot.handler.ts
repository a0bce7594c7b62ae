import type { EventEnvelope, ReservationState } from '#lib/events.ts'
import type { Trx } from '../tables.ts'
import { findOffer, lockSlot, oneOf, saveOffer, saveSlot } from './slot.queries.ts'
import type { Slot } from './tables.ts'
import { tell, type Heard } from './tell.ts'

const isHeld = (state: ReservationState): boolean => state === 'RESERVED' || state === 'ACTIVE'

/** Tells a driver what became of their slot, by what is new in the word on it. */
export async function tellSlot(trx: Trx, event: EventEnvelope<'reservations.reservation.changed'>): Promise<void> {
  const { reservationId, version, userId, state, reason } = event.data
  await oneOf(trx, reservationId)
  const before = await lockSlot(trx, reservationId)
  if (before && before.version >= version) return
  const slot = slotOf(event.data)
  await saveSlot(trx, slot)
  const about = { userId, cause: reservationId, params: paramsOf(slot), link: linkOf(reservationId) }
  const wasHeld = before !== undefined && isHeld(before.state)
  if (isHeld(state) && !wasHeld) await tell(trx, event, 'RESERVATION_CONFIRMED', about)
  else if (isHeld(state) && before && isMoved(before, slot))
    await tell(trx, event, 'RESERVATION_MOVED', { ...about, cause: `${reservationId} ${version}` })
  else if (state === 'NO_SHOW') await tell(trx, event, 'RESERVATION_NO_SHOW', about)
  else if (wasHeld && (state === 'CANCELLED' || state === 'FAILED' || state === 'REJECTED'))
    await tell(trx, event, 'RESERVATION_CANCELLED', { ...about, params: { ...about.params, by: whoCancelled(reason) } })
  else if (state === 'PENDING') await offer(trx, event, slot)
}

/** Reminds a driver of a slot that begins soon, once for a begin. Where it was moved meanwhile, the word on that is enough. */
export async function tellSoon(trx: Trx, event: EventEnvelope<'reservations.reminder.due'>): Promise<void> {
  const { reservationId, userId, startsAt } = event.data
  const slot = await lockSlot(trx, reservationId)
  if (!slot || !isHeld(slot.state) || slot.starts_at.getTime() !== Date.parse(startsAt)) return
  const about = { userId, cause: `${reservationId} ${slot.starts_at.toISOString()}`, link: linkOf(reservationId) }
  await tell(trx, event, 'RESERVATION_SOON', { ...about, params: paramsOf(slot) })
}

/** Tells a driver who still charges when their slot ends until when they may stay, once for an end. */
export async function tellEnd(trx: Trx, event: EventEnvelope<'reservations.overstay.begun'>): Promise<void> {
  const { reservationId, userId, endsAt, mayStayUntil } = event.data
  const slot = await lockSlot(trx, reservationId)
  // One that was extended meanwhile has another end.
  if (!slot || slot.ends_at.getTime() !== Date.parse(endsAt)) return
  const params = { ...paramsOf(slot), stays: Date.parse(mayStayUntil) > Date.parse(endsAt), mayStayUntil }
  await tell(trx, event, 'RESERVATION_ENDED', { userId, cause: `${reservationId} ${endsAt}`, params, link: linkOf(reservationId) })
}

/** Tells who waits that a slot is held for them. The words on offer and slot come in any order: the second one tells. */
export async function tellOffer(trx: Trx, event: EventEnvelope<'reservations.waitlist.changed'>): Promise<void> {
  const { state, userId, reservationId, offerExpiresAt } = event.data
  if (state !== 'OFFERED' || reservationId === null || offerExpiresAt === null) return
  await oneOf(trx, reservationId)
  await saveOffer(trx, { reservation_id: reservationId, user_id: userId, expires_at: new Date(offerExpiresAt) })
  const slot = await lockSlot(trx, reservationId)
  if (slot?.state === 'PENDING') await offer(trx, event, slot)
}

async function offer(trx: Trx, event: Heard, slot: Slot): Promise<void> {
  const offered = await findOffer(trx, slot.reservation_id)
  if (offered?.user_id !== slot.user_id) return
  const params = { ...paramsOf(slot), expiresAt: offered.expires_at.toISOString() }
  const about = { userId: slot.user_id, cause: slot.reservation_id, link: linkOf(slot.reservation_id) }
  await tell(trx, event, 'SLOT_OFFERED', { ...about, params })
}

const slotOf = (data: EventEnvelope<'reservations.reservation.changed'>['data']): Slot => ({
  reservation_id: data.reservationId,
  user_id: data.userId,
  version: data.version,
  state: data.state,
  station_name: data.stationName,
  time_zone: data.timeZone,
  evse_number: data.evseNumber,
  starts_at: new Date(data.startsAt),
  ends_at: new Date(data.endsAt),
})

const paramsOf = (slot: Slot) => ({
  stationName: slot.station_name,
  stationZone: slot.time_zone,
  evseNumber: slot.evse_number,
  startsAt: slot.starts_at.toISOString(),
  endsAt: slot.ends_at.toISOString(),
})

/** Another time or place. */
const isMoved = (before: Slot, now: Slot): boolean =>
  before.starts_at.getTime() !== now.starts_at.getTime() ||
  before.ends_at.getTime() !== now.ends_at.getTime() ||
  before.evse_number !== now.evse_number ||
  before.station_name !== now.station_name

/** By its code. What neither driver nor operator has done, a charger has not. */
const whoCancelled = (reason: string | null): 'DRIVER' | 'OPERATOR' | 'FAULT' =>
  reason === 'DRIVER' || reason === 'OPERATOR' ? reason : 'FAULT'

const linkOf = (reservationId: string): string => `/reservations/${reservationId}`
