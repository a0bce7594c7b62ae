import { sql } from 'kysely'
import { operates, requireOperator, requireUser } from '#lib/access.ts'
import { audit } from '#db/audit.ts'
import { violates } from '#db/faults.ts'
import { badInput, notFound } from '#lib/errors.ts'
import { cancel, isOpen } from '../cancel.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import { lockStation } from '../places/place.queries.ts'
import { clockOf, findReservation, lockReservation, rangeOf } from '../reservation.queries.ts'
import { changeReservation } from '../reservation.ts'
import type { Reservation, Station, Terms, Trx } from '../tables.ts'
import { validTerms } from '../terms/valid.ts'
import {
  bookedOn,
  checkLength,
  checkOpen,
  checkStart,
  isUnusable,
  minutesOf,
  startOf,
  timesOf,
  untilBefore,
  unusable,
  type StartInput,
} from './rules.ts'
import { findPlace, heldUntil, isFull, lockDriver } from './slot.queries.ts'
import { alreadyBooked, heldOf, slotTaken, type Times } from './take.ts'
import { afterWaiters } from './waiters.ts'

export interface ChangeInput extends StartInput {
  reservationId: string
  minutes?: number | null | undefined
  connectorId?: string | null | undefined
}

/**
 * Moves a slot of the caller's, in one step: the old time is given up when the new one is theirs. What is left out stays. It is on the terms of
 * now from then on.
 */
export function moveReservation(ctx: Context, input: ChangeInput): Promise<Reservation> {
  const { userId } = requireUser(ctx.caller)
  return refusing(
    afterWaiters(ctx, async (trx, giveWay) => {
      const { row, station, now } = await own(trx, userId, input.reservationId)
      const startsAt = startOf(station.time_zone, input) ?? row.starts_at
      const times = timesOf(startsAt, input.minutes ?? minutesOf(row))
      const connectorId = input.connectorId ?? row.connector_id
      if (isSame(row, times) && connectorId === row.connector_id) return row
      if (row.state !== 'RESERVED')
        throw refuse('CONFLICT', `A slot that is ${row.state} cannot be moved. Extend it, or book another one.`)
      const terms = await validTerms(trx, station.id)
      if (now > untilBefore(row, bookedOn(row).changeUntilMinutes))
        throw refuse('TOO_LATE', 'It is too late to move this slot. You can extend or cancel it, or use it as it is.')
      checkOpen(terms)
      if (input.minutes != null) checkLength(input.minutes, terms)
      if (startsAt.getTime() !== row.starts_at.getTime())
        checkStart(startsAt, terms, now, input.localStart == null ? 'startsAt' : 'localStart')
      const place = connectorId === null ? undefined : await findPlace(trx, connectorId)
      if (!place || place.station_id !== station.id)
        throw badInput(['input', 'connectorId'], 'A slot stays at its station. Book another one there, and cancel this one.')
      if (isUnusable(place, startsAt, now)) throw unusable()
      const changed = { connector_id: place.id, evse_id: place.evse_id, terms: JSON.stringify(terms) }
      // Whatever moved it before, this is its driver's own choice, at the tariff of that place.
      return giveWay(trx, await take(trx, row, station, times, terms, { ...changed, reason: null }))
    }),
  )
}

/** Makes a slot of the caller's last so many minutes in all, also while it is used; only longer. */
export function extendReservation(ctx: Context, reservationId: string, minutes: number): Promise<Reservation> {
  const { userId } = requireUser(ctx.caller)
  return refusing(
    afterWaiters(ctx, async (trx, giveWay) => {
      const { row, station, now } = await own(trx, userId, reservationId)
      const times = timesOf(row.starts_at, minutes)
      if (isSame(row, times)) return row
      if (times.endsAt < row.ends_at) throw badInput(['input', 'minutes'], 'An extended slot is longer than before.')
      if (
        (row.state !== 'RESERVED' && row.state !== 'ACTIVE' && row.state !== 'FULFILLED') ||
        (await heldUntil(trx, row.id)) <= now
      )
        throw refuse('CONFLICT', 'This slot is over. Book another one.')
      const terms = bookedOn(row)
      checkLength(minutes, terms)
      return giveWay(trx, await take(trx, row, station, times, terms, {}, row.ends_at))
    }),
  )
}

/** Cancels a slot of the caller's. One that is cancelled already stays so. */
export function cancelBooking({ db, caller }: Context, reservationId: string): Promise<Reservation> {
  const { userId } = requireUser(caller)
  return db.transaction().execute(async (trx) => {
    const { row } = await own(trx, userId, reservationId)
    if (row.state === 'CANCELLED') return row
    if (!isOpen(row)) throw refuse('CONFLICT', `A slot that is ${row.state} cannot be cancelled.`)
    return cancel(trx, row, 'DRIVER')
  })
}

/** Cancels a driver's slot at a station of the caller's, without a fee. */
export function cancelAsOperator({ db, caller }: Context, reservationId: string): Promise<Reservation> {
  const user = requireOperator(caller, 'chargers:write')
  return db.transaction().execute(async (trx) => {
    const found = await findReservation(trx, reservationId)
    if (!found || found.kind !== 'BOOKING' || !operates(caller, found.operator_id))
      throw notFound('reservation', ['input', 'reservationId'])
    await lockStation(trx, found.station_id)
    const row = (await lockReservation(trx, reservationId)) ?? found
    if (row.state === 'CANCELLED') return row
    if (!isOpen(row)) throw refuse('CONFLICT', `A slot that is ${row.state} cannot be cancelled.`)
    await audit(trx, user.userId, 'reservation.cancelled', row.id, {})
    return cancel(trx, row, 'OPERATOR')
  })
}

/** Gives a slot another time. What stands in the way is found by the exclusions when it is written. */
async function take(
  trx: Trx,
  row: Reservation,
  station: Station,
  times: Times,
  terms: Terms,
  more: { connector_id?: string; evse_id?: string; terms?: string; reason?: null },
  /** The part of it that is new: what was theirs stays theirs. */
  from: Date | null = null,
): Promise<Reservation> {
  const held = heldOf(times, terms)
  if (await isFull(trx, station.id, { ...held, from: from ?? held.from }, terms.keptFree, row.id)) throw slotTaken()
  return changeReservation(trx, row, {
    ...more,
    starts_at: times.startsAt,
    ends_at: times.endsAt,
    // One that was moved for its driver while it ran has nothing of the time before that at its new place: somebody else had it.
    during: from === null ? rangeOf(held.from, held.until) : sql<string>`tstzrange(lower(during), ${held.until})`,
  })
}

/** A slot of the driver's with its station, all locked in the order of a booking. */
async function own(trx: Trx, userId: string, id: string): Promise<{ row: Reservation; station: Station; now: Date }> {
  await lockDriver(trx, userId)
  const found = await findReservation(trx, id)
  const station = found?.kind === 'BOOKING' && found.user_id === userId ? await lockStation(trx, found.station_id) : undefined
  const row = station && (await lockReservation(trx, id))
  if (!station || !row) throw notFound('reservation', ['input', 'reservationId'])
  return { row, station, now: await clockOf(trx) }
}

const refusing = (changed: Promise<Reservation>): Promise<Reservation> =>
  changed.catch((error: unknown) => {
    if (violates(error, 'reservation_slot')) throw slotTaken()
    if (violates(error, 'reservation_driver')) throw alreadyBooked()
    throw error
  })

const isSame = (row: Reservation, { startsAt, endsAt }: Times): boolean =>
  row.starts_at.getTime() === startsAt.getTime() && row.ends_at.getTime() === endsAt.getTime()
