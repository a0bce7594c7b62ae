import { badInput } from '#lib/errors.ts'
import { momentOf, type Clock } from '../clock.ts'
import { refuse } from '../errors.ts'
import { RESERVATIONS_LIMITS } from '../limits.ts'
import type { Reservation, Terms } from '../tables.ts'
import type { Place } from './slot.queries.ts'
import type { Times } from './take.ts'

const MINUTE = 60_000

/** When a slot is to begin: a moment, or a time by the station's clock. */
export interface StartInput {
  startsAt?: Date | null | undefined
  localStart?: string | null | undefined
  clock?: Clock | null | undefined
}

/** When a slot is to begin; null where nothing is said of it. */
export function startOf(zone: string, { startsAt, localStart, clock }: StartInput): Date | null {
  if (startsAt != null && localStart != null) throw badInput(['input', 'localStart'], 'Give startsAt or localStart, not both.')
  if (localStart != null) return momentOf(zone, localStart, clock ?? null, ['input', 'localStart'])
  if (startsAt != null && startsAt.getTime() % MINUTE !== 0)
    throw badInput(['input', 'startsAt'], 'A slot begins on a whole minute.')
  return startsAt ?? null
}

export const timesOf = (startsAt: Date, minutes: number): Times => ({
  startsAt,
  endsAt: new Date(startsAt.getTime() + minutes * MINUTE),
})
export const minutesOf = ({ starts_at, ends_at }: Pick<Reservation, 'starts_at' | 'ends_at'>): number =>
  (ends_at.getTime() - starts_at.getTime()) / MINUTE

/** Refuses a length that the terms do not allow. */
export function checkLength(minutes: number, { minMinutes, maxMinutes }: Terms): void {
  if (minutes < minMinutes || minutes > maxMinutes)
    throw badInput(['input', 'minutes'], `A slot here lasts ${minMinutes} to ${maxMinutes} minutes.`)
}

/** Refuses a start that is over, or too far ahead. */
export function checkStart(startsAt: Date, { aheadDays }: Terms, now: Date, path: string): void {
  // A slot may begin at once: in the minute that runs.
  if (startsAt.getTime() <= now.getTime() - MINUTE) throw badInput(['input', path], 'A slot begins now or later.')
  if (startsAt.getTime() > now.getTime() + aheadDays * 24 * 60 * MINUTE)
    throw badInput(['input', path], `Slots here can be booked ${aheadDays} days ahead.`)
}

export function checkOpen({ open }: Terms): void {
  if (!open) throw refuse('NOT_BOOKABLE', 'This station takes no bookings. Choose another one, or come without a slot.')
}

/** Whether nothing can be booked at a place: it is retired, or out of order and the slot is soon. */
export const isUnusable = (place: Place, startsAt: Date, now: Date): boolean =>
  place.retired ||
  place.evse_retired ||
  (place.out_of_order && startsAt.getTime() < now.getTime() + RESERVATIONS_LIMITS.outOfOrderHours * 60 * MINUTE)

export const unusable = () =>
  refuse(
    'NOT_BOOKABLE',
    'This connector is out of order or was taken away. Choose another one, or leave the choice to us by stationId.',
  )

/** Until when something may be done with a slot: so many minutes before it begins. */
export const untilBefore = ({ starts_at }: Pick<Reservation, 'starts_at'>, minutes: number): Date =>
  new Date(starts_at.getTime() - minutes * MINUTE)

/** The terms that a booking was made on. A block has none. */
export const bookedOn = ({ terms }: Reservation): Terms => terms as Terms
