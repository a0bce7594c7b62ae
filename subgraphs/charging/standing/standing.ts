import type { ConnectorStatus } from '#lib/events.ts'
import { CHARGING_LIMITS } from '../limits.ts'

/** The times of a session that its charger has ended. */
export interface EndOf {
  /** By the charger's clock. */
  endedAt: Date
  /** By ours. */
  heardAt: Date
  /** Since when its record waits, by our clock. */
  waitsSince: Date
}

/** What a charger last said of the connector. */
export interface Word {
  status: ConnectorStatus
  heardAt: Date
  /** When it last ceased to be FINISHING, by the charger's clock and by ours. */
  left: { at: Date; heardAt: Date } | null
}

/**
 * What became of a vehicle after the charge. STANDS: the charger says so (FINISHING). UNSAID: it is about to say something. GONE: at that
 * moment, by the charger's clock; null if nobody has seen it stand there.
 */
export type Standing = { is: 'STANDS' } | { is: 'UNSAID' } | { is: 'GONE'; at: Date | null }

const OCCUPIED: readonly ConnectorStatus[] = ['PREPARING', 'CHARGING', 'SUSPENDED', 'FINISHING']

/**
 * Only time that the charger has witnessed counts: between its word that the charge is over and another word on the connector, its
 * disconnection, or the next session there. A clock that is moved meanwhile makes it no longer than it was by ours. `seen`: we have counted
 * it standing there.
 */
export function standingOf(
  end: EndOf,
  word: Word | undefined,
  { offlineSince, nextStart, seen, now }: { offlineSince: Date | null; nextStart: Date | null; seen: boolean; now: Date },
): Standing {
  const { standsMs, statusWaitMs, offlineMs } = CHARGING_LIMITS
  if (!word) return { is: 'GONE', at: null }
  const { status, heardAt } = word
  const left = word.left !== null && word.left.heardAt > end.heardAt ? word.left : null
  const leftAt = left && earlier(left.at, byCharger(end, left.heardAt))
  // What is said of the connector now is said of the next one.
  if (nextStart !== null) return { is: 'GONE', at: leftAt || seen ? earlier(nextStart, leftAt ?? nextStart) : null }
  if (status === 'FINISHING') {
    if (offlineSince !== null && now.getTime() - offlineSince.getTime() > offlineMs)
      return { is: 'GONE', at: byCharger(end, offlineSince) }
    return now.getTime() - end.heardAt.getTime() > standsMs ? { is: 'GONE', at: byCharger(end, now) } : { is: 'STANDS' }
  }
  if (leftAt) return { is: 'GONE', at: leftAt }
  const speaks = OCCUPIED.includes(status) && heardAt <= end.heardAt && now.getTime() - end.waitsSince.getTime() < statusWaitMs
  return speaks ? { is: 'UNSAID' } : { is: 'GONE', at: null }
}

/** A moment of ours by the charger's clock, which showed `endedAt` when we heard of the end. */
export const byCharger = ({ endedAt, heardAt }: Omit<EndOf, 'waitsSince'>, at: Date): Date =>
  new Date(endedAt.getTime() + at.getTime() - heardAt.getTime())

const earlier = (a: Date, b: Date): Date => (a < b ? a : b)
