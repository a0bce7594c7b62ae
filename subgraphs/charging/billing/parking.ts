import type { TariffData } from '#lib/events.ts'
import type { Pause } from '../tables.ts'

/** A vehicle that is plugged in and takes nothing. Times are by the charger's clock. */
export interface Parking {
  since: Date
  /** From when the parking is billed; null if it costs nothing. */
  billedFrom: Date | null
}

/** How a vehicle parks now, if its last pause is its own and lasts. `billableTime` counts the same grace. */
export function parkingOf(
  pauses: readonly Pick<Pause, 'from_at' | 'to_at' | 'by'>[],
  tariff: TariffData | null,
  graceSeconds: number,
): Parking | null {
  const open = pauses.findLast(({ to_at }) => to_at === null)
  if (open?.by !== 'EV') return null
  const components = tariff?.elements.flatMap((element) => element.components) ?? []
  const costs = components.some(({ type, price }) => type === 'PARKING_TIME' && price > 0)
  return { since: open.from_at, billedFrom: costs ? new Date(open.from_at.getTime() + graceSeconds * 1_000) : null }
}
