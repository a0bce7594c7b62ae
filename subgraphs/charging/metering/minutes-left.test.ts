import { expect, test } from 'vitest'
import { minutesLeft } from './minutes-left.ts'

const session = {
  status: 'ACTIVE',
  power_w: 50_000,
  soc_percent: 30,
  soc_start_percent: 20,
  energy_wh: 5_000,
  battery_capacity_wh: 60_000,
}

test('to 80 percent at the power of now, and the rest at 40 percent of it', () => {
  // 30 kWh at 50 kW are 36 minutes, 12 kWh at 20 kW are 36 more.
  expect(minutesLeft(session)).toBe(72)
})
test('above 80 percent the power has fallen already', () => {
  expect(minutesLeft({ ...session, soc_percent: 90, power_w: 20_000 })).toBe(18)
})
test('without a vehicle the rise so far tells the capacity, once it is 5 points', () => {
  expect(minutesLeft({ ...session, battery_capacity_wh: null, energy_wh: 6_000 })).toBe(72)
  expect(minutesLeft({ ...session, battery_capacity_wh: null, soc_start_percent: 26 })).toBeNull()
})
test('nothing is guessed without power or state of charge, or while nothing flows', () => {
  for (const unknown of [
    { power_w: null },
    { power_w: 0 },
    { soc_percent: null },
    { status: 'SUSPENDED' },
    { status: 'COMPLETED' },
  ])
    expect(minutesLeft({ ...session, ...unknown })).toBeNull()
})
test('a full battery has no minutes left', () => {
  expect(minutesLeft({ ...session, soc_percent: 100 })).toBe(0)
})
