import { bordersOf, matches } from './restrictions.ts'
import { piecesOf, type Segment } from './segment.ts'
import { purposeOf } from './tally.ts'
import type { TariffData } from './tariff.ts'

/** How far ahead it is looked for the moment from which parking costs something. Restrictions by the clock come round in a week. */
const WEEK = 7 * 86_400

/** The first moment, in seconds of the epoch, at which a vehicle that parks and takes nothing pays for that. Null: not within a week. */
export function billedFrom(
  tariff: TariffData,
  zone: string,
  session: { startedAt: number; energyWh: number },
  from: number,
): number | null {
  const price = ({ components }: TariffData['elements'][number]) => components.find(({ type }) => type === 'PARKING_TIME')?.price
  const priced = tariff.elements.filter((element) => purposeOf(element) === 'SESSION' && price(element) !== undefined)
  if (priced.every((element) => price(element) === 0)) return null
  const parked: Segment = { kind: 'PARKING', from, to: from + WEEK, energyWh: 0, powerW: 0 }
  for (const piece of piecesOf(parked, session, bordersOf(tariff), zone)) {
    const now = { at: piece.from, duration: piece.from - session.startedAt, energyWh: session.energyWh, powerW: 0 }
    const holds = priced.find(({ restrictions }) => matches(restrictions, now, zone))
    if (holds && (price(holds) ?? 0) > 0) return piece.from
  }
  return null
}
