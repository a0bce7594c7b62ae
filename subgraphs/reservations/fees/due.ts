import type { Reservation, Terms } from '../tables.ts'
import type { FeeKind } from './reckon.ts'

type Slot = Pick<Reservation, 'kind' | 'state' | 'reason' | 'starts_at' | 'ends_at' | 'terms'>

/** What is charged for, and for which time. */
export interface Due {
  kind: FeeKind
  from: Date
  until: Date
}

const minutesAfter = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * 60_000)
const earlier = (a: Date, b: Date): Date => (a < b ? a : b)
const later = (a: Date, b: Date): Date => (a > b ? a : b)

/** Until when a slot is cancelled for nothing. */
export const freeUntil = ({ starts_at, terms }: Pick<Slot, 'starts_at' | 'terms'>): Date =>
  minutesAfter(starts_at, -((terms as Partial<Terms>).cancelUntilMinutes ?? 0))

/** When a slot to which nobody has come counts as one. */
export const noShowAt = ({ starts_at, ends_at, terms }: Pick<Slot, 'starts_at' | 'ends_at' | 'terms'>): Date =>
  earlier(minutesAfter(starts_at, (terms as Partial<Terms>).noShowAfterMinutes ?? 0), ends_at)

export const noShow = (slot: Slot): Due => ({ kind: 'NO_SHOW', from: slot.starts_at, until: noShowAt(slot) })

/** What cancelling at a moment is charged for; null: nothing. */
export const cancelledAt = (slot: Slot, at: Date): Due | null =>
  at <= freeUntil(slot)
    ? null
    : { kind: 'LATE_CANCELLATION', from: slot.starts_at, until: later(slot.starts_at, earlier(at, slot.ends_at)) }

/**
 * What a slot that came to its state at a moment is charged for. Only the driver's own doing is: whatever the charger or its operator did
 * has a reason of its own.
 */
export function dueFor(slot: Slot, at: Date): Due | null {
  if (slot.kind !== 'BOOKING' || (slot.terms as Partial<Terms>).fees !== true) return null
  if (slot.state === 'NO_SHOW') return noShow(slot)
  return slot.state === 'CANCELLED' && slot.reason === 'DRIVER' ? cancelledAt(slot, at) : null
}
