import { describe, expect, test } from 'vitest'
import { billableTime, periodsOf, segmentsOf } from './timeline.ts'

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

describe('the segments of a session', () => {
  const second = (minute: number) => at(minute).getTime() / 1000
  const segments = (points: [minute: number, wh: number][], pauses: ReturnType<typeof pause>[] = [], graceSeconds = 0) =>
    segmentsOf(
      points.map(([minute, energyWh]) => ({ at: second(minute), energyWh })),
      graceSeconds,
      pauses,
    ).map(({ kind, from, to, energyWh, powerW }) => [kind, (from - second(0)) / 60, (to - second(0)) / 60, energyWh, powerW])

  test('lie between its readings, at the power that the register tells', () => {
    expect(
      segments([
        [0, 0],
        [10, 1_000],
        [15, 1_000],
        [25, 6_000],
      ]),
    ).toEqual([
      ['CHARGING', 0, 10, 1_000, 6_000],
      ['CHARGING', 10, 15, 0, 0],
      ['CHARGING', 15, 25, 5_000, 30_000],
    ])
  })
  test('have their energy while the vehicle charged; of a grace and of interruptions no time is billed', () => {
    expect(
      segments(
        [
          [0, 0],
          [30, 3_000],
        ],
        [pause('EVSE', 5, 10), pause('EV', 20, null)],
        120,
      ),
    ).toEqual([
      ['CHARGING', 0, 5, 1_000, 12_000],
      ['UNBILLED', 5, 10, 0, 0],
      ['CHARGING', 10, 20, 2_000, 12_000],
      ['UNBILLED', 20, 22, 0, 0],
      ['PARKING', 22, 30, 0, 0],
    ])
  })
  test('where it did not charge between two readings, what flowed flowed all the time', () => {
    expect(
      segments(
        [
          [0, 0],
          [10, 600],
          [20, 700],
          [30, 750],
        ],
        [pause('EV', 10, null)],
      ),
    ).toEqual([
      ['CHARGING', 0, 10, 600, 3_600],
      ['PARKING', 10, 20, 100, 600],
      ['PARKING', 20, 30, 50, 300],
    ])
  })
  test('two readings of one moment have energy and no time', () => {
    expect(
      segments([
        [0, 0],
        [10, 600],
        [10, 650],
        [20, 1_250],
      ]),
    ).toEqual([
      ['CHARGING', 0, 10, 600, 3_600],
      ['CHARGING', 10, 10, 50, 0],
      ['CHARGING', 10, 20, 600, 3_600],
    ])
  })
  test('begin where the last reading was that is counted: a grace goes on', () => {
    expect(
      segments(
        [
          [22, 100],
          [30, 100],
        ],
        [pause('EV', 20, null)],
        300,
      ),
    ).toEqual([
      ['UNBILLED', 22, 25, 0, 0],
      ['PARKING', 25, 30, 0, 0],
    ])
  })
})
