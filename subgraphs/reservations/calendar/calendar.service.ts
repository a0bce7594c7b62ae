import { badInput } from '#lib/errors.ts'
import { liveStream } from '#lib/graphql/live.ts'
import { notFound } from '#lib/errors.ts'
import { isIdPart, isMomentPart, keysetPage, type Page, type PageArgs } from '#lib/pagination.ts'
import { dayOf } from '../clock.ts'
import type { Context } from '../context.ts'
import { RESERVATIONS_LIMITS } from '../limits.ts'
import type { Reservation } from '../tables.ts'
import { mayRun } from '../visible.ts'
import { DEFAULT_TERMS } from '../terms/terms.ts'
import { freeSlots, listCalendar, type FreeSlot } from './calendar.queries.ts'

/** A free slot, by its station's clock too. */
export type Slot = FreeSlot & { zone: string }

export interface SlotArgs {
  day: string
  minutes: number
  powerW?: number | null | undefined
}

/**
 * The slots that can be booked on a day of a station, which has 23 or 25 hours where its clock is changed. For everybody who may know of the
 * station; null for others.
 */
export async function slotsOf(
  { db, loaders }: Context,
  stationId: string,
  { day, minutes, powerW }: SlotArgs,
): Promise<Slot[] | null> {
  const station = await loaders.station.load(stationId)
  if (!station) return null
  const terms = (await loaders.terms.load(stationId))?.data ?? DEFAULT_TERMS
  const times = dayOf(station.time_zone, day, ['day'])
  if (!terms.open || minutes < terms.minMinutes || minutes > terms.maxMinutes) return []
  const slots = await freeSlots(db, { stationId, ...times, minutes, minPowerW: powerW ?? 0, terms })
  return slots.map((slot) => ({ ...slot, zone: station.time_zone }))
}

/** A station, whenever its slots have changed. For everybody who may know of it. */
export async function watchSlots(
  { bus, loaders }: Context,
  stationId: string,
): Promise<AsyncGenerator<{ id: string }, void, void>> {
  if (!(await loaders.station.load(stationId))) throw notFound('station', ['stationId'])
  return liveStream({
    bus,
    names: ['reservations.slots.changed'],
    matches: ({ aggregateId }) => aggregateId === stationId,
    // It may have become private since.
    read: async () => ((await loaders.station.load(stationId)) ? { id: stationId } : null),
  })
}

/** What is booked and blocked at a station, by its beginning; null for others than its operator and admins. */
export async function calendarOf(
  { db, caller, loaders }: Context,
  stationId: string,
  { from, until, ...args }: PageArgs & { from: Date; until: Date },
): Promise<Page<Reservation> | null> {
  const station = await loaders.station.load(stationId)
  if (!station || !mayRun(caller, station)) return null
  const days = (until.getTime() - from.getTime()) / 86_400_000
  if (days <= 0) throw badInput(['until'], 'Must be later than `from`.')
  if (days > RESERVATIONS_LIMITS.calendarDays)
    throw badInput(['until'], `At most ${RESERVATIONS_LIMITS.calendarDays} days at once.`)
  return keysetPage({
    args,
    fetch: (page) => listCalendar(db, stationId, { from, until }, page),
    key: (row) => [row.starts_at.toISOString(), row.id],
    parts: [isMomentPart, isIdPart],
  })
}
