import type { Segment } from './segment.ts'

/** A charge with one power from its begin to its end, after which the vehicle stays. */
export interface EvenCharge {
  energyWh: number
  powerW: number
  chargingSeconds: number
  /** Plugged in after the charge, the grace included. */
  idleSeconds: number
}

/** The timeline of such a charge, for what it would cost. `begin` in whole seconds of the epoch. */
export function evenSegments(begin: number, charge: EvenCharge, graceSeconds: number): Segment[] {
  const { energyWh, powerW, chargingSeconds, idleSeconds } = charge
  const full = begin + chargingSeconds
  const billed = full + Math.min(graceSeconds, idleSeconds)
  const idle = { energyWh: 0, powerW: 0 }
  const segments: Segment[] = [
    { kind: 'CHARGING', from: begin, to: full, energyWh, powerW },
    { kind: 'UNBILLED', from: full, to: billed, ...idle },
    { kind: 'PARKING', from: billed, to: full + idleSeconds, ...idle },
  ]
  return segments.filter(({ from, to }) => from < to)
}
