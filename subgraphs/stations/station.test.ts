import { verify } from '@node-rs/argon2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ANONYMOUS } from '#lib/auth.ts'
import { passwordText } from '#lib/charger-password.ts'
import { newId } from '#lib/id.ts'
import { userCaller } from '../../test/caller.ts'
import {
  admin,
  ccs,
  driver,
  operator,
  otherOperator,
  REGISTER,
  stationInput,
  testStations,
  type Registration,
  type TestStations,
} from './stations.fixture.ts'
import { expectToldAgain } from '../../test/told-again.ts'
import { past } from './past.ts'

let box: TestStations
beforeAll(async () => {
  box = await testStations()
})
afterAll(() => box[Symbol.asyncDispose]())

const register = (caller: Parameters<TestStations['ask']>[0], input: Record<string, unknown>) =>
  box.ask<Registration>(caller, REGISTER, { input })
const UPDATE = `mutation ($input: UpdateStationInput!) { updateStation(input: $input) { id name city location { latitude } } }`
const RENEW = `mutation ($input: RenewStationPasswordInput!) { renewStationPassword(input: $input) { password station { id } } }`
const STATION = `query ($id: UUID!) { station(id: $id) { id name identity operatorId online evses { number evseId status connectors { number status } } } }`

const refusalOf = ({ errors }: { errors?: { extensions?: { code?: string; issues?: { path: unknown[] }[] } }[] }) => ({
  code: errors?.[0]?.extensions?.code,
  path: errors?.[0]?.extensions?.issues?.[0]?.path.join('.'),
})

