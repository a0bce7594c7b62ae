import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Caller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { keyOf, userCaller } from '../test/caller.ts'
import { fault } from '../test/subgraph.ts'
import { testBridge, type TestBridge } from './bridge.fixture.ts'

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
