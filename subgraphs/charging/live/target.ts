import { badInput } from '#lib/errors.ts'
import { CHARGING_LIMITS } from '../limits.ts'
import type { Session } from '../tables.ts'

/** What a driver wants of a session. */
export interface Target {
  energyWh?: number | null | undefined
  socPercent?: number | null | undefined
  readyBy?: Date | null | undefined
}

const DAY_MS = 24 * 3_600_000

/** A target as it is kept. One that says nothing takes an earlier one away. */
export function targetColumns(
  target: Target | null | undefined,
): Pick<Session, 'target_energy_wh' | 'target_soc_percent' | 'ready_by'> {
  const { energyWh = null, socPercent = null, readyBy = null } = target ?? {}
  const path = (field: keyof Target) => ['input', 'target', field]
  if (energyWh !== null && socPercent !== null) throw badInput(path('socPercent'), 'Give an energy or a state of charge, not both.')
  if (energyWh !== null && (energyWh < 1 || energyWh > CHARGING_LIMITS.energyWh))
    throw badInput(path('energyWh'), `An energy of 1 to ${CHARGING_LIMITS.energyWh} Wh.`)
  if (socPercent !== null && !(socPercent > 0 && socPercent <= 100))
    throw badInput(path('socPercent'), 'A state of charge above 0 and up to 100 percent.')
  const aheadMs = readyBy === null ? 1 : readyBy.getTime() - Date.now()
  if (aheadMs <= 0) throw badInput(path('readyBy'), 'This is over already.')
  if (aheadMs > CHARGING_LIMITS.readyByDays * DAY_MS)
    throw badInput(path('readyBy'), `At most ${CHARGING_LIMITS.readyByDays} days ahead.`)
  return { target_energy_wh: energyWh, target_soc_percent: socPercent, ready_by: readyBy }
}