describe('registerStation', () => {
  test('gives the password once; its argon2id hash travels and the password itself is nowhere', async () => {
    const input = stationInput()
    const { data } = await register(operator, input)
    const { station, password } = data?.registerStation ?? {}
    expect(password).toMatch(/^[\w-]{20}$/)
    const [event] = (await box.said('stations.station.saved')).filter(({ stationId }) => stationId === station?.id)
    expect(event).toMatchObject({
      operatorId: operator.userId,
      identity: input['identity'],
      address: { name: input['name'], street: input['address'], city: input['city'], country: input['country'] },
      evses: [{ number: 1, connectors: [{ number: 1, maxPowerW: 50_000, tariffId: null }] }],
    })
    expect(event?.passwordHash).toMatch(/^\$argon2id\$/)
    expect(await verify(event?.passwordHash ?? '', passwordText(password ?? ''))).toBe(true)
    expect(JSON.stringify(await box.db.selectFrom('station').selectAll().execute())).not.toContain(password)
  })

  test('again with the same key: the same station, no password, no second event', async () => {
    const input = stationInput()
    const first = await register(operator, input)
    const second = await register(operator, input)
    expect(second.data?.registerStation).toEqual({ ...first.data?.registerStation, password: null })
    const said = (await box.said('stations.station.saved')).filter(({ identity }) => identity === input['identity'])
    expect(said).toHaveLength(1)
  })

  test('the same key at once from ten requests: one station', async () => {
    const input = stationInput()
    const answers = await Promise.all(Array.from({ length: 10 }, () => register(operator, input)))
    expect(new Set(answers.map(({ data }) => data?.registerStation.station.id)).size).toBe(1)
    expect(answers.filter(({ data }) => data?.registerStation.password)).toHaveLength(1)
  })

  test('an identity is given once, also to ten who want it at once', async () => {
    const identity = 'WANTED'
    const answers = await Promise.all(Array.from({ length: 10 }, () => register(operator, stationInput({ identity }))))
    expect(answers.filter(({ data }) => data)).toHaveLength(1)
    for (const answer of answers.filter(({ data }) => !data))
      expect(refusalOf(answer)).toEqual({ code: 'IDENTITY_TAKEN', path: 'input.identity' })
  })

  test('an EVSE id is given once, and then nothing of the station is kept', async () => {
    const taken = stationInput()
    await register(operator, taken)
    const input = stationInput({ evses: [{ evseId: 'DE*EVG*EFREE*1', connectors: [ccs()] }, (taken['evses'] as unknown[])[0]] })
    expect(refusalOf(await register(operator, input))).toEqual({ code: 'EVSE_ID_TAKEN', path: 'input.evses.1.evseId' })
    expect(await box.db.selectFrom('station').select('id').where('identity', '=', String(input['identity'])).execute()).toEqual([])
  })

  test('an admin registers for an operator, and must say for whom', async () => {
    expect(refusalOf(await register(admin, stationInput()))).toEqual({ code: 'BAD_USER_INPUT', path: 'input.operatorId' })
    const { data } = await register(admin, stationInput({ operatorId: operator.userId }))
    const row = await box.db
      .selectFrom('station')
      .select('operator_id')
      .where('id', '=', data?.registerStation.station.id ?? '')
      .executeTakeFirst()
    expect(row?.operator_id).toBe(operator.userId)
  })

  test('an operator does not register for another, a driver for nobody, an unknown caller must sign in', async () => {
    expect(refusalOf(await register(operator, stationInput({ operatorId: otherOperator.userId }))).code).toBe('FORBIDDEN')
    expect(refusalOf(await register(driver, stationInput())).code).toBe('FORBIDDEN')
    expect(refusalOf(await register(ANONYMOUS, stationInput())).code).toBe('UNAUTHENTICATED')
  })

  const evse = (change: object) => [{ evseId: 'DE*EVG*EX*1', connectors: [ccs()], ...change }]
  test.each([
    ['identity', { identity: 'a/b' }],
    ['identity', { identity: '' }],
    ['identity', { identity: 'x'.repeat(49) }],
    ['idempotencyKey', { idempotencyKey: 'again' }],
    ['operatorId', { operatorId: 'me' }],
    ['name', { name: '   ' }],
    ['name', { name: 'x'.repeat(101) }],
    ['address', { address: '' }],
    ['city', { city: '' }],
    ['country', { country: 'Germany' }],
    ['location.latitude', { location: { latitude: 91, longitude: 0 } }],
    ['location.longitude', { location: { latitude: 0, longitude: 181 } }],
    ['timeZone', { timeZone: 'Mars/Olympus' }],
    ['evses', { evses: [] }],
    ['evses.0.evseId', { evses: evse({ evseId: 'one' }) }],
    ['evses.0.connectors', { evses: evse({ connectors: [] }) }],
    ['evses.0.connectors.0.maxPowerW', { evses: evse({ connectors: [ccs({ maxPowerW: 0 })] }) }],
    ['evses.0.connectors.0.standard', { evses: evse({ connectors: [ccs({ standard: 'PLUG' })] }) }],
    ['evses.0.connectors.0.tariffId', { evses: evse({ connectors: [ccs({ tariffId: 'x' })] }) }],
  ])('bad input: %s is named', async (path, fault) => {
    expect(refusalOf(await register(operator, stationInput(fault)))).toEqual({ code: 'BAD_USER_INPUT', path: `input.${path}` })
  })

  test('a tariff that is not there, or is somebody else’s, is named alike', async () => {
    const save = `mutation ($input: SaveTariffInput!) { saveTariff(input: $input) { id } }`
    const input = {
      idempotencyKey: newId(),
      currency: 'EUR',
      description: 'x',
      elements: [{ components: [{ type: 'ENERGY', price: 0.5 }] }],
    }
    const { data } = await box.ask<{ saveTariff: { id: string } }>(otherOperator, save, { input })
    for (const tariffId of [newId(), data?.saveTariff.id]) {
      const evses = [{ evseId: `DE*EVG*ET*1`, connectors: [ccs({ tariffId })] }]
      expect(refusalOf(await register(operator, stationInput({ evses })))).toEqual({
        code: 'NOT_FOUND',
        path: 'input.evses.0.connectors.0.tariffId',
      })
    }
  })
})

