import { DAY, localTime } from './local-time.ts'
import { DAYS_OF_WEEK, type TariffData, type TariffRestrictions } from './tariff.ts'

/** What restrictions ask of a moment of a session. */
export interface Moment {
  /** Seconds of the epoch. */
  at: number
  /** Seconds since the session began. */
  duration: number
  /** Energy so far. */
  energyWh: number
  /** Null: not known. Then no restriction of power or current matches. */
  powerW: number | null
  /** The sum of all phases. Absent: reckoned from the power. */
  currentA?: number
}

/** Chargers seldom report a current. It is reckoned by the voltage of a phase. */
const PHASE_VOLTS = 230

/** True while all restrictions match. Those of reservations are not looked at here: they say for what an element is, not when it holds. */
export function matches(restrictions: TariffRestrictions | undefined, moment: Moment, zone: string): boolean {
  if (!restrictions) return true
  const { powerW, energyWh, duration } = moment
  const { minEnergyWh, maxEnergyWh, minDurationSeconds, maxDurationSeconds, minPowerW, maxPowerW } = restrictions
  const { minCurrentA, maxCurrentA } = restrictions
  return (
    within(energyWh, minEnergyWh, maxEnergyWh) &&
    within(duration, minDurationSeconds, maxDurationSeconds) &&
    within(powerW, minPowerW, maxPowerW) &&
    within(moment.currentA ?? (powerW === null ? null : powerW / PHASE_VOLTS), minCurrentA, maxCurrentA) &&
    (!isLocal(restrictions) || matchesClock(restrictions, localTime(zone, moment.at)))
  )
}

/** From the least on, below the most, as OCPI has it: one inclusive, the other exclusive. */
const within = (value: number | null, min: number | undefined, max: number | undefined): boolean =>
  value === null ? min === undefined && max === undefined : value >= (min ?? -Infinity) && value < (max ?? Infinity)

/** True if it matters what the station's clock and calendar show. */
const isLocal = ({ startTime, endTime, startDate, endDate, daysOfWeek }: TariffRestrictions): boolean =>
  (startTime ?? endTime ?? startDate ?? endDate ?? daysOfWeek) !== undefined

function matchesClock(
  { startTime, endTime, startDate, endDate, daysOfWeek }: TariffRestrictions,
  now: { day: number; second: number },
) {
  if (startDate !== undefined && now.day < dayOf(startDate)) return false
  if (endDate !== undefined && now.day >= dayOf(endDate)) return false
  // 1970-01-01 was a Thursday.
  const weekday = DAYS_OF_WEEK[(now.day + 4) % 7]
  if (daysOfWeek !== undefined && weekday !== undefined && !daysOfWeek.includes(weekday)) return false
  const [start, end] = [secondOf(startTime ?? '00:00'), secondOf(endTime ?? '00:00')]
  return start < end ? start <= now.second && now.second < end : start <= now.second || now.second < end
}

const dayOf = (date: string): number => Date.parse(date) / (DAY * 1000)

const secondOf = (time: string): number => Number(time.slice(0, 2)) * 3_600 + Number(time.slice(3)) * 60

/** Where elements of a tariff begin or cease to match, but for power, which a session tells. */
export interface Borders {
  /** Seconds of the station's day; empty if its clock does not matter. */
  timesOfDay: number[]
  durations: number[]
  energiesWh: number[]
}

export function bordersOf({ elements }: TariffData): Borders {
  const all = elements.flatMap(({ restrictions }) => restrictions ?? [])
  const local = all.filter(isLocal)
  return {
    // Dates and days of the week change at midnight.
    timesOfDay:
      local.length === 0
        ? []
        : unique([0, ...local.flatMap((r) => [r.startTime, r.endTime].flatMap((t) => (t === undefined ? [] : secondOf(t))))]),
    durations: unique(all.flatMap(({ minDurationSeconds: min, maxDurationSeconds: max }) => [min ?? [], max ?? []].flat())),
    energiesWh: unique(all.flatMap(({ minEnergyWh: min, maxEnergyWh: max }) => [min ?? [], max ?? []].flat())),
  }
}

const unique = (numbers: number[]): number[] => [...new Set(numbers)]
