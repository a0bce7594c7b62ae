import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../../test/until.ts'
import { testEnergy, type TestEnergy } from './energy.fixture.ts'

let energy: TestEnergy
beforeAll(async () => {
  energy = await testEnergy()
})
afterAll(() => energy[Symbol.asyncDispose]())

test('a meter that tells of more power than can be stops nothing, and the samples of others count', async () => {
  const [bad, good] = [await energy.addSite({ limitA: 40 }), await energy.addSite({ limitA: 40 })]
  const [badStation, goodStation] = [await energy.addStation(), await energy.addStation()]
  await energy.place(bad, badStation)
  await energy.place(good, goodStation)
  const [liar, honest] = [await energy.begin(badStation), await energy.begin(goodStation)]
  await until(async () => (await energy.limitOf(honest)) !== undefined)
  await energy.meter(liar, 9_000_000_000_000_000, 0, 9_000_000_000_000_000)
  await energy.meter(honest, 11_000)
  const rows = async () => energy.db.selectFrom('charge').select(['transaction_id', 'power_w', 'measured_at']).execute()
  await until(async () => (await rows()).find(({ transaction_id: id }) => id === honest)?.power_w === 11_000)
  expect((await rows()).find(({ transaction_id: id }) => id === liar)?.measured_at).not.toBeNull()
})