describe('updateStation', () => {
  test('changes what is given and says the station anew, whole', async () => {
    const { id, identity } = await box.register(operator)
    const input = { stationId: id, name: ' New name ', location: { latitude: 48, longitude: 11 } }
    const { data } = await box.ask(operator, UPDATE, { input })
    expect(data).toEqual({ updateStation: { id, name: 'New name', city: 'Berlin', location: { latitude: 48 } } })
    const said = (await box.said('stations.station.saved')).filter(({ stationId }) => stationId === id)
    expect(said).toHaveLength(2)
    expect(said[1]).toMatchObject({ identity, evses: [{ connectors: [{ number: 1 }] }] })
  })

  test('somebody else’s station is answered like one that does not exist', async () => {
    const { id } = await box.register(operator)
    const foreign = await box.ask(otherOperator, UPDATE, { input: { stationId: id, name: 'mine' } })
    const missing = await box.ask(otherOperator, UPDATE, { input: { stationId: newId(), name: 'mine' } })
    expect(refusalOf(foreign)).toEqual({ code: 'NOT_FOUND', path: 'input.stationId' })
    expect(foreign).toEqual(missing)
  })

  test('a driver is refused in the same words whether the station exists or not', async () => {
    const { id } = await box.register(operator)
    const there = await box.ask(driver, UPDATE, { input: { stationId: id, name: 'mine' } })
    expect(refusalOf(there).code).toBe('FORBIDDEN')
    expect(there).toEqual(await box.ask(driver, UPDATE, { input: { stationId: newId(), name: 'mine' } }))
  })

  test.each([
    ['stationId', { stationId: 'x' }],
    ['name', { name: '' }],
    ['address', { address: ' ' }],
    ['city', { city: 'x'.repeat(101) }],
    ['country', { country: 'de' }],
    ['location.latitude', { location: { latitude: -91, longitude: 0 } }],
    ['timeZone', { timeZone: 'Berlin' }],
  ])('bad input: %s is named', async (path, fault) => {
    const answer = await box.ask(operator, UPDATE, { input: { stationId: newId(), ...fault } })
    expect(refusalOf(answer)).toEqual({ code: 'BAD_USER_INPUT', path: `input.${path}` })
  })
})

test('what operators and admins do leaves rows that nobody can change', async () => {
  const { id, password } = await box.register(operator)
  await box.ask(operator, UPDATE, { input: { stationId: id, name: 'Audited' } })
  await box.ask(operator, UPDATE, { input: { stationId: id } })
  await box.ask(admin, RENEW, { input: { stationId: id } })
  await box.ask(otherOperator, RENEW, { input: { stationId: id } })
  const rows = await box.db.selectFrom('audit').selectAll().where('subject_id', '=', id).orderBy('at').execute()
  expect(rows.map(({ actor_id, action }) => [actor_id, action])).toEqual([
    [operator.userId, 'station.registered'],
    [operator.userId, 'station.updated'],
    [admin.userId, 'station.password-renewed'],
  ])
  expect(JSON.stringify(rows)).not.toContain(password)
  await expect(box.db.updateTable('audit').set({ action: 'station.updated' }).execute()).rejects.toThrow(/permission denied/)
  await expect(box.db.deleteFrom('audit').execute()).rejects.toThrow(/permission denied/)
})

describe('renewStationPassword', () => {
  test('the new password fits the new hash, the old one does not', async () => {
    const { id, password } = await box.register(operator)
    const { data } = await box.ask<{ renewStationPassword: { password: string } }>(operator, RENEW, { input: { stationId: id } })
    const renewed = data?.renewStationPassword.password ?? ''
    const [, event] = (await box.said('stations.station.saved')).filter(({ stationId }) => stationId === id)
    expect(renewed).not.toBe(password)
    expect(await verify(event?.passwordHash ?? '', passwordText(renewed))).toBe(true)
    expect(await verify(event?.passwordHash ?? '', passwordText(password))).toBe(false)
  })

  test('is for its operator and admins alone', async () => {
    const { id } = await box.register(operator)
    expect(refusalOf(await box.ask(otherOperator, RENEW, { input: { stationId: id } }))).toEqual({
      code: 'NOT_FOUND',
      path: 'input.stationId',
    })
    expect(refusalOf(await box.ask(driver, RENEW, { input: { stationId: id } })).code).toBe('FORBIDDEN')
    expect(refusalOf(await box.ask(operator, RENEW, { input: { stationId: '1' } }))).toEqual({
      code: 'BAD_USER_INPUT',
      path: 'input.stationId',
    })
    expect((await box.ask(admin, RENEW, { input: { stationId: id } })).errors).toBeUndefined()
  })
})

