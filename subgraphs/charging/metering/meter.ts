import type { MeterSample } from '#lib/events.ts'
import { CHARGING_LIMITS } from '../limits.ts'
import type { Flag } from '../tables.ts'

const { energyWh: MOST_WH } = CHARGING_LIMITS
const MOST_REGISTER_WH = 1e12
const MOST_POWER_W = 10_000_000

/** A sample without the values that no meter can show. Otherwise one of them would spoil the others and the bill. */
export function plausible(sample: MeterSample): MeterSample {
  const { at, registerWh, powerW, socPercent } = sample
  return {
    at,
    ...(registerWh !== undefined && registerWh >= 0 && registerWh <= MOST_REGISTER_WH && { registerWh: Math.round(registerWh) }),
    // It is below zero while a vehicle feeds back.
    ...(powerW !== undefined && Math.abs(powerW) <= MOST_POWER_W && { powerW: Math.round(powerW) }),
    ...(socPercent !== undefined && socPercent >= 0 && socPercent <= 100 && { socPercent }),
  }
}

/** What of samples measures anything, as far as a meter can show it. A moment may have a signed value alone. */
export const measured = (samples: readonly MeterSample[]): MeterSample[] =>
  samples.filter(({ registerWh, powerW, socPercent }) => (registerWh ?? powerW ?? socPercent) !== undefined).map(plausible)

/** What is known of a session's register, in the order of time. */
export interface MeterState {
  startWh: number | null
  /** The newest reading. */
  registerWh: number | null
  /** The highest reading. Energy is its distance from the start, so that it is never negative and never goes back. */
  highWh: number | null
  dropped: boolean
  /** A reading was beyond what any vehicle takes. It is ignored. */
  beyond: boolean
}

export const meterAt = (startWh: number | null): MeterState => ({
  startWh,
  registerWh: startWh,
  highWh: startWh,
  dropped: false,
  beyond: false,
})

/**
 * The state after one more reading. Without a reading at the start, the first one counts as the start. An impossible reading is only noted.
 */
export function advance(state: MeterState, registerWh: number): MeterState {
  if (state.startWh !== null && registerWh - state.startWh > MOST_WH) return { ...state, beyond: true }
  return {
    startWh: state.startWh ?? registerWh,
    registerWh,
    highWh: Math.max(state.highWh ?? registerWh, registerWh),
    beyond: state.beyond,
    dropped: state.dropped || (state.registerWh !== null && registerWh < state.registerWh),
  }
}

/** A register as it is kept: whole Wh, or null if there is none that is possible. */
export const registerOf = (wh: number | null): number | null =>
  wh === null || wh < 0 || wh > MOST_REGISTER_WH ? null : Math.round(wh)

/** What is wrong with the readings themselves. */
export const flagsOf = ({ dropped, beyond }: MeterState): Flag[] => [
  ...(dropped ? (['REGISTER_DROP'] as const) : []),
  ...(beyond ? (['ENERGY_ABOVE_RATING'] as const) : []),
]

export const energyOf = ({ startWh, highWh }: MeterState): number =>
  startWh === null || highWh === null ? 0 : Math.max(0, highWh - startWh)

/**
 * The energy of a whole session from all its readings in the order of time, and what is wrong with them. If the stop is below the start (a
 * register that rolled over, or a charger that confuses them), the energy is that of the readings, and a person looks at it.
 */
export function wholeSession(
  startWh: number | null,
  readings: readonly number[],
  stopWh: number | null,
): { energyWh: number; state: MeterState; flags: Flag[] } {
  const state = (stopWh === null ? readings : [...readings, stopWh]).reduce(advance, meterAt(startWh))
  const start = state.startWh
  if (stopWh !== null && start !== null && stopWh < start) return { energyWh: energyOf(state), state, flags: ['STOP_BELOW_START'] }
  // After a drop the stop counts more: a single reading that was far too high must not be billed.
  const witness = stopWh !== null && start !== null && stopWh - start <= MOST_WH ? stopWh - start : null
  const energyWh = state.dropped && witness !== null ? witness : energyOf(state)
  return { energyWh, state, flags: flagsOf(state) }
}
