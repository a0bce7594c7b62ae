import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { referenceCost } from '#lib/tariff/reference.fixture.ts'
import type { Segment } from '#lib/tariff/segment.ts'
import type { TariffData } from '#lib/tariff/tariff.ts'
import { testCharging, type TestCharging } from '../charging.fixture.ts'

let box: TestCharging
beforeAll(async () => {
  box = await testCharging()
})
afterAll(() => box[Symbol.asyncDispose]())

const energy = (price: number, stepSize = 1) => ({ type: 'ENERGY' as const, price, vat: 21, stepSize })
const time = (price: number, stepSize = 1) => ({ type: 'TIME' as const, price, vat: 21, stepSize })
const parking = (price: number, stepSize = 1) => ({ type: 'PARKING_TIME' as const, price, vat: 21, stepSize })

/** What happens for so many minutes: a charge with so many Wh a second, or a pause. */
type Step = [minutes: number, what: number | 'EV' | 'EVSE']

/** A session that a charger reports every few minutes. */
async function session(tariff: TariffData, from: string, timeZone = 'Europe/Amsterdam') {
  const driver = await box.driver()
  const place = { ...(await box.station(await box.tariff(tariff))), timeZone }
  await box.sayStation(place)
  const begin = Date.parse(from)
  const iso = (minute: number) => new Date(begin + minute * 60_000).toISOString()
  const { transactionId } = await box.begin(place, { idToken: driver.idToken, startedAt: from, meterStartWh: 500_000 })
  const { id } = await box.sessionOf(transactionId)
  const paid = (row: { excl_vat_minor: number; incl_vat_minor: number | null } | undefined) =>
    row?.incl_vat_minor ?? row?.excl_vat_minor
  return {
    id,
    iso,
    transactionId,
    running: async () => (await box.sessionOf(transactionId)).cost_minor,
    meter: (minute: number, wh: number) => {
      const samples = [{ at: iso(minute), registerWh: 500_000 + wh }]
      return box.tell('ocpp.transaction.metered', transactionId, {
        transactionId,
        samples,
        receivedAt: iso(minute),
        offline: false,
      })
    },
    suspend: (minute: number, by: 'EV' | 'EVSE') =>
      box.tell('ocpp.transaction.suspended', transactionId, { transactionId, by, at: iso(minute) }),
    resume: (minute: number) => box.tell('ocpp.transaction.resumed', transactionId, { transactionId, at: iso(minute) }),
    end: (minute: number, wh: number) =>
      box.tell('ocpp.transaction.ended', transactionId, {
        transactionId,
        endedAt: iso(minute),
        receivedAt: iso(minute),
        meterStopWh: 500_000 + wh,
        reason: 'Local',
        samples: [],
        offline: false,
      }),
    record: async () => {
      const [cdr] = await box.cdrs(id)
      return { cdr, paid: paid(cdr) }
    },
  }
}

/** Plays steps with a reading every few minutes. Gives the last running cost before the end, and what a plain reckoning says. */
async function played(tariff: TariffData, from: string, steps: readonly Step[], timeZone?: string) {
  const told = await session(tariff, from, timeZone)
  const begin = Date.parse(from) / 1000
  const segments: Segment[] = []
  let [minute, wh] = [0, 0]
  for (const [minutes, what] of steps) {
    const perSecond = typeof what === 'number' ? what : 0
    if (typeof what === 'string') await told.suspend(minute, what)
    const kind = typeof what === 'number' ? 'CHARGING' : what === 'EV' ? 'PARKING' : 'UNBILLED'
    const [start, grace] = [begin + minute * 60, what === 'EV' ? (tariff.idle?.graceMinutes ?? 0) : 0]
    const flow = { powerW: perSecond * 3_600 }
    if (grace > 0) segments.push({ kind: 'UNBILLED', from: start, to: start + grace * 60, energyWh: 0, ...flow })
    segments.push({ kind, from: start + grace * 60, to: start + minutes * 60, energyWh: perSecond * minutes * 60, ...flow })
    for (let passed = 0; passed < minutes;) {
      const next = Math.min(7, minutes - passed)
      passed += next
      minute += next
      wh += perSecond * next * 60
      await told.meter(minute, wh)
    }
    if (typeof what === 'string') await told.resume(minute)
  }
  const running = await told.running()
  await told.end(minute, wh)
  const { cdr, paid } = await told.record()
  const { exclVatMinor, inclVatMinor } = referenceCost(tariff, timeZone ?? 'Europe/Amsterdam', begin, segments)
  return { running, paid, cdr, reckoned: inclVatMinor ?? exclVatMinor }
}

