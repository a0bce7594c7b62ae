import { capacityOf, minutesLeft } from '../metering/minutes-left.ts'
import type { Session } from '../tables.ts'

type Charging = Pick<
  Session,
  | 'status'
  | 'energy_wh'
  | 'power_w'
  | 'soc_percent'
  | 'soc_start_percent'
  | 'battery_capacity_wh'
  | 'last_sample_at'
  | 'target_energy_wh'
  | 'target_soc_percent'
  | 'ready_by'
>

/** How far a session is on the way to what its driver wants. */
export interface Progress {
  session: Charging
  percent: number | null
  remainingWh: number | null
  expectedAt: Date | null
  inTime: boolean | null
}

/** Null if the driver has said nothing. Who only says when they leave wants a full battery by then. */
export function progressOf(session: Charging): Progress | null {
  const { target_energy_wh: energyWh, target_soc_percent: soc, ready_by: readyBy } = session
  if (energyWh === null && soc === null && readyBy === null) return null
  const { percent, remainingWh, minutes } = energyWh === null ? towardsSoc(session, soc ?? 100) : towardsEnergy(session, energyWh)
  const from = session.last_sample_at
  const expectedAt = percent === 100 || minutes === null || from === null ? null : new Date(from.getTime() + minutes * 60_000)
  const known = percent === 100 || expectedAt !== null
  return {
    session,
    percent,
    remainingWh,
    expectedAt,
    inTime: readyBy === null || !known ? null : expectedAt === null || expectedAt <= readyBy,
  }
}

interface Way {
  percent: number | null
  remainingWh: number | null
  minutes: number | null
}

function towardsEnergy({ status, energy_wh, power_w }: Charging, targetWh: number): Way {
  const remainingWh = Math.max(0, targetWh - energy_wh)
  const flows = status === 'ACTIVE' && power_w !== null && power_w > 0
  return {
    percent: Math.min(100, (100 * energy_wh) / targetWh),
    remainingWh,
    minutes: flows ? Math.ceil((remainingWh / power_w) * 60) : null,
  }
}

function towardsSoc(session: Charging, target: number): Way {
  const { soc_percent: soc, soc_start_percent: start } = session
  if (soc === null || start === null) return { percent: null, remainingWh: null, minutes: null }
  const capacity = capacityOf(session)
  return {
    percent: soc >= target ? 100 : Math.max(0, (100 * (soc - start)) / (target - start)),
    remainingWh: capacity === null ? null : Math.round((capacity * Math.max(0, target - soc)) / 100),
    minutes: minutesLeft(session, target),
  }
}
