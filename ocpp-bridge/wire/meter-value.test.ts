import { expect, test } from 'vitest'
import { asMeterSamples, readMeterValues } from './meter-value.ts'

const now = new Date('2026-11-20T12:00:00Z')
const at = '2026-11-20T11:00:00.000Z'
const read = (...sampledValue: unknown[]) => {
  const { samples, problems } = readMeterValues([{ timestamp: at, sampledValue }], now)
  return { samples: asMeterSamples(samples), problems }
}
const register = 'Energy.Active.Import.Register'

test('edge case 10: a value without measurand and unit is the import register in Wh', () => {
  expect(read({ value: '1234' })).toEqual({ samples: [{ at, registerWh: 1234 }], problems: [] })
})

test.each([
  [{ value: '1.234', unit: 'kWh' }, 1234],
  [{ value: '1.234', unit: 'kwh' }, 1234],
  [{ value: 1.234, unitOfMeasure: { unit: 'kWh' } }, 1234],
  [{ value: 1234, unitOfMeasure: { unit: 'Wh', multiplier: 3 } }, 1_234_000],
  [{ value: 12345, unitOfMeasure: { multiplier: -1 } }, 1235],
  [{ value: '1E3' }, 1000],
])('edge case 10: %j is %i Wh', (sampled, registerWh) => {
  expect(read({ measurand: register, ...sampled })).toEqual({ samples: [{ at, registerWh }], problems: [] })
})

test('edge case 10: phases are summed where there is no total', () => {
  const phases = ['L1', 'L2', 'L3'].map((phase, index) => ({ value: String((index + 1) * 100), phase }))
  expect(read(...phases).samples).toEqual([{ at, registerWh: 600 }])
  expect(read(...phases, { value: '601' }).samples).toEqual([{ at, registerWh: 601 }])
  expect(read(...phases.map((value) => ({ ...value, measurand: 'Power.Active.Import', unit: 'kW' }))).samples).toEqual([
    { at, powerW: 600_000 },
  ])
})

test('phases that together are more than a number are left out', () => {
  const phases = ['L1', 'L2', 'L3'].map((phase) => ({ value: Number.MAX_SAFE_INTEGER, phase }))
  expect(read(...phases)).toEqual({ samples: [], problems: ['the phases of a registerWh are too much together'] })
})

test('edge case 11: Sample.Periodic counts before Transaction.Begin, in either order', () => {
  const [begin, periodic] = [
    { value: '0', context: 'Transaction.Begin' },
    { value: '111', context: 'Sample.Periodic' },
  ]
  expect(read(begin, periodic).samples).toEqual([{ at, registerWh: 111 }])
  expect(read(periodic, begin).samples).toEqual([{ at, registerWh: 111 }])
  expect(read(begin).samples).toEqual([{ at, registerWh: 0 }])
})

test.each([
  [{ value: '' }, /no number/],
  [{ value: 'abc' }, /no number/],
  [{ value: 'NaN' }, /no number/],
  [{ value: '1e400' }, /no number/],
  [{ value: '1e30' }, /too large/],
  [{ value: '-5' }, /negative/],
  [{ value: '5', unit: 'bananas' }, /unit/],
  [{ value: '5', unit: 'W' }, /unit/],
  [{ value: '5', measurand: 'Foo' }, /unknown measurand/],
  [{ value: '105', measurand: 'SoC' }, /above 100/],
  ['text', /no object/],
])('edge case 9: one bad value %j is named, and the rest is used', (bad, problem) => {
  const { samples, problems } = read({ value: '500' }, bad)
  expect(samples).toEqual([{ at, registerWh: 500 }])
  expect(problems.join()).toMatch(problem)
})

test('what no session needs is left out without a word', () => {
  const others = ['Voltage', 'Current.Import', 'Temperature', 'Energy.Active.Import.Interval', 'Power.Offered'].map(
    (measurand) => ({ value: '1', measurand }),
  )
  expect(read(...others, { value: '9', location: 'Inlet' })).toEqual({
    samples: [],
    problems: [],
  })
})

test('edge case 13: samples come in order of time, whatever order they were sent in', () => {
  const values = [3, 1, 2].map((hour) => ({ timestamp: `2026-11-20T0${hour}:00:00Z`, sampledValue: [{ value: String(hour) }] }))
  expect(readMeterValues(values, now).samples.map(({ registerWh }) => registerWh)).toEqual([1, 2, 3])
})

test.each([undefined, null, {}, 'x', [null], [{}], [{ sampledValue: [] }], [{ timestamp: 7, sampledValue: 'x' }]])(
  '%j is no reading and no crash',
  (value) => {
    expect(readMeterValues(value, now).samples).toEqual([])
  },
)
