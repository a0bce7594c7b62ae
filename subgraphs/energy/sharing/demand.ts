import { ENERGY_LIMITS } from '../limits.ts'
import type { Charging, Site } from '../tables.ts'
import type { Charge, Phases } from './share.ts'

/** What stations says of a connector, and how its station is wired. */
export interface Equipment {
  maxPowerW: number
  powerType: 'AC_1_PHASE' | 'AC_3_PHASE' | 'DC'
  /** The phase of the connection that the station's L1 is wired to, from 1. */
  firstPhase: number
  /** The station's part of what is shared. */
  weight: number
}

/** The phases of the connection that a connector draws from. */
export function phasesOf(site: Pick<Site, 'phases'>, { powerType, firstPhase }: Equipment): Phases<boolean> {
  if (site.phases === 1) return [true, false, false]
  if (powerType !== 'AC_1_PHASE') return [true, true, true]
  return [firstPhase === 1, firstPhase === 2, firstPhase === 3]
}

const count = (phases: Phases<boolean>): number => phases.filter(Boolean).length

/** The current of each phase that makes this power. */
export const amperes = (powerW: number, phases: Phases<boolean>, voltage: number): number => powerW / (count(phases) * voltage)

/** The power of this current on each phase. */
export const watts = (currentA: number, phases: Phases<boolean>, voltage: number): number => currentA * count(phases) * voltage

/** What a car draws; null while its charger has not said. */
export const drawnA = (charging: Charging, phases: Phases<boolean>, voltage: number): number | null =>
  charging.power_w === null ? null : amperes(charging.power_w, phases, voltage)

/** What a car can be given, as the sharing sees it. */
export function demandOf(site: Site, charging: Charging, equipment: Equipment, now: number): Charge {
  const phases = phasesOf(site, equipment)
  const ratedA = amperes(equipment.maxPowerW, phases, site.voltage)
  return {
    id: charging.transaction_id,
    phases,
    minA: Math.min(site.least_a, ratedA),
    maxA: Math.max(Math.min(ratedA, usableA(site, charging, phases, now)), Math.min(site.least_a, ratedA)),
    weight: charging.weight ?? equipment.weight,
    waitedMs: charging.waiting_since === null ? 0 : now - charging.waiting_since.getTime(),
    hasShare: (charging.share_a ?? 0) > 0,
    goal: goalOf(charging),
  }
}

/** A little more than a car draws, where it has had time to draw what it may: it cannot use the rest. */
function usableA(site: Site, charging: Charging, phases: Phases<boolean>, now: number): number {
  const { kept_a, asked_at, measured_at } = charging
  if (charging.suspended) return site.least_a
  const drawn = drawnA(charging, phases, site.voltage)
  const settled = asked_at !== null && measured_at !== null && measured_at.getTime() - asked_at.getTime() > ENERGY_LIMITS.followMs
  if (!settled || drawn === null || kept_a === null || now - measured_at.getTime() > ENERGY_LIMITS.tellAgainMs) return Infinity
  return drawn * ENERGY_LIMITS.unusedFactor + ENERGY_LIMITS.unusedA
}

function goalOf({ goal_wh, ready_by, meter_start_wh, register_wh }: Charging): Charge['goal'] {
  if (goal_wh === null || ready_by === null) return null
  const given = (register_wh ?? 0) - (meter_start_wh ?? register_wh ?? 0)
  return { energyWh: Math.max(0, goal_wh - given), readyBy: ready_by.getTime() }
}
