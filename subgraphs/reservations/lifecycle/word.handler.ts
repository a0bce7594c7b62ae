import { sql } from 'kysely'
import type { EventCatalogue } from '#lib/events.ts'
import { lockStation } from '../places/place.queries.ts'
import { lockReservation } from '../reservation.queries.ts'
import { changeReservation, usedAfterAll } from '../reservation.ts'
import type { Reservation, Trx } from '../tables.ts'
import { endsBefore, findBySession, freeSecond } from './word.queries.ts'

const isOpen = ({ kind, state }: Reservation): boolean => kind === 'BOOKING' && (state === 'RESERVED' || state === 'ACTIVE')

/** What a charger says of a slot that it was asked to hold. Without it the slot holds all the same: charging refuses others. */
export async function hearCharger(trx: Trx, { reservationId, state }: EventCatalogue['ocpp.reservation.changed']): Promise<void> {
  const row = await lockReservation(trx, reservationId)
  // A word on a slot that is over, or that it need not hold any more, is late.
  if (!row || !isOpen(row) || row.charger === 'NOT_ASKED' || row.charger === 'RELEASED') return
  const charger = state === 'HELD' ? 'HELD' : 'REFUSED'
  if (charger !== row.charger) await changeReservation(trx, row, { charger, enforcement: state === 'HELD' ? 'HARD' : 'SOFT' })
}

/** A session uses a slot. A start that was made offline may come to light after it counted as a no-show, and makes up for it. */
export async function hearUsed(trx: Trx, data: EventCatalogue['charging.reservation.used']): Promise<void> {
  const row = await lockReservation(trx, data.reservationId)
  if (!row || row.user_id !== data.userId) return
  const used = { state: 'FULFILLED', session_id: data.sessionId } as const
  if (isOpen(row)) await changeReservation(trx, row, used)
  else if (row.state === 'NO_SHOW') {
    // Its time was given back, and others may have it. It keeps a second of what nobody has.
    const during = await freeSecond(trx, row)
    await changeReservation(trx, row, { ...used, during, reason: 'OFFLINE_START' })
  } else if (row.state === 'CANCELLED') {
    // Charging had bound it before it heard of that: the time is billed with the session, and not by a fee as well.
    await usedAfterAll(trx, row)
  } else if (row.state === 'FULFILLED' && row.session_id === null) await changeReservation(trx, row, { session_id: data.sessionId })
}

/** A session that used a slot is complete: the rest of the slot is free. By the charger's clock, which may be ahead, or told late. */
export async function giveRestBack(trx: Trx, { sessionId, endedAt }: EventCatalogue['charging.session.completed']): Promise<void> {
  const found = await findBySession(trx, sessionId)
  if (!found) return
  // The station first, as whoever books does.
  await lockStation(trx, found.station_id)
  const row = await lockReservation(trx, found.id)
  if (row?.state !== 'FULFILLED') return
  const end = sql<Date>`greatest(least(now(), ${new Date(endedAt)}::timestamptz), lower(during) + interval '1 second')`
  const endsEarlier = await endsBefore(trx, row, end)
  if (endsEarlier) await changeReservation(trx, row, { during: sql<string>`tstzrange(lower(during), ${end})` })
}
