import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCharging, type TestCharging } from '../charging.fixture.ts'

let box: TestCharging
beforeAll(async () => {
  box = await testCharging()
})
afterAll(() => box[Symbol.asyncDispose]())

const costs = async (transactionId: string) => box.said('charging.cost.changed', (await box.sessionOf(transactionId)).id)

test('what a session costs is told to a charger that shows it: at its start, in each half minute, and when it is over', async () => {
  const { begin, station } = box
  const { transactionId, meter, suspend, end } = await begin(await station(), { showsCost: true })
  // 1 euro to begin with, and 50 cents a kWh, with 19 % VAT.
  const told = async () => (await costs(transactionId)).map(({ amountMinor, final }) => [amountMinor, final])
  expect(await told()).toEqual([[119, false]])
  await meter(1, { registerWh: 1_002_000 })
  await meter(1.1, { registerWh: 1_002_200 })
  expect(await told()).toEqual([
    [119, false],
    [238, false],
  ])
  await meter(2, { registerWh: 1_004_000 })
  await suspend(3)
  await end(4, 1_010_000)
  const [last] = (await costs(transactionId)).slice(-1)
  const { id, cost_minor } = await box.sessionOf(transactionId)
  expect(last).toEqual({ sessionId: id, transactionId, amountMinor: cost_minor, currency: 'EUR', final: true })
  expect((await told()).map(([, final]) => final)).toEqual([false, false, false, false, true])
})

test('nothing is told of a session whose charger shows no cost, or that it tells of later', async () => {
  const plain = await box.begin(await box.station())
  await plain.meter(1, { registerWh: 1_002_000 })
  await plain.end(2, 1_004_000)
  expect(await costs(plain.transactionId)).toEqual([])
  const late = await box.begin(await box.station(), { showsCost: true, offline: true })
  await late.meter(1, { registerWh: 1_002_000 }, true)
  expect(await costs(late.transactionId)).toEqual([])
  await late.end(2, 1_004_000)
  expect(await costs(late.transactionId)).toMatchObject([{ final: true }])
})
