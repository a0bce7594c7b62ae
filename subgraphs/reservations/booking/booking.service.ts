import { requireUser } from '#lib/access.ts'
import { badInput, notFound } from '#lib/errors.ts'
import type { Context } from '../context.ts'
import { knows } from '../knows.ts'
import { findStation, lockStation } from '../places/place.queries.ts'
import type { Reservation, Station, Trx } from '../tables.ts'
import { validTerms } from '../terms/valid.ts'
import { checkDriver } from './driver.ts'
import { checkLength, checkOpen, checkStart, isUnusable, startOf, timesOf, unusable, type StartInput } from './rules.ts'
import { findByKey, findPlace, freePlaces, lockDriver, type Place } from './slot.queries.ts'
import { heldOf, takeSlot } from './take.ts'
import { afterWaiters } from './waiters.ts'

export interface BookInput extends StartInput {
  idempotencyKey: string
  connectorId?: string | null | undefined
  stationId?: string | null | undefined
  powerW?: number | null | undefined
  minutes: number
}

/**
 * Books a slot for the caller: at a connector, or at any EVSE of a station that fits. The same key again gives the same slot. A station is
 * booked one after the other; what nobody may take twice is held by the database.
 */
export function bookReservation(ctx: Context, input: BookInput): Promise<Reservation> {
  const { caller } = ctx
  const { userId } = requireUser(caller)
  return afterWaiters(ctx, async (trx, giveWay) => {
    await lockDriver(trx, userId)
    const before = await findByKey(trx, userId, input.idempotencyKey)
    if (before) return before
    const { station, place } = await wanted(trx, caller, input)
    const terms = await validTerms(trx, station.id)
    checkOpen(terms)
    checkLength(input.minutes, terms)
    const startsAt = startOf(station.time_zone, input)
    if (startsAt === null)
      throw badInput(['input', 'startsAt'], 'Say when it begins: startsAt, or localStart by the station’s clock.')
    const now = await checkDriver(trx, userId)
    checkStart(startsAt, terms, now, input.localStart == null ? 'startsAt' : 'localStart')
    const times = timesOf(startsAt, input.minutes)
    if (place && isUnusable(place, startsAt, now)) throw unusable()
    const places = async () =>
      (await freePlaces(trx, station.id, place?.id ?? null, input.powerW ?? 0, heldOf(times, terms))).filter(
        (free) => !isUnusable(free, startsAt, now),
      )
    const slot = { ...times, station, userId, terms, idempotencyKey: input.idempotencyKey }
    // Whoever comes too late need not wait for those who do not.
    if ((await places()).length === 0) return takeSlot(trx, { ...slot, places: [] })
    await lockStation(trx, station.id)
    return giveWay(trx, await takeSlot(trx, { ...slot, places: await places() }))
  })
}

/** The station that is meant, and the connector where one is named. What the caller may not know of does not exist. */
async function wanted(
  trx: Trx,
  caller: Context['caller'],
  { connectorId, stationId, powerW }: BookInput,
): Promise<{ station: Station; place: Place | null }> {
  if ((connectorId == null) === (stationId == null))
    throw badInput(['input', 'stationId'], 'Give a connectorId, or a stationId for any EVSE that fits.')
  if (connectorId != null && powerW != null)
    throw badInput(['input', 'powerW'], 'A connector has the power that it has: give it with a stationId.')
  const place = connectorId == null ? null : await findPlace(trx, connectorId)
  const id = place?.station_id ?? stationId
  const station = id == null ? undefined : await findStation(trx, id)
  if (!station || !knows(caller, station))
    throw connectorId == null ? notFound('station', ['input', 'stationId']) : notFound('connector', ['input', 'connectorId'])
  return { station, place: place ?? null }
}
