import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import type { TariffData, TariffRestrictions } from '#lib/tariff/tariff.ts'
import { userCaller } from '../../../test/caller.ts'
import { at, refusalOf, TARIFF, testCharging, type Driver, type TestCharging } from '../charging.fixture.ts'

let box: TestCharging
beforeAll(async () => {
  box = await testCharging({ CHARGING_PARKING_GRACE_SECONDS: '300' })
})
afterAll(() => box[Symbol.asyncDispose]())

async function running(tariffId?: string | null) {
  const [driver, place] = [await box.driver(), await box.station(tariffId)]
  const transaction = await box.begin(place, { idToken: driver.idToken })
  const { id } = await box.sessionOf(transaction.transactionId)
  return { driver, place, id, transaction }
}

const FIELDS = `measuredAt energyWh runningCost { amountMinor } costLines { type costInclVat { amountMinor } } idleSince parkingBilledFrom
  secondsUntilParkingIsBilled chargeDetailRecord { costLines { type costInclVat { amountMinor } } }
  progress { target { energyWh socPercent readyBy } percent remainingWh expectedAt inTime }`
interface View {
  measuredAt: string | null
  runningCost: { amountMinor: number } | null
  costLines: { type: string; costInclVat: { amountMinor: number } }[] | null
  idleSince: string | null
  parkingBilledFrom: string | null
  secondsUntilParkingIsBilled: number | null
  chargeDetailRecord: { costLines: unknown } | null
  progress: { target: object; percent: number | null; remainingWh: number | null; inTime: boolean | null } | null
}
const view = async ({ caller }: Driver, id: string): Promise<View> => {
  const query = `query ($id: UUID!) { chargingSession(id: $id) { ${FIELDS} } }`
  const { data, errors } = await box.ask<{ chargingSession: View }>(caller, query, { id })
  if (!data) throw new Error(JSON.stringify(errors))
  return data.chargingSession
}
const sum = ({ costLines }: View) => costLines?.reduce((total, { costInclVat }) => total + costInclVat.amountMinor, 0)

test('the lines add up to the running cost at each moment, and are the record’s in the end', async () => {
  const { driver, id, transaction } = await running()
  const [begun] = [await view(driver, id)]
  expect([sum(begun), begun.measuredAt]).toEqual([begun.runningCost?.amountMinor, null])
  const steps: [string, () => Promise<unknown>][] = [
    ['metered', () => transaction.meter(10, { registerWh: 1_004_321 })],
    ['suspended', () => transaction.suspend(11)],
    ['parked', () => transaction.meter(30, { registerWh: 1_004_321 })],
    ['resumed', () => transaction.resume(40)],
    ['over', () => transaction.end(60, 1_010_000)],
  ]
  const costs = []
  for (const [step, take] of steps) {
    await take()
    const shown = await view(driver, id)
    expect({ step, sum: sum(shown) }).toEqual({ step, sum: shown.runningCost?.amountMinor })
    costs.push(sum(shown))
  }
  expect(new Set(costs).size).toBe(4)
  const over = await view(driver, id)
  expect(over.measuredAt).toBe(at(30))
  expect(over.costLines?.map(({ type }) => type)).toEqual(['FLAT', 'ENERGY', 'PARKING_TIME'])
  expect(over.chargeDetailRecord?.costLines).toEqual(over.costLines)
})

test('who takes nothing is told since when, and from when parking is billed', async () => {
  const { driver, id, transaction } = await running()
  const none = { idleSince: null, parkingBilledFrom: null, secondsUntilParkingIsBilled: null }
  expect(await view(driver, id)).toMatchObject(none)
  await transaction.suspend(20)
  expect(await view(driver, id)).toMatchObject({ idleSince: at(20), parkingBilledFrom: at(25), secondsUntilParkingIsBilled: 0 })
  await transaction.resume(21)
  expect(await view(driver, id)).toMatchObject(none)
  // While we throttle, nobody parks.
  await transaction.suspend(22, 'EVSE')
  expect(await view(driver, id)).toMatchObject(none)

  const late = await running()
  const minute = (Date.now() - Date.parse(at(0))) / 60_000
  await late.transaction.suspend(minute)
  const { secondsUntilParkingIsBilled: left } = await view(late.driver, late.id)
  expect(left).toBeGreaterThan(0)
  expect(left).toBeLessThanOrEqual(300)
})

test('grace and notice are those of the tariff, and where parking costs nothing at the time, it is billed from when it does', async () => {
  const query = `query ($id: UUID!) { chargingSession(id: $id) { idleSince parkingBilledFrom parkingNoticeAt } }`
  const parked = async (tariff: Partial<TariffData>, restrictions?: TariffRestrictions) => {
    const components = [{ type: 'PARKING_TIME' as const, price: 6, vat: 19, stepSize: 60 }]
    const elements = [{ components, ...(restrictions && { restrictions }) }]
    const { driver, id, transaction } = await running(await box.tariff({ ...TARIFF, ...tariff, elements }))
    await transaction.suspend(20)
    return (await box.ask<{ chargingSession: object }>(driver.caller, query, { id })).data?.chargingSession
  }
  expect(await parked({})).toEqual({ idleSince: at(20), parkingBilledFrom: at(25), parkingNoticeAt: null })
  const idle = { graceMinutes: 15, noticeMinutes: 5 }
  expect(await parked({ idle })).toEqual({ idleSince: at(20), parkingBilledFrom: at(35), parkingNoticeAt: at(30) })
  // A notice is not before the vehicle stands.
  expect(await parked({ idle: { graceMinutes: 2, noticeMinutes: 5 } })).toMatchObject({
    parkingBilledFrom: at(22),
    parkingNoticeAt: at(20),
  })
  expect(await parked({ idle }, { minDurationSeconds: 3_600 })).toMatchObject({
    parkingBilledFrom: at(60),
    parkingNoticeAt: at(55),
  })
  expect(await parked({ idle }, { endDate: '2020-01-01' })).toMatchObject({ parkingBilledFrom: null, parkingNoticeAt: null })
})

