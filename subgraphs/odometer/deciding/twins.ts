import type { Trx } from '../tables.ts'
import { alternating, countVehicles, lockDriver, lockStretch, nearVehicles, pointsOf, type Shown } from './twin.queries.ts'
import { turnsOf, type Turns } from './turns.ts'

/** Other vehicles that seem to have the same odometer: perhaps it is one vehicle, registered twice so that its kilometres count twice. */
export interface Twins {
  vehicles: number
  /** The clearest of those whose readings have taken turns with this one's; null if there are none. */
  turns: Turns | null
}

/**
 * What a fleet's size is added to, in nats. With it, an independent vehicle is taken for a twin less than once in 2,000 years of a vehicle, in a
 * fleet of any size (`fleet.fixture.ts`; in a fleet of a million, of which 5 % are deliveries, a delivery once in 150 years).
 */
const BEYOND_CHANCE_NATS = 2.2

/**
 * Counts the vehicles that show what this one shows. Readings that come at once see each other: this locks the driver, and the kilometres since the
 * last reading. A twin that is photographed daily is found after three to five weeks in a fleet of a million and after one to two in a small one; a weekly
 * one takes months. Whoever gives false times breaks the order and is not found.
 */
export async function twinsOf(trx: Trx, shown: Shown): Promise<Twins> {
  await lockDriver(trx, shown.userId)
  await lockStretch(trx, shown)
  const near = await nearVehicles(trx, shown)
  const points = [...(await pointsOf(trx, shown)), { m: shown.readingM, at: shown.takenAt.getTime() }]
  const others = await alternating(trx, shown, points)
  const found = others.flatMap(({ vehicleId, points: theirs }) => {
    const turns = turnsOf(points, theirs)
    return turns ? [{ vehicleId, turns }] : []
  })
  if (found.length === 0) return { vehicles: near.length, turns: null }
  const chance = leastNats(await countVehicles(trx))
  const twins = found.filter(({ turns }) => turns.nats >= chance)
  const clearest = twins.reduce<Turns | null>((best, { turns }) => (best && best.nats >= turns.nats ? best : turns), null)
  return { vehicles: new Set([...near, ...twins.map(({ vehicleId }) => vehicleId)]).size, turns: clearest }
}

/** From here on, two vehicles of so many are one. */
export const leastNats = (vehicles: number): number => Math.log(Math.max(1, vehicles)) + BEYOND_CHANCE_NATS
