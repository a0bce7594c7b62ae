import { afterAll, beforeAll, expect, test } from 'vitest'
import { ANONYMOUS, type Caller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { newDriver, refusalOf, testAccounts, type TestAccounts } from '../accounts.fixture.ts'
import { ACCOUNTS_LIMITS } from '../limits.ts'
import { expectToldAgain } from '../../../test/told-again.ts'
import { past } from '../past.ts'

let accounts: TestAccounts
beforeAll(async () => {
  accounts = await testAccounts()
})
afterAll(() => accounts[Symbol.asyncDispose]())

const FIELDS = '{ vehicle { id name make model batteryCapacityWh consumptionWhPerKm createdAt } }'
const ADD = `mutation ($input: AddVehicleInput!) { addVehicle(input: $input) ${FIELDS} }`
const UPDATE = `mutation ($input: UpdateVehicleInput!) { updateVehicle(input: $input) ${FIELDS} }`
const REMOVE = `mutation ($input: RemoveVehicleInput!) { removeVehicle(input: $input) ${FIELDS} }`
const LIST =
  'query ($first: Int, $last: Int, $before: String) { me { vehicles(first: $first, last: $last, before: $before) { edges { cursor node { id name } } pageInfo { hasPreviousPage } } } }'

interface Vehicle {
  id: string
  name: string
}
const add = async (caller: Caller, input: object) => {
  const { data, errors } = await accounts.ask<{ addVehicle: { vehicle: Vehicle } }>(caller, ADD, { input })
  return data?.addVehicle.vehicle ?? expect.fail(JSON.stringify(errors))
}
const list = async (caller: Caller, args: object = {}) => {
  const { data } = await accounts.ask<{
    me: { vehicles: { edges: { cursor: string; node: Vehicle }[]; pageInfo: { hasPreviousPage: boolean } } }
  }>(caller, LIST, { ...args })
  return data?.me.vehicles ?? expect.fail('no vehicles')
}

test('a driver adds, changes and removes a vehicle, and each is told to the other boxes', async () => {
  const { caller, userId } = await newDriver(accounts)
  const { id, ...added } = await add(caller, { name: ' Zoe ', make: 'Renault', batteryCapacityWh: 52_000, consumptionWhPerKm: 165 })
  expect(added).toMatchObject({ name: 'Zoe', make: 'Renault', model: null, batteryCapacityWh: 52_000, consumptionWhPerKm: 165 })

  const changed = await accounts.ask<{ updateVehicle: { vehicle: object } }>(caller, UPDATE, {
    input: { vehicleId: id, model: 'R135', make: null },
  })
  expect(changed.data?.updateVehicle.vehicle).toMatchObject({ name: 'Zoe', make: null, model: 'R135', batteryCapacityWh: 52_000 })

  const removed = await accounts.ask<{ removeVehicle: { vehicle: object } }>(caller, REMOVE, { input: { vehicleId: id } })
  expect(removed.data?.removeVehicle.vehicle).toMatchObject({ id, model: 'R135' })
  expect((await list(caller)).edges).toEqual([])

  const saved = { vehicleId: id, userId, name: 'Zoe', batteryCapacityWh: 52_000, consumptionWhPerKm: 165 }
  expect((await accounts.said('accounts.vehicle.saved')).filter(({ vehicleId }) => vehicleId === id)).toEqual([saved, saved])
  expect(await accounts.said('accounts.vehicle.removed')).toContainEqual({ vehicleId: id, userId })
})

test('a change of nothing changes nothing and tells nobody', async () => {
  const { caller } = await newDriver(accounts)
  const { id } = await add(caller, { name: 'Zoe' })
  const { data } = await accounts.ask<{ updateVehicle: { vehicle: Vehicle } }>(caller, UPDATE, { input: { vehicleId: id } })
  expect(data?.updateVehicle.vehicle.name).toBe('Zoe')
  expect((await accounts.said('accounts.vehicle.saved')).filter(({ vehicleId }) => vehicleId === id)).toHaveLength(1)
})

test('a request that is repeated, even at the same time, adds one vehicle', async () => {
  const { caller, userId } = await newDriver(accounts)
  const input = { name: 'Zoe', idempotencyKey: newId() }
  const [first, ...others] = await Promise.all(Array.from({ length: 4 }, () => add(caller, input)))
  expect(others).toEqual([first, first, first])
  expect((await list(caller)).edges).toHaveLength(1)
  expect((await accounts.said('accounts.vehicle.saved')).filter((event) => event.userId === userId)).toHaveLength(1)
})

test("two drivers' requests with the same key are two requests", async () => {
  const input = { name: 'Zoe', idempotencyKey: newId() }
  const [one, other] = [await newDriver(accounts), await newDriver(accounts)]
  expect((await add(one.caller, input)).id).not.toBe((await add(other.caller, input)).id)
})

test('vehicles come page by page in the order they were added, from either end', async () => {
  const { caller } = await newDriver(accounts)
  for (const name of ['A', 'B', 'C', 'D']) await add(caller, { name })
  const names = (page: Awaited<ReturnType<typeof list>>) => page.edges.map(({ node }) => node.name)
  expect(names(await list(caller, { first: 3 }))).toEqual(['A', 'B', 'C'])
  const end = await list(caller, { last: 2 })
  expect(names(end)).toEqual(['C', 'D'])
  expect(end.pageInfo.hasPreviousPage).toBe(true)
  expect(names(await list(caller, { last: 2, before: end.edges[0]?.cursor }))).toEqual(['A', 'B'])
})

test("others' vehicles answer like unknown ones, to admins too", async () => {
  const { caller } = await newDriver(accounts)
  const { id } = await add(caller, { name: 'Zoe' })
  const stranger = await newDriver(accounts)
  for (const [document, change] of [
    [UPDATE, { name: 'Mine' }],
    [UPDATE, {}],
    [REMOVE, {}],
  ] as const) {
    const unknown = await accounts.ask(stranger.caller, document, { input: { vehicleId: newId(), ...change } })
    expect(refusalOf(unknown)).toEqual({ code: 'NOT_FOUND', paths: [], data: null })
    expect(await accounts.ask(stranger.caller, document, { input: { vehicleId: id, ...change } })).toEqual(unknown)
    expect(await accounts.ask({ ...stranger.caller, roles: ['ADMIN'] }, document, { input: { vehicleId: id, ...change } })).toEqual(
      unknown,
    )
  }
  expect((await list(caller)).edges.map(({ node }) => node.name)).toEqual(['Zoe'])
})

test('a reference to a vehicle is followed for its driver and for admins alone', async () => {
  const { caller } = await newDriver(accounts)
  const { id } = await add(caller, { name: 'Zoe' })
  const follow = (by: Caller) =>
    accounts.ask(by, 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Vehicle { name } } }', {
      of: [{ __typename: 'Vehicle', id }],
    })
  expect(await follow(caller)).toEqual({ data: { _entities: [{ name: 'Zoe' }] } })
  expect(await follow({ kind: 'user', userId: newId(), roles: ['ADMIN'] })).toEqual({ data: { _entities: [{ name: 'Zoe' }] } })
  expect((await follow({ kind: 'user', userId: newId(), roles: ['DRIVER'] })).data).toEqual({ _entities: [null] })
})

