import { randomOf } from '../../../test/random.ts'
import type { Point } from './turns.ts'

const DAY_MS = 86_400_000

/** How a simulated vehicle is driven and photographed. */
export interface Habits {
  /** Commuters go the same way on weekdays, deliveries nearly the same every day, others as it comes. */
  kind: 'COMMUTER' | 'DELIVERY' | 'OTHER'
  kmADay: number
  /** By what share a commuter's or a delivery's days differ. */
  uneven: number
  /** Days between two photos, and the hour at which they are taken. */
  every: number
  phase: number
  hour: number
}

/** A seeded world of vehicles: half commuters, one in twenty a delivery; 12,000 km a year; 40 % photographed daily, 55 % weekly or more often. */
export function fleetOf(seed: number) {
  const random = randomOf(seed)
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const about = (mean: number) => -mean * Math.log(1 - random())
  const habits = (kind: Habits['kind'] = one(random(), [0.45, 'COMMUTER'], [0.5, 'DELIVERY'], [1, 'OTHER'])): Habits => {
    const every = one(random(), [0.4, 1], [0.6, 2], [0.95, 7], [1, 30])
    const uneven = kind === 'DELIVERY' ? 0.03 + 0.12 * random() : 0.05 + 0.2 * random()
    const kmADay = 32 * Math.exp(0.5 * normal()) * (kind === 'DELIVERY' ? 2 : 1)
    return { kind, kmADay, uneven, every, phase: Math.floor(random() * every), hour: 6 + 16 * random() }
  }
  const evenly = (km: number, share: number) => Math.max(0, km * (1 + share * normal()))
  const driven = ({ kind, kmADay, uneven }: Habits, day: number): number => {
    const weekday = day % 7 < 5
    if (kind === 'DELIVERY') return day % 7 === 6 ? 0 : evenly(kmADay, uneven)
    if (random() < 1 / 60) return 150 + about(300)
    if (kind === 'OTHER') return random() < 0.2 ? 0 : about(kmADay * 1.2)
    if (weekday) return evenly(kmADay, uneven) + (random() < 0.25 ? about(kmADay * 0.4) : 0)
    return random() < 0.3 ? 0 : about(kmADay * 0.9)
  }
  /** The readings that each photographer of one vehicle takes, day by day. It is driven from seven to seven. */
  function* readings(vehicle: Habits, startKm: number, days: number, photographers: readonly Habits[] = [vehicle]) {
    let km = startKm
    for (let day = 0; day < days; day++) {
      const today = driven(vehicle, day)
      const taken = photographers.map(({ every, phase, hour }): Point | null => {
        const at = hour + 0.8 * normal()
        const m = Math.floor(km + today * Math.min(1, Math.max(0, (at - 7) / 12))) * 1_000
        return (day + phase) % every === 0 ? { at: day * DAY_MS + at * 3_600_000, m } : null
      })
      km += today
      yield taken
    }
  }
  return { habits, readings, random }
}

/** The first whose share is not yet reached. */
function one<T>(random: number, ...shares: [number, T][]): T {
  const found = shares.find(([share]) => random < share) ?? shares.at(-1)
  if (!found) throw new Error('There is nothing to choose from.')
  return found[1]
}
