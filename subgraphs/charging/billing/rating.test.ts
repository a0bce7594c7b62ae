import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { at, testCharging, type Place, type TestCharging } from '../charging.fixture.ts'
import { isAboveRating } from './rating.ts'

const MINUTE = 60_000
const served = (fromMinute: number, minutes: number, energyWh: number) => ({
  from: fromMinute * MINUTE,
  to: (fromMinute + minutes) * MINUTE,
  energyWh,
})
const KW_11 = 11_000

describe('what a connector can have delivered', () => {
  test.each([
    ['full power all the time', served(0, 60, 11_500), [], false],
    ['five hundred kWh in no time', served(0, 0, 500_000), [], true],
    ['one step of a coarse meter in no time', served(0, 0, 1_000), [], false],
    ['coarse steps again and again', served(3, 0, 1_000), [served(0, 0, 1_000), served(1, 0, 1_000)], true],
    ['the same, told backwards in time', served(0, 0, 1_000), [served(1, 0, 1_000), served(3, 0, 1_000)], true],
    ['sessions laid over each other', served(0, 60, 10_000), [served(0, 60, 10_000)], true],
    ['one session after the other', served(60, 60, 11_000), [served(0, 60, 11_000), served(120, 60, 11_000)], false],
    ['a long one before, of which the last half hour counts', served(600, 10, 1_800), [served(0, 600, 110_000)], false],
    ['a little overlap of clocks that differ', served(59, 60, 10_000), [served(0, 60, 9_000)], false],
    ['others long ago', served(600, 0, 900), [served(0, 0, 1_000)], false],
  ])('%s', (_what, session, others, above) => {
    expect(isAboveRating(session, others, KW_11)).toBe(above)
  })
})

