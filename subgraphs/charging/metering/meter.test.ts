import { describe, expect, test } from 'vitest'
import { advance, energyOf, meterAt, plausible, registerOf, wholeSession } from './meter.ts'

const live = (start: number | null, readings: number[]) => readings.reduce(advance, meterAt(start))

describe('the live view', () => {
  test('energy is what the register has risen', () => {
    expect(energyOf(live(1_000, [1_000, 1_500, 2_500]))).toBe(1_500)
  })
  test('without a reading at the start the first one is the start', () => {
    expect(energyOf(live(null, [700, 900]))).toBe(200)
    expect(energyOf(live(null, []))).toBe(0)
  })
  test('a register that drops takes nothing back, and is noticed', () => {
    const state = live(1_000, [1_500, 0])
    expect([energyOf(state), state.dropped]).toEqual([500, true])
    expect(energyOf(advance(state, 1_800))).toBe(800)
  })
})

test('what no meter can show is left out, and the rest of the sample is kept', () => {
  const at = '2026-11-20T09:00:00Z'
  expect(plausible({ at, registerWh: -5, powerW: 1e12, socPercent: 101 })).toEqual({ at })
  expect(plausible({ at, registerWh: 1e15, powerW: -7_000.4, socPercent: 0 })).toEqual({ at, powerW: -7_000, socPercent: 0 })
  expect(plausible({ at, registerWh: 1_000.6 })).toEqual({ at, registerWh: 1_001 })
  expect([registerOf(null), registerOf(-1), registerOf(1e15), registerOf(999.6)]).toEqual([null, null, null, 1_000])
})

describe('a reading beyond what any vehicle takes', () => {
  test('is not followed, and is noticed', () => {
    const state = live(1_000, [1_500, 1_000_000_000, 1_800])
    expect([energyOf(state), state.dropped, state.beyond]).toEqual([800, false, true])
  })
  test('is not billed as the stop either', () => {
    expect(wholeSession(1_000, [1_500], 1_000_000_000)).toMatchObject({ energyWh: 500, flags: ['ENERGY_ABOVE_RATING'] })
  })
})

describe('the whole session', () => {
  test('is the stop minus the start', () => {
    expect(wholeSession(1_000, [1_200, 1_900], 2_000)).toMatchObject({ energyWh: 1_000, flags: [] })
  })
  test('edge case 12: a drop to 0 and back is flagged, and billed by start and stop', () => {
    expect(wholeSession(1_000, [1_100, 0, 1_200], 1_300)).toMatchObject({ energyWh: 300, flags: ['REGISTER_DROP'] })
  })
  test('one reading that is far too high is flagged and not billed', () => {
    expect(wholeSession(1_000, [1_100, 5_000_000, 1_200], 1_300)).toMatchObject({ energyWh: 300, flags: ['REGISTER_DROP'] })
  })
  test('edge case 12: a rollover leaves what was seen before it, and is flagged', () => {
    expect(wholeSession(999_000, [999_500, 999_990], 400)).toMatchObject({ energyWh: 990, flags: ['STOP_BELOW_START'] })
  })
  test('edge case 12: a stop below the start is never negative', () => {
    expect(wholeSession(1_000, [], 900)).toMatchObject({ energyWh: 0, flags: ['STOP_BELOW_START'] })
  })
  test('without a stop the last reading counts', () => {
    expect(wholeSession(1_000, [1_400], null)).toMatchObject({ energyWh: 400, flags: [] })
    expect(wholeSession(null, [], null)).toMatchObject({ energyWh: 0, flags: [] })
  })
})