const NIGHT: TariffData = {
  currency: 'EUR',
  elements: [
    { components: [energy(0.19), time(0.5)], restrictions: { startTime: '02:00', endTime: '03:00' } },
    { components: [energy(0.31), time(0.8)], restrictions: { startTime: '23:00', endTime: '05:30' } },
    { components: [energy(0.61), time(1.3)] },
  ],
}
const CALENDAR: TariffData = {
  currency: 'EUR',
  elements: [
    { components: [energy(0.2, 500)], restrictions: { startDate: '2027-01-01', endDate: '2027-01-02' } },
    { components: [energy(0.4, 500), parking(3, 300)], restrictions: { daysOfWeek: ['SATURDAY', 'SUNDAY'] } },
    { components: [energy(0.6, 250), parking(6, 600)] },
  ],
}
const QUANTITIES: TariffData = {
  currency: 'EUR',
  elements: [
    { components: [{ type: 'FLAT', price: 1, vat: 21, stepSize: 1 }], restrictions: { minEnergyWh: 5_000 } },
    { components: [energy(0.7)], restrictions: { minPowerW: 30_000 } },
    { components: [energy(0)], restrictions: { maxEnergyWh: 2_000 } },
    { components: [energy(0.5), time(1)], restrictions: { maxDurationSeconds: 3_600 } },
    { components: [energy(0.4), time(2), parking(12, 60)] },
  ],
  minPrice: { exclVat: 2, inclVat: 2.42 },
  maxPrice: { exclVat: 12, inclVat: 14.52 },
  idle: { graceMinutes: 10, cap: { exclVat: 3, inclVat: 3.63 } },
}

describe('the running cost is the record to the cent, and what a plain reckoning says', () => {
  test.each<[string, TariffData, string, Step[], string?]>([
    [
      'on the night on which clocks are put back',
      NIGHT,
      '2026-10-24T23:17:00Z',
      [
        [44, 3],
        [30, 'EV'],
        [200, 2],
      ],
    ],
    [
      'on the night on which clocks are put forward',
      NIGHT,
      '2026-03-28T23:17:00Z',
      [
        [44, 3],
        [30, 'EV'],
        [200, 2],
      ],
    ],
    [
      'in New York, on the night on which clocks are put back there',
      NIGHT,
      '2026-11-01T03:40:00Z',
      [
        [240, 2],
        [60, 'EV'],
      ],
      'America/New_York',
    ],
    [
      'over midnight of the station into another weekday',
      CALENDAR,
      '2026-11-20T21:30:00Z',
      [
        [100, 2],
        [90, 'EV'],
        [20, 1],
      ],
    ],
    [
      'over midnight into another year',
      CALENDAR,
      '2026-12-31T22:10:00Z',
      [
        [55, 3],
        [10, 'EVSE'],
        [90, 2],
      ],
    ],
    [
      'in India, where midnight is at half past six in UTC',
      CALENDAR,
      '2026-11-20T17:05:00Z',
      [
        [100, 2],
        [40, 'EV'],
      ],
      'Asia/Kolkata',
    ],
    [
      'by energy, power and time',
      QUANTITIES,
      '2026-11-18T09:00:00Z',
      [
        [10, 2],
        [7, 10],
        [28, 1],
        [15, 'EVSE'],
        [20, 1],
      ],
    ],
    [
      'with grace and cap of the tariff',
      QUANTITIES,
      '2026-11-18T09:00:00Z',
      [
        [30, 1],
        [9, 'EV'],
        [20, 1],
        [60, 'EV'],
      ],
    ],
    ['at the least that it costs', QUANTITIES, '2026-11-18T09:00:00Z', [[8, 1]]],
    ['at the most that it costs', QUANTITIES, '2026-11-18T09:00:00Z', [[160, 3]]],
  ])('%s', async (_what, tariff, from, steps, zone) => {
    const { running, paid, cdr, reckoned } = await played(tariff, from, steps, zone)
    expect({ running, paid }).toEqual({ running: reckoned, paid: reckoned })
    expect(cdr?.lines.reduce((sum, line) => sum + (line.inclVatMinor ?? 0), 0)).toBe(paid)
  })
})

