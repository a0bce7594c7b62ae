import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Caller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { sandboxOf } from '#lib/partners/sandbox.ts'
import { keyOf, userCaller } from '../test/caller.ts'
import { fault } from '../test/subgraph.ts'
import { authorize } from './authorization/authorization.handler.ts'
import { testBridge, type TestBridge } from './bridge.fixture.ts'
import type { Call } from './context.ts'

let bridge: TestBridge
beforeAll(async () => {
  bridge = await testBridge()
})
afterAll(() => bridge[Symbol.asyncDispose]())

const RESET = 'mutation ($input: ResetChargePointInput!) { resetChargePoint(input: $input) { id state } }'
const reset = (caller: Caller, chargePointId: string) =>
  bridge.ask<object>(caller, RESET, { input: { chargePointId, idempotencyKey: newId(), type: 'IMMEDIATE' } })
const LIST = '{ chargePoints(first: 100) { edges { node { id messages { edges { node { id } } } } } } }'
type Listed = { chargePoints: { edges: { node: { id: string } }[] } }
const list = async (caller: Caller) => (await bridge.ask<Listed>(caller, LIST)).data?.chargePoints.edges.map(({ node }) => node.id)

test('a partner runs their chargers, and their keys do what their scopes say', async () => {
  const { stationId, operatorId } = await bridge.register()
  const partner = userCaller(['PARTNER'], operatorId)
  const { stationId: other } = await bridge.register()
  const reads = keyOf(partner.userId, ['chargers:read'])
  const commands = keyOf(partner.userId, ['chargers:command'])
  for (const caller of [partner, reads]) expect(await list(caller)).toEqual([stationId])
  for (const caller of [partner, commands]) {
    expect((await reset(caller, stationId)).errors).toBeUndefined()
    expect(fault(await reset(caller, other)).code).toBe('NOT_FOUND')
  }
  expect(fault(await reset(reads, stationId)).code).toBe('FORBIDDEN')
  expect(fault(await bridge.ask(commands, LIST)).code).toBe('FORBIDDEN')
  const tries = keyOf(partner.userId, ['chargers:read', 'chargers:command'], true)
  expect(await list(tries)).toEqual([])
  expect(fault(await reset(tries, stationId)).code).toBe('NOT_FOUND')
})

test('what a customer shows is good where their partner’s world is: a sandbox opens no charger of the real world, and the other way round', async () => {
  const partnerId = newId()
  const sandbox = sandboxOf(partnerId)
  const [real, tried] = [await bridge.register(), await bridge.register(undefined, { operatorId: sandbox })]
  await bridge.issue('REAL0001', 'ACTIVE', { partnerId })
  await bridge.issue('TRIAL001', 'ACTIVE', { partnerId: sandbox })
  await bridge.issue('OTHER001', 'ACTIVE', { partnerId: sandboxOf(newId()) })
  await bridge.issue('DRIVER01')
  await bridge.issue('BLOCKED1', 'BLOCKED', { partnerId })
  const worth = (stationId: string, idToken: string) =>
    bridge.db
      .transaction()
      .execute(
        async (trx) => (await authorize(trx, { stationId, receivedAt: new Date(), version: '2.0.1' } as Call, { idToken })).status,
      )
  const at = async (stationId: string) =>
    Object.fromEntries(
      await Promise.all(
        ['REAL0001', 'TRIAL001', 'OTHER001', 'DRIVER01', 'BLOCKED1'].map(async (value) => [value, await worth(stationId, value)]),
      ),
    ) as Record<string, string>
  const good = { REAL0001: 'Accepted', DRIVER01: 'Accepted', BLOCKED1: 'Blocked', TRIAL001: 'Unknown', OTHER001: 'Unknown' }
  expect(await at(real.stationId)).toEqual(good)
  const unknown = { REAL0001: 'Unknown', DRIVER01: 'Unknown', BLOCKED1: 'Unknown', OTHER001: 'Unknown' }
  expect(await at(tried.stationId)).toEqual({ ...unknown, TRIAL001: 'Accepted' })
})

test('while a partner is blocked their customers charge nothing; others do, and the newest word holds', async () => {
  const partnerId = newId()
  const { stationId } = await bridge.register()
  await bridge.issue('CUSTOMER', 'ACTIVE', { partnerId })
  await bridge.issue('STRANGER', 'ACTIVE', { partnerId: newId() })
  const call = { stationId, receivedAt: new Date(), version: '2.0.1' } as Call
  const worth = (idToken: string) =>
    bridge.db.transaction().execute(async (trx) => (await authorize(trx, call, { idToken })).status)
  for (const [blocked, status] of [
    [true, 'Blocked'],
    [false, 'Accepted'],
  ] as const) {
    await bridge.tell('accounts.user.blocked', partnerId, { userId: partnerId, blocked })
    expect([await worth('CUSTOMER'), await worth('STRANGER')]).toEqual([status, 'Accepted'])
  }
})

test('with a partner go the cards of their sandbox, and not those of others that have the same value in the real world', async () => {
  const partnerId = newId()
  const operatorId = sandboxOf(partnerId)
  const value = 'SAMECARD'
  await bridge.issue(value)
  await bridge.issue(value, 'ACTIVE', { idTokenId: newId(), userId: newId(), partnerId: operatorId })
  const stations = [await bridge.register(), await bridge.register(undefined, { operatorId })]
  for (const { stationId } of stations)
    await sql`INSERT INTO reservation (id, station_id, evse_number, id_token, expires_at)
      VALUES (gen_random_uuid(), ${stationId}, 0, ${value}, now() + interval '1 hour')`.execute(bridge.db)
  await bridge.tell('accounts.user.deleted', partnerId, { userId: partnerId, deletedAt: new Date().toISOString() })
  const cards = await Promise.all(
    stations.map(async ({ stationId }) => {
      const reserved = bridge.db.selectFrom('reservation').select('id_token').where('station_id', '=', stationId)
      return (await reserved.executeTakeFirstOrThrow()).id_token
    }),
  )
  expect(cards).toEqual([value, 'FORGOTTEN'])
})
