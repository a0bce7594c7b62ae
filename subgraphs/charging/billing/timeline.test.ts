import { describe, expect, test } from 'vitest'
import { billableTime, periodsOf } from './timeline.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 9, minute))
const pause = (by: 'EV' | 'EVSE' | 'BOOT', from: number, to: number | null) => ({
  by,
  from_at: at(from),
  to_at: to === null ? null : at(to),
})
const minutes = (until: number, pauses: ReturnType<typeof pause>[], graceSeconds = 0) => {
  const { totalSeconds, chargingSeconds, parkingSeconds } = billableTime(
    { startedAt: at(0), until: at(until), graceSeconds },
    pauses,
  )
  return [totalSeconds / 60, chargingSeconds / 60, parkingSeconds / 60]
}

describe('billable time', () => {
  test('a session without pauses is charging', () => {
    expect(minutes(30, [])).toEqual([30, 30, 0])
  })
  test('edge case 26: a vehicle that takes nothing parks, until now while it goes on', () => {
    expect(minutes(30, [pause('EV', 20, 25)])).toEqual([30, 25, 5])
    expect(minutes(30, [pause('EV', 20, null)])).toEqual([30, 20, 10])
  })
  test('the grace of each pause is neither charging nor parking', () => {
    expect(minutes(30, [pause('EV', 10, 13), pause('EV', 20, null)], 5 * 60)).toEqual([30, 17, 5])
  })
  test('our own throttling and a restart of the charger are not billed at all', () => {
    expect(minutes(30, [pause('EVSE', 5, 10), pause('BOOT', 20, 22)])).toEqual([30, 23, 0])
  })
  test('an end before the start is no time', () => {
    expect(minutes(-5, [pause('EV', -4, null)])).toEqual([0, 0, 0])
  })
})

test('periods cover the session without a gap', () => {
  const periods = periodsOf(at(0), at(30), [pause('EV', 10, 12), pause('EVSE', 12, 20), pause('EV', 25, 40)])
  expect(periods.map(({ kind, startedAt, endedAt }) => [kind, startedAt.slice(14, 16), endedAt.slice(14, 16)])).toEqual([
    ['CHARGING', '00', '10'],
    ['PARKING', '10', '12'],
    ['INTERRUPTED', '12', '20'],
    ['CHARGING', '20', '25'],
    ['PARKING', '25', '30'],
  ])
})
