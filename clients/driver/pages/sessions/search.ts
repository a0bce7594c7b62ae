import { monthIn } from '../../../web/i18n/zone.ts'
import type { ChargingHistoryFilter, ChargingSessionStatus } from '../../generated/graphql.ts'

export const STATES = {
  goesOn: ['PENDING', 'STARTING', 'ACTIVE', 'SUSPENDED'],
  over: ['COMPLETED'],
  failed: ['FAILED', 'EXPIRED'],
} as const satisfies Record<string, readonly ChargingSessionStatus[]>

export type State = keyof typeof STATES

/** Which sessions are shown: the address of the page. */
export interface SessionsSearch {
  /** Year and month, e.g. 2026-11, by the clock of the device. */
  month?: string | undefined
  vehicle?: string | undefined
  state?: State | undefined
}

const MONTH = /^20\d\d-(0[1-9]|1[0-2])$/
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export function sessionsSearch({ month, vehicle, state }: Record<string, unknown>): SessionsSearch {
  // Named even where they are not known: what is left out stays as it was in the address.
  return {
    month: typeof month === 'string' && MONTH.test(month) ? month : undefined,
    vehicle: typeof vehicle === 'string' && UUID.test(vehicle) ? vehicle : undefined,
    state: typeof state === 'string' && Object.hasOwn(STATES, state) ? (state as State) : undefined,
  }
}

/** The same as the graph asks it. */
export function filterOf({ month, vehicle, state }: SessionsSearch, timeZone: string): ChargingHistoryFilter {
  const span = month === undefined ? null : monthIn(timeZone, month)
  return {
    ...(span && { from: span.from.toISOString(), until: span.until.toISOString() }),
    ...(vehicle !== undefined && { vehicleId: vehicle }),
    ...(state && { status: [...STATES[state]] }),
  }
}