describe('a chosen password', () => {
  const hashOf = async (identity: unknown) =>
    (await box.said('stations.station.saved')).findLast((said) => said.identity === identity)?.passwordHash ?? ''
  const fits = async (identity: unknown, password: string) => verify(await hashOf(identity), passwordText(password))

  test.each([
    ['16 characters', 'sixteen signs :)'],
    ['40 characters', 'forty characters are what OCPP 2.x takes'],
    ['32 hexadecimal digits', 'ffeeddccbbaa99887766554433221100'],
  ])('of %s is the charger’s, and is in no answer and no row', async (_what, password) => {
    const input = stationInput({ password })
    const answer = await register(operator, input)
    expect(answer.data?.registerStation.password).toBeNull()
    expect(JSON.stringify(answer)).not.toContain(password)
    expect(await fits(input['identity'], password)).toBe(true)
    expect(await fits(input['identity'], `${password.slice(0, -1)}!`)).toBe(false)
    for (const table of ['station', 'audit', 'outbox'] as const)
      expect(JSON.stringify(await box.db.selectFrom(table).selectAll().execute())).not.toContain(password)
  })

  test('renews another, which ends', async () => {
    const station = await box.register(operator)
    const password = 'chosen by a person'
    const { data } = await box.ask(operator, RENEW, { input: { stationId: station.id, password } })
    expect(data).toEqual({ renewStationPassword: { password: null, station: { id: station.id } } })
    expect(await fits(station.identity, password)).toBe(true)
    expect(await fits(station.identity, station.password)).toBe(false)
  })

  test('a repeated request registers once; with another password it is a conflict, for that one would open nothing', async () => {
    const input = stationInput({ password: 'chosen by a person' })
    const first = await register(operator, input)
    expect(await register(operator, input)).toEqual(first)
    expect(refusalOf(await register(operator, { ...input, password: 'chosen by another' }))).toEqual({
      code: 'CONFLICT',
      path: 'input.password',
    })
    expect(await fits(input['identity'], 'chosen by a person')).toBe(true)
  })

  test.each([
    'fifteen letters',
    'x'.repeat(41),
    ' leading and trailing ',
    'übermäßig geheim!',
    'a line\nand another',
    'a\ttab is no sign',
  ])('%j is refused with a sentence that does not repeat it', async (password) => {
    const answer = await register(operator, stationInput({ password }))
    expect(refusalOf(answer)).toEqual({ code: 'BAD_USER_INPUT', path: 'input.password' })
    expect(JSON.stringify(answer)).not.toContain(JSON.stringify(password).slice(1, -1))
  })

  test('the identity itself is none', async () => {
    const identity = 'EVB-P2-SERIAL-0042'
    const bad = { code: 'BAD_USER_INPUT', path: 'input.password' }
    expect(refusalOf(await register(operator, stationInput({ identity, password: identity.toLowerCase() })))).toEqual(bad)
    const { id } = await box.register(operator, { identity })
    expect(refusalOf(await box.ask(operator, RENEW, { input: { stationId: id, password: identity } }))).toEqual(bad)
  })

  test('is not made as well; one that is made comes in the form that is asked for, another each time', async () => {
    const both = stationInput({ password: 'chosen by a person', passwordFormat: 'HEX' })
    expect(refusalOf(await register(operator, both))).toEqual({ code: 'BAD_USER_INPUT', path: 'input.passwordFormat' })
    const { id, identity, password } = await box.register(operator, { passwordFormat: 'HEX' })
    expect(password).toMatch(/^[0-9A-F]{40}$/)
    expect(await fits(identity, password)).toBe(true)
    const renewed = await box.ask<{ renewStationPassword: { password: string } }>(operator, RENEW, {
      input: { stationId: id, passwordFormat: 'HEX' },
    })
    expect(renewed.data?.renewStationPassword.password).toMatch(/^[0-9A-F]{40}$/)
    expect(renewed.data?.renewStationPassword.password).not.toBe(password)
  })
})

