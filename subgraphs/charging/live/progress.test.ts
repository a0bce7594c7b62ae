import { expect, test } from 'vitest'
import { progressOf } from './progress.ts'

const measured = new Date('2026-11-20T12:00:00Z')
const after = (minutes: number) => new Date(measured.getTime() + minutes * 60_000)
const session = {
  status: 'ACTIVE' as const,
  energy_wh: 6_000,
  power_w: 50_000,
  soc_percent: 30,
  soc_start_percent: 20,
  battery_capacity_wh: 60_000,
  last_sample_at: measured,
  target_energy_wh: null,
  target_soc_percent: null,
  ready_by: null,
}
const towards = (change: Partial<Parameters<typeof progressOf>[0]>) => {
  const progress = progressOf({ ...session, ...change })
  if (!progress) throw new Error('There is no progress.')
  const { session: _, ...shown } = progress
  return shown
}

test('a driver who wants nothing in particular has no progress', () => {
  expect(progressOf(session)).toBeNull()
})
test('towards an energy it is the part that is charged, and the rest at the power of now', () => {
  // 9 kWh at 50 kW are 10.8 minutes.
  expect(towards({ target_energy_wh: 15_000 })).toEqual({ percent: 40, remainingWh: 9_000, expectedAt: after(11), inTime: null })
  expect(towards({ target_energy_wh: 5_000 })).toEqual({ percent: 100, remainingWh: 0, expectedAt: null, inTime: null })
})
test('towards a state of charge it is the part of the rise, slower above 80 percent', () => {
  // 30 kWh at 50 kW are 36 minutes.
  expect(towards({ target_soc_percent: 80 })).toMatchObject({ remainingWh: 30_000, expectedAt: after(36) })
  // 6 kWh more at 20 kW are 18 minutes.
  expect(towards({ target_soc_percent: 90 })).toMatchObject({ remainingWh: 36_000, expectedAt: after(54) })
  expect(towards({ target_soc_percent: 70 }).percent).toBe(20)
  expect(towards({ target_soc_percent: 25 })).toEqual({ percent: 100, remainingWh: 0, expectedAt: null, inTime: null })
})
test('who only says when they leave wants a full battery by then', () => {
  expect(towards({ ready_by: after(72) })).toMatchObject({
    percent: 12.5,
    remainingWh: 42_000,
    expectedAt: after(72),
    inTime: true,
  })
  expect(towards({ ready_by: after(71) }).inTime).toBe(false)
  expect(towards({ ready_by: after(1), target_energy_wh: 6_000 }).inTime).toBe(true)
})
test('nothing is guessed', () => {
  const nothing = { percent: null, remainingWh: null, expectedAt: null, inTime: null }
  expect(towards({ target_soc_percent: 80, ready_by: after(60), soc_percent: null })).toEqual(nothing)
  const unknown = { target_soc_percent: 80, ready_by: after(60), battery_capacity_wh: null, energy_wh: 0 }
  expect(towards(unknown)).toMatchObject({ remainingWh: null, expectedAt: null, inTime: null })
  for (const none of [{ power_w: null }, { power_w: 0 }, { status: 'SUSPENDED' as const }, { last_sample_at: null }])
    expect(towards({ target_energy_wh: 15_000, ready_by: after(60), ...none })).toMatchObject({ expectedAt: null, inTime: null })
})
