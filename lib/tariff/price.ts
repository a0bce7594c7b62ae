import { costOf, type Cost } from './cost.ts'
import type { Segment } from './segment.ts'
import { counted, opened, unopened } from './tally.ts'
import type { TariffData } from './tariff.ts'

/**
 * What a session costs, from its whole timeline: segments in the order of time, in whole seconds of the epoch. `startedAt` is when charging
 * began; the segment of a reservation lies before. A reservation that expires has no session. `zone` is the IANA name of the station's zone.
 */
export function priceOf(tariff: TariffData, zone: string, startedAt: number, segments: readonly Segment[]): Cost {
  const expired = segments.some(({ kind }) => kind === 'RESERVATION_EXPIRED')
  const before = expired ? unopened(startedAt) : opened(tariff, zone, startedAt)
  return costOf(tariff, counted(tariff, zone, before, segments))
}
