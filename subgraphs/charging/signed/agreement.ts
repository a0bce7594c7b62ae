import type { OcmfReading } from '#lib/ocmf/reading.ts'
import { CHARGING_LIMITS } from '../limits.ts'

/** What a charger says of a session without signing it; null where it says nothing. */
export interface Unsigned {
  startWh: number | null
  stopWh: number | null
  /** What is billed. */
  energyWh: number
  startedAt: Date
  endedAt: Date
}

type Signed = Pick<OcmfReading, 'resolutionWh'> & { registerWh: number }

/**
 * True if what is signed and what is not are of the same energy, and of the same register. A counter that begins at zero with each session
 * is another register; then the energy alone is compared. A meter that counts coarsely is believed to its last decimal, within limits.
 */
export function agree(begin: Signed, end: Signed, { startWh, stopWh, energyWh }: Unsigned): boolean {
  const { signedDiffersWh, signedCoarsestWh } = CHARGING_LIMITS
  const most = signedDiffersWh + Math.min(begin.resolutionWh, end.resolutionWh, signedCoarsestWh)
  const near = (one: number, other: number) => Math.abs(one - other) <= most
  if (!near(end.registerWh - begin.registerWh, energyWh)) return false
  if (startWh === 0 || begin.registerWh === 0) return true
  return (startWh === null || near(begin.registerWh, startWh)) && (stopWh === null || near(end.registerWh, stopWh))
}

type Timed = Pick<OcmfReading, 'at' | 'clock'>

/** True if the signed readings lie in the session. Only a meter that calls its clock synchronised can say so. */
export function isWithin(begin: Timed, end: Timed, { startedAt, endedAt }: Unsigned): boolean {
  const { signedClockMs } = CHARGING_LIMITS
  const early = begin.clock === 'S' && Date.parse(begin.at) < startedAt.getTime() - signedClockMs
  const late = end.clock === 'S' && Date.parse(end.at) > endedAt.getTime() + signedClockMs
  return !early && !late
}