test('where parking costs nothing, nothing is counted down', async () => {
  const { driver, id, transaction } = await running(null)
  await transaction.suspend(20)
  expect(await view(driver, id)).toMatchObject({ idleSince: at(20), parkingBilledFrom: null, secondsUntilParkingIsBilled: null })
})

test('what a driver wants is shown with the way there, live, and can be changed and taken back', async () => {
  const [driver, place] = [await box.driver(), await box.station()]
  const readyBy = new Date(Date.now() + 3_600_000).toISOString()
  const { id } = await box.started(driver, place, { target: { socPercent: 80, readyBy } })
  expect((await view(driver, id)).progress).toMatchObject({ target: { energyWh: null, socPercent: 80, readyBy }, percent: null })
  const transaction = await box.begin(place, { sessionId: id })
  await transaction.meter(1, { registerWh: 1_000_500, powerW: 50_000, socPercent: 20 })
  const stream = box.watch(driver.caller, id)
  await stream.next()
  const set = (target: object | null, caller = driver.caller) =>
    box.ask(caller, `mutation ($input: SetChargingTargetInput!) { setChargingTarget(input: $input) { id } }`, {
      input: { sessionId: id, target },
    })
  await set({ energyWh: 2_000 })
  await stream.next()
  expect((await view(driver, id)).progress).toMatchObject({
    target: { energyWh: 2_000, socPercent: null, readyBy: null },
    percent: 25,
    remainingWh: 1_500,
    inTime: null,
  })
  await stream.return()
  await set(null)
  expect((await view(driver, id)).progress).toBeNull()
  for (const stranger of [userCaller(['DRIVER']), place.operator])
    expect(refusalOf(await set({ energyWh: 1 }, stranger)).code).toBe(stranger === place.operator ? 'FORBIDDEN' : 'NOT_FOUND')
  await transaction.end(20, 1_010_000)
  expect(refusalOf(await set({ energyWh: 1 })).code).toBe('CONFLICT')
})

const PROFILE = `query ($id: UUID!, $points: Int) { chargingSession(id: $id) { powerProfile(points: $points) { from to meanW leastW mostW socPercent } } }`
interface Point {
  from: string
  to: string
  meanW: number
  leastW: number
  mostW: number
  socPercent: number | null
}
const profile = async ({ caller }: Driver, id: string, points?: number) => {
  const { data, errors } = await box.ask<{ chargingSession: { powerProfile: Point[] } }>(caller, PROFILE, {
    id,
    ...(points && { points }),
  })
  if (!data) throw new Error(JSON.stringify(errors))
  return data.chargingSession.powerProfile
}

test('the power is a bounded number of stretches with the mean, the lowest and the highest in them', async () => {
  const { driver, id, transaction } = await running()
  expect(await profile(driver, id)).toEqual([])
  // 0 to 40 minutes, without samples from 10 to 19.
  const minutes = [...Array(41).keys()].filter((minute) => minute < 10 || minute > 19)
  const samples = minutes.map((minute) => ({
    at: at(minute),
    powerW: minute * 100,
    ...(minute % 4 === 0 && { socPercent: minute }),
  }))
  await box.tell('ocpp.transaction.metered', transaction.transactionId, {
    transactionId: transaction.transactionId,
    samples,
    receivedAt: at(40),
    offline: false,
  })
  expect(await profile(driver, id, 4)).toEqual([
    { from: at(0), to: at(10), meanW: 450, leastW: 0, mostW: 900, socPercent: 8 },
    { from: at(20), to: at(30), meanW: 2_450, leastW: 2_000, mostW: 2_900, socPercent: 28 },
    { from: at(30), to: at(40), meanW: 3_500, leastW: 3_000, mostW: 4_000, socPercent: 40 },
  ])
  expect(await profile(driver, id, 1)).toMatchObject([{ from: at(0), to: at(40), leastW: 0, mostW: 4_000 }])
  for (const points of [0, 501])
    expect(refusalOf(await box.ask(driver.caller, PROFILE, { id, points }))).toEqual({ code: 'BAD_USER_INPUT', path: 'points' })
  expect(refusalOf(await box.ask(userCaller(['DRIVER']), PROFILE, { id })).code).toBe('NOT_FOUND')
  expect(refusalOf(await box.ask(driver.caller, PROFILE, { id: newId() })).code).toBe('NOT_FOUND')
})

test('where a charger tells no power, its meter does', async () => {
  const { driver, id, transaction } = await running()
  for (const [minute, registerWh] of [
    [0, 1_000_000],
    [6, 1_001_000],
    [12, 1_003_000],
  ] as const)
    await transaction.meter(minute, { registerWh })
  expect((await profile(driver, id, 2)).map(({ meanW, from }) => [from, meanW])).toEqual([[at(6), 15_000]])
})
