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

  const saved = {
    vehicleId: id,
    userId,
    name: 'Zoe',
    batteryCapacityWh: 52_000,
    consumptionWhPerKm: 165,
    connectors: [],
    maxAcPowerW: null,
    maxDcPowerW: null,
  }
  expect((await accounts.said('accounts.vehicle.saved')).filter(({ vehicleId }) => vehicleId === id)).toEqual([saved, saved])
  expect(await accounts.said('accounts.vehicle.removed')).toContainEqual({ vehicleId: id, userId })
})

const DETAILS = '{ vehicle { id plate plateCountry connectors maxAcPowerW maxDcPowerW isDefault } }'
const addWith = (caller: Caller, input: object) =>
  accounts.ask<{ addVehicle: { vehicle: Vehicle & { plate: string; isDefault: boolean } } }>(caller, ADD.replace(FIELDS, DETAILS), {
    input: { name: 'Zoe', ...input },
  })
const defaultsOf = (userId: string) =>
  accounts.sql<{ id: string }>('SELECT id FROM vehicle WHERE user_id = $1 AND is_default', [userId])

test('a plate is kept in one form, is on one vehicle of a driver, and shown to nobody else; others may have it too', async () => {
  const [{ caller, userId }, other] = [await newDriver(accounts), await newDriver(accounts)]
  const wishes = { plate: ' kö-ab 12ß ', plateCountry: 'DE', connectors: ['IEC_62196_T2', 'IEC_62196_T2'], maxAcPowerW: 11_000 }
  const { data } = await addWith(caller, wishes)
  const { id, ...rest } = data?.addVehicle.vehicle ?? expect.fail('not added')
  expect(rest).toEqual({
    plate: 'KÖAB12SS',
    plateCountry: 'DE',
    connectors: ['IEC_62196_T2'],
    maxAcPowerW: 11_000,
    maxDcPowerW: null,
    isDefault: true,
  })
  const again = { plate: 'KÖ AB 12SS', plateCountry: 'DE' }
  const both = await Promise.all([addWith(caller, again), addWith(caller, { ...again, plateCountry: 'AT' })])
  expect(both.map((answer) => refusalOf(answer))).toEqual([
    { code: 'BAD_USER_INPUT', paths: ['input.plate'], data: null },
    expect.objectContaining({ code: undefined }),
  ])
  expect((await addWith(other.caller, again)).errors).toBeUndefined()
  const follow = 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Vehicle { name plate plateCountry } } }'
  const admin: Caller = { kind: 'user', userId: newId(), roles: ['ADMIN'] }
  expect(await accounts.ask(admin, follow, { of: [{ __typename: 'Vehicle', id }] })).toEqual({
    data: { _entities: [{ name: 'Zoe', plate: null, plateCountry: null }] },
  })
  expect(JSON.stringify(await accounts.said('accounts.vehicle.saved'))).not.toContain('12SS')
  const none = { input: { vehicleId: id, plate: null, plateCountry: null } }
  await accounts.ask(caller, UPDATE, none)
  expect(await accounts.sql('SELECT 1 FROM vehicle WHERE user_id = $1 AND plate IS NOT NULL', [userId])).toHaveLength(1)
})

