import type { EventCatalogue } from '#lib/events.ts'
import type { Trx } from '../tables.ts'
import { takeCommand } from './command.handler.ts'

/** Our limits stand above those that an operator gives by hand at the same level, and below what is given on purpose above it. */
const LEVEL = 1

/**
 * Has a charger keep a limit that energy asks for. If nothing more is heard while it holds, the charger falls back by itself: the platform
 * may be gone.
 */
export function takeLimit(trx: Trx, fact: EventCatalogue['energy.limit.requested']): Promise<void> {
  const { commandId, stationId, transactionId, evseNumber, unit, limit, holdSeconds, fallback, at, expiresAt } = fact
  return takeCommand(trx, {
    id: commandId,
    kind: 'SET_CHARGING_PROFILE',
    stationId,
    input: {
      purpose: transactionId === null ? 'TX_DEFAULT' : 'TX',
      transactionId,
      evseNumber,
      stackLevel: LEVEL,
      unit,
      periods: [{ startSeconds: 0, limit }, ...(holdSeconds === null ? [] : [{ startSeconds: holdSeconds, limit: fallback }])],
      ...(holdSeconds !== null && { startAt: at }),
    },
    expiresAt: new Date(expiresAt),
  })
}
