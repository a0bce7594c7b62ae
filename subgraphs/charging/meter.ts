import type { Flag } from './tables.ts'

/** What is known of a session's register, in the order of time. */
export interface MeterState {
  startWh: number | null
  /** The newest reading. */
  registerWh: number | null
  /** The highest reading: energy is what lies between it and the start, so that it is never negative and never goes back. */
  highWh: number | null
  dropped: boolean
}

export const meterAt = (startWh: number | null): MeterState => ({ startWh, registerWh: startWh, highWh: startWh, dropped: false })

/** The state after one more reading. Without a reading at the start, the first one counts as the start. */
export function advance(state: MeterState, registerWh: number): MeterState {
  return {
    startWh: state.startWh ?? registerWh,
    registerWh,
    highWh: Math.max(state.highWh ?? registerWh, registerWh),
    dropped: state.dropped || (state.registerWh !== null && registerWh < state.registerWh),
  }
}

export const energyOf = ({ startWh, highWh }: MeterState): number =>
  startWh === null || highWh === null ? 0 : Math.max(0, highWh - startWh)

/**
 * The energy of a whole session from all its readings in the order of time, and what is wrong with them. A stop below the start
 * (a register that rolled over, or a charger that confuses them) leaves the energy that the readings show, for a person to judge.
 */
export function wholeSession(
  startWh: number | null,
  readings: readonly number[],
  stopWh: number | null,
): { energyWh: number; state: MeterState; flags: Flag[] } {
  const state = (stopWh === null ? readings : [...readings, stopWh]).reduce(advance, meterAt(startWh))
  const start = state.startWh
  if (stopWh !== null && start !== null && stopWh < start) return { energyWh: energyOf(state), state, flags: ['STOP_BELOW_START'] }
  // After a drop the stop is the better witness: a single reading that was far too high must not be billed.
  const energyWh = state.dropped && stopWh !== null && start !== null ? stopWh - start : energyOf(state)
  return { energyWh, state, flags: state.dropped ? ['REGISTER_DROP'] : [] }
}
