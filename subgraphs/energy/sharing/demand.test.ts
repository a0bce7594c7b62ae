import { expect, test } from 'vitest'
import type { Charging, Site } from '../tables.ts'
import { demandOf, phasesOf, type Equipment } from './demand.ts'

const NOW = Date.UTC(2026, 10, 21, 18)
const site = { phases: 3, voltage: 230, least_a: 6 } as Site
const equipment: Equipment = { maxPowerW: 22_080, powerType: 'AC_3_PHASE', firstPhase: 1, weight: 2 }
const charging = (more: Partial<Charging> = {}): Charging =>
  ({
    transaction_id: 'a car',
    power_w: null,
    meter_start_wh: null,
    register_wh: null,
    measured_at: null,
    suspended: false,
    weight: null,
    waiting_since: null,
    asked_at: null,
    kept_a: null,
    goal_wh: null,
    ready_by: null,
    ...more,
  }) as Charging
const demand = (more: Partial<Charging> = {}, of = equipment) => demandOf(site, charging(more), of, NOW)

test('a connector of one phase draws from the phase that its station is wired to', () => {
  const single = (firstPhase: number): Equipment => ({ ...equipment, powerType: 'AC_1_PHASE', firstPhase })
  expect(phasesOf(site, single(1))).toEqual([true, false, false])
  expect(phasesOf(site, single(2))).toEqual([false, true, false])
  expect(phasesOf(site, single(3))).toEqual([false, false, true])
  expect(phasesOf(site, { ...equipment, powerType: 'DC', firstPhase: 2 })).toEqual([true, true, true])
  expect(phasesOf({ phases: 1 }, single(3))).toEqual([true, false, false])
})

test('a car can have what its connector gives; the same power is three times the current on one phase', () => {
  expect(demand()).toMatchObject({ minA: 6, maxA: 32, weight: 2, waitedMs: 0, goal: null })
  expect(demand({}, { ...equipment, powerType: 'AC_1_PHASE', maxPowerW: 7_360 })).toMatchObject({ maxA: 32 })
  // A connector of less than the least current gives what it has.
  expect(demand({}, { ...equipment, maxPowerW: 2_760 })).toMatchObject({ minA: 4, maxA: 4 })
})

test('a car that has had time is given little more than it draws; one that pauses keeps a way back', () => {
  // 10 A on three phases.
  const draws = { power_w: 6_900, kept_a: 32, asked_at: new Date(NOW - 120_000), measured_at: new Date(NOW) }
  expect(demand(draws).maxA).toBeCloseTo(13.5)
  expect(demand({ ...draws, asked_at: new Date(NOW - 30_000) }).maxA).toBe(32)
  // What was measured long ago tells nothing of now.
  expect(demand({ ...draws, asked_at: new Date(NOW - 900_000), measured_at: new Date(NOW - 400_000) }).maxA).toBe(32)
  expect(demand({ ...draws, kept_a: null }).maxA).toBe(32)
  expect(demand({ ...draws, power_w: 0 }).maxA).toBe(6)
  expect(demand({ suspended: true }).maxA).toBe(6)
})

test('what a car has had already is taken off its goal', () => {
  const ready_by = new Date(NOW + 3_600_000)
  const goal = (more: Partial<Charging>) => demand({ goal_wh: 10_000, ready_by, ...more }).goal
  expect(goal({})).toEqual({ energyWh: 10_000, readyBy: ready_by.getTime() })
  expect(goal({ meter_start_wh: 5_000, register_wh: 9_000 })).toMatchObject({ energyWh: 6_000 })
  expect(goal({ meter_start_wh: 5_000, register_wh: 90_000 })).toMatchObject({ energyWh: 0 })
  // Without a first reading nobody knows what it has had.
  expect(goal({ register_wh: 9_000 })).toMatchObject({ energyWh: 10_000 })
  expect(goal({ ready_by: null })).toBeNull()
})

test('its own weight goes before that of its station, and its wait counts from when it began', () => {
  expect(demand({ weight: 5, waiting_since: new Date(NOW - 7_000) })).toMatchObject({ weight: 5, waitedMs: 7_000, hasShare: false })
  expect([demand({ share_a: 6 }).hasShare, demand({ share_a: 0 }).hasShare]).toEqual([true, false])
})