test('an account has so many vehicles and no more', async () => {
  const { caller, userId } = await newDriver(accounts)
  await accounts.sql(`INSERT INTO vehicle (id, user_id, name) SELECT gen_random_uuid(), $1, 'x' FROM generate_series(2, $2)`, [
    userId,
    ACCOUNTS_LIMITS.vehiclesPerUser,
  ])
  const answers = await Promise.all(['A', 'B', 'C'].map((name) => accounts.ask(caller, ADD, { input: { name } })))
  expect(answers.map((answer) => refusalOf(answer).code ?? 'fine').toSorted()).toEqual(['LIMIT_REACHED', 'LIMIT_REACHED', 'fine'])
})

test.each([ADD, UPDATE, REMOVE])('vehicles need a signed-in user: %#', async (document) => {
  const input = document === ADD ? { name: 'Zoe' } : { vehicleId: newId() }
  expect(refusalOf(await accounts.ask(ANONYMOUS, document, { input })).code).toBe('UNAUTHENTICATED')
})

test.each([
  ['name', { name: ' ' }],
  ['name', { name: 'x'.repeat(61) }],
  ['name', { name: null }],
  ['make', { make: '' }],
  ['model', { model: 'x'.repeat(61) }],
  ['batteryCapacityWh', { batteryCapacityWh: -1 }],
  ['batteryCapacityWh', { batteryCapacityWh: 999 }],
  ['batteryCapacityWh', { batteryCapacityWh: 2_000_001 }],
  ['batteryCapacityWh', { batteryCapacityWh: 50_000.5 }],
  ['consumptionWhPerKm', { consumptionWhPerKm: 0 }],
  ['consumptionWhPerKm', { consumptionWhPerKm: 5_001 }],
])('a vehicle with a bad %s is refused with the field: %j', async (field, bad) => {
  const { caller } = await newDriver(accounts)
  const { id } = await add(caller, { name: 'Zoe' })
  for (const [document, base] of [
    [ADD, { name: 'Zoe' }],
    [UPDATE, { vehicleId: id }],
  ] as const)
    expect(refusalOf(await accounts.ask(caller, document, { input: { ...base, ...bad } }))).toMatchObject({
      code: 'BAD_USER_INPUT',
      paths: [`input.${field}`],
    })
})

test.each([
  [ADD, { name: 'Zoe', idempotencyKey: 'again' }, 'input.idempotencyKey'],
  [UPDATE, { vehicleId: 'mine' }, 'input.vehicleId'],
  [REMOVE, { vehicleId: 'mine' }, 'input.vehicleId'],
])('an id that is none is bad input: %#', async (document, input, path) => {
  const { caller } = await newDriver(accounts)
  expect(refusalOf(await accounts.ask(caller, document, { input }))).toMatchObject({ code: 'BAD_USER_INPUT', paths: [path] })
})

test('what was said can be said again, to a box that comes late', async () => {
  await expectToldAgain(accounts.db, past, 'accounts.user.registered', 'accounts.id-token.issued', 'accounts.vehicle.saved')
})