describe('the running cost', () => {
  test('needs no reading that is counted already: the cost of long sessions is as cheap as that of short ones', async () => {
    const told = await session(NIGHT, '2026-11-18T20:00:00Z')
    for (let minute = 10; minute <= 200; minute += 10) await told.meter(minute, minute * 100)
    const before = await box.sessionOf(told.transactionId)
    await box.db.deleteFrom('meter_value').where('session_id', '=', told.id).execute()
    await told.meter(210, 21_000)
    // 0.31 a kWh and 0.80 an hour.
    const more = (1 * 0.31 + (10 / 60) * 0.8) * 1.21 * 100
    expect((await told.running()) ?? 0).toBeGreaterThanOrEqual((before.cost_minor ?? 0) + Math.floor(more))
    expect((await told.running()) ?? 0).toBeLessThanOrEqual((before.cost_minor ?? 0) + Math.ceil(more))
    expect(before.tally?.uses.length).toBeLessThan(8)
  })

  test('counts again when a pause is told late, and is the record', async () => {
    const told = await session(NIGHT, '2026-11-18T09:00:00Z')
    for (const minute of [10, 20, 30]) await told.meter(minute, minute * 300)
    const before = (await told.running()) ?? 0
    await told.suspend(15, 'EVSE')
    expect(await told.running()).toBeLessThan(before)
    await told.resume(25)
    const running = await told.running()
    await told.end(30, 9_000)
    expect((await told.record()).paid).toBe(running)
  })

  test('of a session whose price became known late is that of one whose price was known', async () => {
    const [known, unknown] = [await session(NIGHT, '2026-11-18T20:00:00Z'), { stationId: newId(), tariffId: newId() }]
    const place = { ...(await box.station()), ...unknown, operator: (await box.station()).operator }
    const { transactionId } = await box.begin(place, { startedAt: known.iso(0), meterStartWh: 500_000 })
    for (let minute = 30; minute <= 300; minute += 30) {
      await known.meter(minute, minute * 100)
      const samples = [{ at: known.iso(minute), registerWh: 500_000 + minute * 100 }]
      await box.tell('ocpp.transaction.metered', transactionId, {
        transactionId,
        samples,
        receivedAt: known.iso(minute),
        offline: false,
      })
    }
    await box.sayStation({ ...place, connectors: place.connectors.map((each) => ({ ...each, connectorId: newId() })) })
    await box.tariff(NIGHT, unknown.tariffId)
    expect((await box.sessionOf(transactionId)).cost_minor).toBe(await known.running())
  })
})

test('the record counts readings that came late, between those that were there', async () => {
  const told = await session(NIGHT, '2026-11-18T21:00:00Z')
  await told.meter(30, 500)
  await told.meter(180, 13_000)
  // Most of it came before the cheap hours began at 23:00 in Amsterdam, an hour after the start.
  await told.meter(59, 11_000)
  await told.end(180, 13_000)
  const { cdr } = await told.record()
  expect(cdr?.lines.filter(({ type }) => type === 'ENERGY').map(({ quantity, price }) => [quantity, price])).toEqual([
    [11_017, 0.61],
    [1_983, 0.31],
  ])
})

test('a line of a bill names its element of the tariff, and from when to when it was used', async () => {
  const { cdr } = await played(NIGHT, '2026-11-18T21:00:00Z', [[120, 2]])
  expect(cdr?.lines.map(({ type, element, from, to }) => [type, element, from, to])).toEqual([
    ['ENERGY', 2, '2026-11-18T21:00:00.000Z', '2026-11-18T22:00:00.000Z'],
    ['TIME', 2, '2026-11-18T21:00:00.000Z', '2026-11-18T22:00:00.000Z'],
    ['ENERGY', 1, '2026-11-18T22:00:00.000Z', '2026-11-18T23:00:00.000Z'],
    ['TIME', 1, '2026-11-18T22:00:00.000Z', '2026-11-18T23:00:00.000Z'],
  ])
})

test('none of all this was too much for a handler', async () => {
  expect(await box.deadLetters()).toEqual([])
})
