import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Caller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { sandboxOf } from '#lib/partners/sandbox.ts'
import { keyOf, userCaller } from '../../test/caller.ts'
import { fault } from '../../test/subgraph.ts'
import { operator, stationInput, testStations, type TestStations } from './stations.fixture.ts'

let box: TestStations
beforeAll(async () => {
  box = await testStations()
})
afterAll(() => box[Symbol.asyncDispose]())

const partner = userCaller(['DRIVER', 'PARTNER'])
const writes = keyOf(partner.userId, ['chargers:write', 'stations:read'])
const tries = keyOf(partner.userId, ['chargers:write', 'stations:read'], true)

const UPDATE = 'mutation ($input: UpdateStationInput!) { updateStation(input: $input) { id name } }'
const rename = (caller: Caller, stationId: string) => box.ask<object>(caller, UPDATE, { input: { stationId, name: 'Renamed' } })
const LIST = 'query ($filter: StationFilter) { stations(filter: $filter, first: 100) { edges { node { id } } } }'
type Listed = { stations: { edges: { node: { id: string } }[] } }
const found = async (caller: Caller, filter: object = {}) =>
  (await box.ask<Listed>(caller, LIST, { filter })).data?.stations.edges.map(({ node }) => node.id)
const byId = async (caller: Caller, id: string) =>
  (await box.ask<{ station: { id: string } | null }>(caller, 'query ($id: UUID!) { station(id: $id) { id } }', { id })).data
    ?.station

test('a partner registers and changes stations as a person and by a key that has the scope, and nobody else does', async () => {
  const [byPerson, byKey] = [await box.register(partner), await box.register(writes)]
  for (const { id } of [byPerson, byKey])
    for (const caller of [partner, writes]) expect((await rename(caller, id)).errors).toBeUndefined()
  const without = keyOf(partner.userId, ['chargers:read', 'stations:read'])
  expect(fault(await rename(without, byPerson.id)).code).toBe('FORBIDDEN')
  expect(fault(await rename(keyOf(newId(), ['chargers:write']), byPerson.id)).code).toBe('NOT_FOUND')
  const theirs = await box.register(operator)
  for (const caller of [partner, writes, tries]) expect(fault(await rename(caller, theirs.id)).code).toBe('NOT_FOUND')
})

test('what only the operator sees of a station, a key sees that has the scope', async () => {
  const { id } = await box.register(partner)
  const identity = async (caller: Caller) =>
    (await box.ask<{ station: { identity: string | null } }>(caller, `{ station(id: "${id}") { identity } }`)).data?.station
      .identity
  for (const caller of [partner, writes]) expect(await identity(caller)).toMatch(/^CP-/)
  for (const caller of [keyOf(partner.userId, ['webhooks:write']), operator]) expect(await identity(caller)).toBeNull()
})

test('a key acts for its partner alone: it names no other operator', async () => {
  const REGISTER = 'mutation ($input: RegisterStationInput!) { registerStation(input: $input) { password } }'
  const answer = await box.ask(writes, REGISTER, { input: stationInput({ operatorId: operator.userId }) })
  expect(fault(answer).code).toBe('FORBIDDEN')
})

test('what a key of the sandbox registers nobody else finds, and it finds nothing else', async () => {
  const real = await box.register(partner)
  const tried = await box.register(tries)
  expect(await found(tries)).toEqual([tried.id])
  expect(await found(tries, { operatorId: partner.userId })).toEqual([])
  expect([await byId(tries, tried.id), await byId(tries, real.id)]).toEqual([{ id: tried.id }, null])
  for (const caller of [partner, writes, operator]) {
    expect(await found(caller)).not.toContain(tried.id)
    expect(fault(await rename(caller, tried.id)).code).toBe('NOT_FOUND')
  }
  expect(fault(await rename(tries, real.id)).code).toBe('NOT_FOUND')
  expect((await rename(tries, tried.id)).errors).toBeUndefined()
  const NEAR = `{ nearestConnectors(input: { latitude: 52.5, longitude: 13.4 }) { edges { node { id } } } }`
  expect(fault(await box.ask(tries, NEAR)).code).toBe('FORBIDDEN')
})

test('the database keeps the sandbox private', async () => {
  const { id } = await box.register(tries)
  const published = box.db.updateTable('station').set({ access: 'PUBLIC' }).where('id', '=', id).execute()
  await expect(published).rejects.toThrow('station_sandbox_private')
  expect(sandboxOf(partner.userId)[14]).toBe('5')
  expect(newId()[14]).toBe('7')
})

test('identities of a sandbox are a part of their own, so that what is taken tells nothing of the real world', async () => {
  const REGISTER = 'mutation ($input: RegisterStationInput!) { registerStation(input: $input) { password } }'
  const register = (caller: Caller, identity: string) => box.ask(caller, REGISTER, { input: stationInput({ identity }) })
  const { id } = await box.register(operator, { identity: 'TAKEN-1' })
  for (const identity of ['TAKEN-1', 'FREE-1'])
    expect(fault(await register(tries, identity))).toEqual({ code: 'BAD_USER_INPUT', path: ['input', 'identity'] })
  for (const identity of ['SBX-1', 'sbx-1'])
    expect(fault(await register(partner, identity))).toEqual({ code: 'BAD_USER_INPUT', path: ['input', 'identity'] })
  expect((await register(tries, 'SBX-TAKEN-1')).errors).toBeUndefined()
  await expect(box.db.updateTable('station').set({ identity: 'sbx-2' }).where('id', '=', id).execute()).rejects.toThrow(
    'another world',
  )
})
