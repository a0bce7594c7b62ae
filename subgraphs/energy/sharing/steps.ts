import type { Charge, Phases } from './share.ts'

/** A car, what it is to have, and the most that it may be drawing already. */
export interface Wanted {
  charge: Charge
  shareA: number
  possibleA: number
}

/**
 * The currents that chargers may be told now. A lower one at once. A higher one only as far as there is room while the others may still draw
 * what they were told before: so the sum stays below the limit at every moment, however late a charger hears.
 */
export function nextCurrents(availableA: Phases<number>, cars: readonly Wanted[]): Map<string, number> {
  const next = new Map(cars.map(({ charge, shareA, possibleA }) => [charge.id, Math.min(shareA, possibleA)]))
  const room = [0, 1, 2].map((phase) =>
    cars.reduce((left, { charge, possibleA }) => left - (charge.phases[phase] ? possibleA : 0), availableA[phase as 0 | 1 | 2]),
  )
  const rising = cars.filter(({ shareA, possibleA }) => shareA > possibleA)
  for (const { charge, shareA, possibleA } of rising.toSorted((a, b) => a.possibleA - b.possibleA)) {
    const free = Math.min(...room.filter((_, phase) => charge.phases[phase]))
    const rise = Math.min(shareA - possibleA, Math.max(0, free))
    // Less than the least current lets nobody charge.
    const currentA = possibleA + rise < charge.minA ? Math.min(possibleA, next.get(charge.id) ?? 0) : possibleA + rise
    next.set(charge.id, currentA)
    for (const phase of [0, 1, 2]) if (charge.phases[phase]) room[phase] = (room[phase] ?? 0) - Math.max(0, currentA - possibleA)
  }
  return next
}