test('a driver with vehicles has one default: the first, until another is made it, also of two at once; when it goes the oldest is', async () => {
  const { caller, userId } = await newDriver(accounts)
  const cars = []
  for (const name of ['A', 'B', 'C']) cars.push((await add(caller, { name })).id)
  const [a = '', b = '', c = ''] = cars
  expect(await defaultsOf(userId)).toEqual([{ id: a }])
  const make = (vehicleId: string) => accounts.ask(caller, UPDATE, { input: { vehicleId, isDefault: true } })
  expect((await Promise.all([make(b), make(c), make(b), make(c)])).flatMap(({ errors }) => errors ?? [])).toEqual([])
  expect(await defaultsOf(userId)).toHaveLength(1)
  await make(c)
  expect(await defaultsOf(userId)).toEqual([{ id: c }])
  await accounts.ask(caller, REMOVE, { input: { vehicleId: c } })
  expect(await defaultsOf(userId)).toEqual([{ id: a }])
  const stranger = await newDriver(accounts)
  expect(refusalOf(await accounts.ask(stranger.caller, UPDATE, { input: { vehicleId: b, isDefault: true } })).code).toBe(
    'NOT_FOUND',
  )
  expect(await defaultsOf(userId)).toEqual([{ id: a }])
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

const PREFERENCES =
  '{ displayCurrency theme contrast standards minPowerW onlyAvailable notifications { kind channel wanted fixed } }'
interface Preferences {
  notifications: { kind: string; channel: string; wanted: boolean; fixed: boolean }[]
}
const SET = `mutation ($input: UpdatePreferencesInput!) { updatePreferences(input: $input) { preferences ${PREFERENCES} } }`
const prefer = async (caller: Caller, input: object) => {
  const { data, errors } = await accounts.ask<{ updatePreferences: { preferences: Preferences } }>(caller, SET, { input })
  return data?.updatePreferences.preferences ?? expect.fail(JSON.stringify(errors))
}

test('preferences begin with defaults, change in parts, and are told whole to the other boxes', async () => {
  const { caller, userId } = await newDriver(accounts)
  const { data } = await accounts.ask<{ me: { preferences: Preferences } }>(caller, `{ me { preferences ${PREFERENCES} } }`)
  const { notifications, ...rest } = data?.me.preferences ?? expect.fail('no preferences')
  expect(rest).toEqual({
    displayCurrency: null,
    theme: 'SYSTEM',
    contrast: 'SYSTEM',
    standards: [],
    minPowerW: null,
    onlyAvailable: false,
  })
  expect(notifications).toHaveLength(30)
  expect(notifications.filter(({ fixed }) => fixed)).toEqual([{ kind: 'SECURITY', channel: 'EMAIL', wanted: true, fixed: true }])
  const choice = { kind: 'BILL', channel: 'EMAIL', wanted: false }
  const wish = { displayCurrency: 'SEK', theme: 'DARK', standards: ['CHADEMO'], minPowerW: 50_000, notifications: [choice] }
  await prefer(caller, wish)
  await prefer(caller, wish)
  const now = await prefer(caller, { theme: null, onlyAvailable: true })
  expect(now).toMatchObject({
    displayCurrency: 'SEK',
    theme: 'SYSTEM',
    standards: ['CHADEMO'],
    minPowerW: 50_000,
    onlyAvailable: true,
  })
  expect(now.notifications.filter(({ wanted }, i) => wanted !== notifications[i]?.wanted)).toEqual([{ ...choice, fixed: false }])
  const said = (await accounts.said('accounts.preferences.saved', userId)).at(-1)
  expect(said).toEqual({ userId, displayCurrency: 'SEK', notifications: now.notifications.map(({ fixed: _fixed, ...one }) => one) })
})

test('preferences of others are not seen, by admins neither; those set at once are all there', async () => {
  const [{ caller, userId }, stranger] = [await newDriver(accounts), await newDriver(accounts)]
  await Promise.all([prefer(caller, { theme: 'DARK' }), prefer(caller, { contrast: 'MORE' }), prefer(caller, { minPowerW: 7 })])
  expect(await prefer(caller, {})).toMatchObject({ theme: 'DARK', contrast: 'MORE', minPowerW: 7 })
  const of = 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on User { preferences { theme } } } }'
  for (const who of [stranger.caller, { ...stranger.caller, roles: ['ADMIN'] } as Caller])
    expect(await accounts.ask(who, of, { of: [{ __typename: 'User', id: userId }] })).toEqual({
      data: { _entities: [{ preferences: null }] },
    })
})

test('what was said can be said again, to a box that comes late', async () => {
  await expectToldAgain(
    accounts.db,
    past,
    'accounts.user.registered',
    'accounts.id-token.issued',
    'accounts.vehicle.saved',
    'accounts.preferences.saved',
  )
})
