import type { OcmfReading } from '#lib/ocmf/reading.ts'
import { CHARGING_LIMITS } from '../limits.ts'

/** What a charger says of a session without signing it; null where it says nothing. */
export interface Registers {
  startWh: number | null
  stopWh: number | null
  /** What is billed. */
  energyWh: number
}

type Signed = Pick<OcmfReading, 'resolutionWh'> & { registerWh: number }

/**
 * True if what is signed and what is not are of the same energy, and of the same register. A counter that begins at zero with each session
 * is another register; then the energy alone is compared. A meter that counts coarsely is believed to its last decimal, within limits.
 */
export function agree(begin: Signed, end: Signed, { startWh, stopWh, energyWh }: Registers): boolean {
  const { signedDiffersWh, signedCoarsestWh } = CHARGING_LIMITS
  const most = signedDiffersWh + Math.min(begin.resolutionWh, end.resolutionWh, signedCoarsestWh)
  const near = (one: number, other: number) => Math.abs(one - other) <= most
  if (!near(end.registerWh - begin.registerWh, energyWh)) return false
  if (startWh === 0 || begin.registerWh === 0) return true
  return (startWh === null || near(begin.registerWh, startWh)) && (stopWh === null || near(end.registerWh, stopWh))
}