describe('reading stations', () => {
  test('the OCPP identity is for its operator and admins', async () => {
    const { id, identity } = await box.register(operator)
    const seen = async (caller: Parameters<TestStations['ask']>[0]) =>
      (await box.ask<{ station: { identity: string | null } }>(caller, STATION, { id })).data?.station.identity
    expect(await seen(operator)).toBe(identity)
    expect(await seen(admin)).toBe(identity)
    expect(await seen(otherOperator)).toBeNull()
    expect(await seen(driver)).toBeNull()
    expect(await seen(ANONYMOUS)).toBeNull()
    expect(await seen(userCaller(['DRIVER'], operator.userId))).toBeNull()
  })

  test('a station that is not there is NOT_FOUND', async () => {
    expect(refusalOf(await box.ask(driver, STATION, { id: newId() }))).toEqual({ code: 'NOT_FOUND', path: 'id' })
  })

  test('pages of a list fit together, forwards and backwards, and filters hold', async () => {
    const city = 'Listington'
    for (let i = 0; i < 5; i++) await box.register(operator, { city })
    const LIST = `query ($first: Int, $after: String, $last: Int, $before: String) {
      stations(filter: { city: "LISTINGTON" }, first: $first, after: $after, last: $last, before: $before) {
        edges { cursor node { name city } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`
    interface List {
      stations: {
        edges: { cursor: string; node: { name: string } }[]
        pageInfo: { hasNextPage: boolean; startCursor: string; endCursor: string }
      }
    }
    const page = async (variables: object) => (await box.ask<List>(driver, LIST, { ...variables })).data?.stations
    const names = (list: List['stations'] | undefined) => list?.edges.map(({ node }) => node.name) ?? []
    const all = names(await page({}))
    expect(all).toHaveLength(5)
    expect(all).toEqual(all.toSorted())
    const first = await page({ first: 2 })
    const second = await page({ first: 2, after: first?.pageInfo.endCursor })
    const third = await page({ first: 2, after: second?.pageInfo.endCursor })
    expect([...names(first), ...names(second), ...names(third)]).toEqual(all)
    expect(third?.pageInfo.hasNextPage).toBe(false)
    expect(names(await page({ last: 2, before: third?.pageInfo.startCursor }))).toEqual(all.slice(2, 4))
    expect(refusalOf(await box.ask(driver, LIST, { first: 101 }))).toEqual({ code: 'BAD_USER_INPUT', path: 'first' })
    const id = newId()
    for (const key of [['a', 'b'], [1], ['a\0', id], ['a', '-'.repeat(36)], ['a', id, id]]) {
      const cursor = Buffer.from(JSON.stringify(key)).toString('base64url')
      expect(refusalOf(await box.ask(driver, LIST, { after: cursor }))).toEqual({ code: 'BAD_USER_INPUT', path: 'after' })
      expect(refusalOf(await box.ask(driver, LIST, { last: 2, before: cursor }))).toEqual({
        code: 'BAD_USER_INPUT',
        path: 'before',
      })
    }
    expect(refusalOf(await box.ask(driver, LIST, { after: 'nonsense' }))).toEqual({ code: 'BAD_USER_INPUT', path: 'after' })
  })

  test('a reference of another subgraph is resolved, and one to nothing is null', async () => {
    const { id, evses } = await box.register(operator)
    const query = `query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on Station { name } ... on Connector { number station { id } } ... on Evse { number } } }`
    const refs = [
      { __typename: 'Station', id },
      { __typename: 'Connector', id: evses[0]?.connectors[0]?.id },
      { __typename: 'Evse', id: evses[0]?.id },
      { __typename: 'Station', id: newId() },
    ]
    const { data } = await box.ask(driver, query, { refs })
    expect(data).toEqual({
      _entities: [{ name: expect.any(String) as string }, { number: 1, station: { id } }, { number: 1 }, null],
    })
  })
})

test('what was said can be said again, to a box that comes late', async () => {
  await expectToldAgain(box.db, past, 'stations.station.saved')
})
