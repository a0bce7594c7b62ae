import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Caller } from '#lib/auth.ts'
import { sandboxOf } from '#lib/partners/sandbox.ts'
import { keyOf, userCaller } from '../../test/caller.ts'
import { at, refusalOf, testCharging, type TestCharging } from './charging.fixture.ts'
import { past } from './past.ts'

let box: TestCharging
beforeAll(async () => {
  box = await testCharging()
})
afterAll(() => box[Symbol.asyncDispose]())

/** A finished session at a station of this operator. */
async function charged(operatorId?: string) {
  const place = await box.station()
  if (operatorId !== undefined) await box.sayStation(place, new Date(at(-500)), { operatorId })
  const transaction = await box.begin(place, { idToken: (await box.driver()).idToken })
  await transaction.end(30, 1_010_000)
  const session = await box.sessionOf(transaction.transactionId)
  return { place, id: session.id, stationId: place.stationId }
}

const READ = 'query ($id: UUID!) { chargingSession(id: $id) { id chargeDetailRecord { id totalEnergyWh } } }'
type Read = { chargingSession: { id: string; chargeDetailRecord: { id: string } | null } }
const read = (caller: Caller, id: string) => box.ask<Read>(caller, READ, { id })
const LIST = '{ chargingSessions(first: 100) { edges { node { id } } } }'
type List = { chargingSessions: { edges: { node: { id: string } }[] } }
const list = async (caller: Caller) => (await box.ask<List>(caller, LIST)).data?.chargingSessions.edges.map(({ node }) => node.id)

test("a partner sees the sessions of their stations, and so do their keys by scope; bills are a scope's of their own", async () => {
  const partner = userCaller(['PARTNER'])
  const [mine, other] = [await charged(partner.userId), await charged()]
  const sessions = keyOf(partner.userId, ['sessions:read'])
  const bills = keyOf(partner.userId, ['sessions:read', 'billing:read'])
  for (const caller of [partner, sessions, bills]) {
    expect(await list(caller)).toEqual([mine.id])
    expect(refusalOf(await read(caller, other.id)).code).toBe('NOT_FOUND')
  }
  expect((await read(sessions, mine.id)).data?.chargingSession).toEqual({ id: mine.id, chargeDetailRecord: null })
  const record = (await read(bills, mine.id)).data?.chargingSession.chargeDetailRecord?.id
  expect(record).toBeDefined()
  const RECORD = 'query ($id: UUID!) { chargeDetailRecord(id: $id) { id } }'
  expect((await box.ask<object>(bills, RECORD, { id: record })).data).toEqual({ chargeDetailRecord: { id: record } })
  expect(refusalOf(await box.ask(sessions, RECORD, { id: record })).code).toBe('FORBIDDEN')
  const without = keyOf(partner.userId, ['chargers:command', 'stations:read'])
  expect(refusalOf(await read(without, mine.id)).code).toBe('FORBIDDEN')
  expect(refusalOf(await box.ask(without, LIST)).code).toBe('FORBIDDEN')
  expect(await list(keyOf(partner.userId, ['sessions:read'], true))).toEqual([])
})

test('what is charged in the sandbox is billed there, and earns nothing anywhere', async () => {
  const partner = userCaller(['PARTNER'])
  const [real, tried] = [await charged(partner.userId), await charged(sandboxOf(partner.userId))]
  const tries = keyOf(partner.userId, ['sessions:read', 'billing:read'], true)
  expect(await list(tries)).toEqual([tried.id])
  expect((await read(tries, tried.id)).data?.chargingSession.chargeDetailRecord).not.toBeNull()
  expect(refusalOf(await read(tries, real.id)).code).toBe('NOT_FOUND')
  expect(await box.said('charging.session.completed', real.id)).toHaveLength(1)
  expect(await box.said('charging.session.completed', tried.id)).toEqual([])
  const telling = past['charging.session.completed'] ?? expect.fail('nothing is told')
  const { facts } = await box.db.transaction().execute((trx) => telling.page(trx, null, 1_000))
  const told = facts.map(({ aggregateId }) => aggregateId)
  expect(told).toContain(real.id)
  expect(told).not.toContain(tried.id)
})

test('a key that may command chargers stops sessions at them, and starts none', async () => {
  const partner = userCaller(['PARTNER'])
  const place = await box.station()
  await box.sayStation(place, new Date(at(-500)), { operatorId: partner.userId })
  const driver = await box.driver()
  const session = await box.started(driver, place)
  const key = keyOf(partner.userId, ['chargers:command', 'sessions:read'])
  expect(refusalOf(await box.stop(keyOf(partner.userId, ['sessions:read']), session.id)).code).toBe('FORBIDDEN')
  expect(refusalOf(await box.start(key, { connectorId: place.connectors[1]?.connectorId })).code).toBe('FORBIDDEN')
  expect((await box.stop(key, session.id)).errors).toBeUndefined()
})
