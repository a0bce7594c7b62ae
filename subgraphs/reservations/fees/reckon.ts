import { costOf, payable, type Cost } from '#lib/tariff/cost.ts'
import { counted, unopened } from '#lib/tariff/tally.ts'
import type { TariffData } from '#lib/tariff/tariff.ts'

export type FeeKind = 'NO_SHOW' | 'LATE_CANCELLATION'

/** What a slot is charged by. */
export interface Basis {
  tariff: TariffData
  /** IANA name of the station's zone. */
  zone: string
}

/**
 * What an EVSE costs that was kept for nothing, by OCPI 2.3.0's prices for reservations that expire. `from` is the start of the slot; one that
 * is cancelled before it costs the flat prices alone. Null where the tariff asks for nothing.
 */
export function feeFor({ tariff, zone }: Basis, from: Date, until: Date): Cost | null {
  // The least price is a session's.
  const { minPrice: _, ...prices } = tariff
  const start = seconds(from)
  const kept = { kind: 'RESERVATION_EXPIRED' as const, from: start, to: Math.max(start, seconds(until)), energyWh: 0, powerW: null }
  const cost = costOf(prices, counted(prices, zone, unopened(start), [kept]))
  return payable(cost) > 0 ? cost : null
}

const seconds = (at: Date): number => Math.floor(at.getTime() / 1000)
