import { afterAll, beforeAll, expect, test } from 'vitest'
import { operator, testStations, type TestStations } from './stations.fixture.ts'

let box: TestStations
beforeAll(async () => {
  box = await testStations()
})
afterAll(() => box[Symbol.asyncDispose]())

test('a password that a charger has taken holds, unless somebody has chosen another since', async () => {
  const { id } = await box.register(operator)
  const hashOf = async () =>
    (await box.db.selectFrom('station').select('password_hash').where('id', '=', id).executeTakeFirstOrThrow()).password_hash
  const first = await hashOf()
  const taken = (passwordHash: string, replaces: string) =>
    box.tell('ocpp.charge-point.password-taken', id, { stationId: id, passwordHash, replaces })
  await taken('second', first)
  expect(await hashOf()).toBe('second')
  expect((await box.said('stations.station.saved', id)).at(-1)?.passwordHash).toBe('second')
  await taken('third', first)
  expect(await hashOf()).toBe('second')
})