describe('a session', () => {
  let box: TestCharging
  beforeAll(async () => {
    box = await testCharging()
  })
  afterAll(() => box[Symbol.asyncDispose]())

  /** 50 kW connectors; minutes after the usual start, and what the meter rose by. */
  async function charge(place: Place, from: number, to: number, wh: number, fact: { offline?: boolean; receivedAt?: string } = {}) {
    const times = { startedAt: at(from), receivedAt: at(from), ...fact }
    const transaction = await box.begin(place, { ...times, meterStartWh: 1_000 })
    await transaction.end(to, 1_000 + wh)
    return box.sessionOf(transaction.transactionId)
  }

  test('of more energy than its connector can deliver is held, and says why', async () => {
    const [driver, place] = [await box.driver(), await box.station()]
    const { transactionId, end } = await box.begin(place, { idToken: driver.idToken })
    await end(1, 1_500_000)
    const { id } = await box.sessionOf(transactionId)
    expect(await box.read(driver.caller, id)).toMatchObject({
      held: true,
      flags: ['ENERGY_ABOVE_RATING'],
      energyWh: 500_000,
      chargeDetailRecord: null,
    })
    expect(await box.said('charging.session.completed', id)).toMatchObject([{ held: true, energyWh: 500_000 }])
  })

  test('is not held for what its charger can deliver, nor for one coarse step of its meter', async () => {
    const place = await box.station()
    expect(await charge(place, 0, 60, 54_000)).toMatchObject({ held: false, energy_wh: 54_000 })
    expect(await charge(place, 200, 200, 1_000)).toMatchObject({ held: false })
    // A queue that comes in late tells true times.
    expect(await charge(place, 300, 360, 50_000, { offline: true, receivedAt: at(900) })).toMatchObject({ held: false })
  })

  test('edge case 14: is not held where the clock was set back while it charged', async () => {
    const ended = async (receivedAt: string) => {
      const transaction = await box.begin(await box.station(), { startedAt: at(10), receivedAt, meterStartWh: 0 })
      await transaction.end(30, 25_000)
      return box.sessionOf(transaction.transactionId)
    }
    expect(await ended(at(0))).toMatchObject({ held: false })
    expect(await ended(at(10))).toMatchObject({ held: true, flags: ['ENERGY_ABOVE_RATING'] })
  })

  /** 50 kW; told to last from one minute to another, and heard to begin and to end. */
  async function chargeHeard(place: Place, told: [number, number], heard: [number, number], wh: number) {
    const { transactionId } = await box.begin(place, { startedAt: at(told[0]), receivedAt: at(heard[0]), meterStartWh: 0 })
    const say = async (receivedMinute: number, energyWh: number) => {
      await box.tell('ocpp.transaction.ended', transactionId, {
        transactionId,
        endedAt: at(told[1]),
        receivedAt: at(receivedMinute),
        meterStopWh: energyWh,
        reason: 'Local',
        samples: [],
        offline: false,
      })
      return box.sessionOf(transactionId)
    }
    return { session: await say(heard[1], wh), say }
  }

  test('gains an hour at most by a clock that was set back, however long we heard of it', async () => {
    const held = async (wh: number) => (await chargeHeard(await box.station(), [10, 30], [10, 610], wh)).session.held
    expect(await held(70_000)).toBe(false)
    expect(await held(80_000)).toBe(true)
  })

  test('gains no time by a later word on its end', async () => {
    const { session, say } = await chargeHeard(await box.station(), [10, 30], [10, 30], 40_000)
    expect(session).toMatchObject({ held: true })
    expect(await say(90, 39_000)).toMatchObject({ held: true, energy_wh: 39_000 })
  })

  test('shares its time with one before whose clock was set back', async () => {
    const place = await box.station()
    expect((await chargeHeard(place, [0, 10], [0, 60], 50_000)).session).toMatchObject({ held: false })
    expect((await chargeHeard(place, [50, 60], [50, 60], 9_000)).session).toMatchObject({ held: true })
    expect((await chargeHeard(await box.station(), [50, 60], [50, 60], 9_000)).session).toMatchObject({ held: false })
  })

  test('does not count beside itself when there is another word on its end', async () => {
    const { session, say } = await chargeHeard(await box.station(), [0, 60], [0, 60], 50_000)
    expect(session).toMatchObject({ held: false })
    expect(await say(61, 52_000)).toMatchObject({ held: false, energy_wh: 52_000 })
  })

  test('is judged with the others of its connector, also where all end at once and in any order of time', async () => {
    const place = await box.station()
    const transactions = []
    for (let i = 0; i < 8; i++)
      transactions.push(await box.begin(place, { startedAt: at(-i), receivedAt: at(100), offline: i > 0, meterStartWh: 0 }))
    await Promise.all(transactions.map(({ end }, i) => end(-i, 1_400)))
    const ended = await Promise.all(transactions.map(({ transactionId }) => box.sessionOf(transactionId)))
    // 30 s of 50 kW and a step of the meter: one of them fits.
    expect(ended.filter(({ held }) => !held)).toHaveLength(1)
    expect(new Set(ended.filter(({ held }) => held).flatMap(({ flags }) => flags))).toEqual(new Set(['ENERGY_ABOVE_RATING']))
  })

  test('whose connector is registered later is judged then', async () => {
    const place = { ...(await box.station()), stationId: newId() }
    const { transactionId, end } = await box.begin(place)
    await end(1, 1_500_000)
    expect(await box.sessionOf(transactionId)).toMatchObject({ flags: [], priced: false })
    await box.sayStation(place)
    expect(await box.sessionOf(transactionId)).toMatchObject({ flags: ['ENERGY_ABOVE_RATING'], held: true })
    expect(await box.cdrs((await box.sessionOf(transactionId)).id)).toEqual([])
  })

  test('that a later word makes plausible is not held any more', async () => {
    const { transactionId, end } = await box.begin(await box.station())
    await end(10, 1_500_000)
    expect(await box.sessionOf(transactionId)).toMatchObject({ held: true })
    await end(10, 1_001_000)
    expect(await box.sessionOf(transactionId)).toMatchObject({ held: false, flags: [], energy_wh: 1_000 })
  })

  test('edge case 14: that begins in the future is held; minutes ahead are a clock that is off', async () => {
    const place = await box.station()
    expect(await charge(place, 10, 20, 1_000, { receivedAt: at(0) })).toMatchObject({ held: false })
    expect(await charge(place, 80, 90, 1_000, { receivedAt: at(50) })).toMatchObject({ held: true, flags: ['START_IN_FUTURE'] })
  })

  test('that ends in the future is held: the hours to come deliver nothing yet', async () => {
    const end = async (heardAt: number) => {
      const { transactionId } = await box.begin(await box.station(), { startedAt: at(0), meterStartWh: 0 })
      const fact = { transactionId, endedAt: at(23 * 60), receivedAt: at(heardAt), meterStopWh: 1_100_000 }
      await box.tell('ocpp.transaction.ended', transactionId, { ...fact, reason: 'Local', samples: [], offline: false })
      return box.sessionOf(transactionId)
    }
    expect(await end(1)).toMatchObject({ held: true, flags: ['END_IN_FUTURE'] })
    expect(await end(23 * 60 - 10)).toMatchObject({ held: false })
  })

  test('of long ago is held: the hours of years are there to be made up', async () => {
    const place = await box.station()
    const days = (n: number) => -n * 24 * 60
    const late = { offline: true, receivedAt: at(0) }
    expect(await charge(place, days(6), days(6) + 60, 40_000, late)).toMatchObject({ held: false })
    expect(await charge(place, days(900), days(900) + 60, 40_000, late)).toMatchObject({ held: true, flags: ['START_LONG_AGO'] })
  })
})
