import { emit } from '#db/outbox.ts'
import { lockReservation } from '../reservation.queries.ts'
import { changeReservation } from '../reservation.ts'
import type { Reservation, Trx, WaitlistEntry } from '../tables.ts'
import { updateEntry } from './entry.queries.ts'

/** Changes what somebody waits for, and tells of it. */
export async function changeEntry(
  trx: Trx,
  { id }: WaitlistEntry,
  change: Parameters<typeof updateEntry>[2],
  offer: Reservation | null = null,
): Promise<WaitlistEntry> {
  const entry = await updateEntry(trx, id, change)
  await tellEntry(trx, entry, offer)
  return entry
}

export const tellEntry = (trx: Trx, entry: WaitlistEntry, offer: Reservation | null = null): Promise<void> =>
  emit(trx, 'reservations.waitlist.changed', entry.id, {
    entryId: entry.id,
    userId: entry.user_id,
    stationId: entry.station_id,
    state: entry.state,
    reservationId: entry.reservation_id,
    offerExpiresAt: entry.state === 'OFFERED' ? (offer?.expires_at?.toISOString() ?? null) : null,
  })

/** Ends an offer that nobody has taken: the slot is the next one's. The entry is locked; entries are locked before their slots. */
export async function endOffer(
  trx: Trx,
  entry: WaitlistEntry,
  state: 'LEFT' | 'LAPSED',
  reason: 'DECLINED' | null = null,
): Promise<WaitlistEntry> {
  const offer = entry.reservation_id === null ? undefined : await lockReservation(trx, entry.reservation_id)
  if (offer?.state === 'PENDING') await changeReservation(trx, offer, { state: 'LAPSED', reason })
  return changeEntry(trx, entry, { state })
}
