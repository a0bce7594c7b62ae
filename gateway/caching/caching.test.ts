import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Bus } from '#lib/bus.ts'
import { createLocalBus } from '#lib/bus-local.ts'
import type { EventCatalogue, EventEnvelope, EventName } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { until } from '../../test/until.ts'
import { bearer, post, startGateway, type Gateway } from '../fixtures/kit.ts'
import { createTown, type Town } from '../fixtures/town.ts'
import { readsShared } from '../metrics.ts'

let town: Town
let bus: Bus
let gateway: Gateway
beforeEach(async () => {
  town = createTown()
  bus = createLocalBus()
  gateway = await startGateway({ others: town, bus })
})
afterEach(async () => {
  await gateway[Symbol.asyncDispose]()
  await bus[Symbol.asyncDispose]()
})

const tell = <Name extends EventName>(name: Name, data: EventCatalogue[Name]) =>
  bus.tell([
    { id: newId(), name, aggregateId: newId(), occurredAt: new Date().toISOString(), requestId: null, data } as EventEnvelope,
  ])
const changed = (stationId: string) => tell('stations.station.availability-changed', { stationId })

const as = async (userId: string) => ({ authorization: await bearer({ userId }) })
/** The value at the end of a path of only fields. */
const told = async (query: string, headers: Record<string, string> = {}) => {
  const { data, errors } = await gateway.ask(query, {}, headers)
  return errors ?? Object.values(data ?? {})[0]
}
const shared = async () => (await readsShared.get()).values[0]?.value ?? 0
const asked = () => town.state.asked.length
/** Lets nothing through until it is called. */
const shut = () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  town.state.open = promise
  return resolve
}

const ONLINE = '{ station(id: "one") { online } }'
const NAME = '{ station(id: "one") { name } }'

test('an answer is kept for everybody, and the event of its station ends it at once', async () => {
  expect(await told(ONLINE)).toEqual({ online: false })
  town.state.online = true
  expect(await told(ONLINE, await as(newId()))).toEqual({ online: false })
  expect(asked()).toBe(1)
  await changed('two')
  await told(ONLINE)
  expect(asked()).toBe(1)
  await changed('one')
  expect(await told(ONLINE)).toEqual({ online: true })
})

test('an event of availability leaves names as they are, and the one that tells of the station does not', async () => {
  await told(NAME)
  await changed('one')
  await told(NAME)
  expect(asked()).toBe(1)
  await tell('stations.station.saved', { stationId: 'one' } as EventCatalogue['stations.station.saved'])
  await told(NAME)
  expect(asked()).toBe(2)
})

test('a search ends with any event of any station, of one that it did not find too', async () => {
  const search = '{ stations { edges { node { name } } } }'
  await told(search)
  await told(search)
  expect(asked()).toBe(1)
  await changed('elsewhere')
  await told(search)
  expect(asked()).toBe(2)
})

test('a reading that began before the event is given to whoever waits, and is not kept', async () => {
  const open = shut()
  const early = told(ONLINE)
  await until(() => asked() === 1)
  await changed('one')
  // Who asks after the event does not get what was asked before it.
  const late = told(ONLINE)
  await until(() => asked() === 2)
  open()
  await Promise.all([early, late])
  await told(ONLINE)
  expect(asked()).toBe(2)
})

test('what a caller has written they read at once, without any event; others read on what is kept', async () => {
  const [ann, bob] = [await as(newId()), await as(newId())]
  expect(await told(NAME, bob)).toEqual({ name: 'First' })
  await gateway.ask('mutation { rename(id: "one", name: "Renamed") }', {}, ann)
  expect(await told(NAME, bob)).toEqual({ name: 'First' })
  expect(await told(NAME, ann)).toEqual({ name: 'Renamed' })
  // That reading is the newest for all.
  expect(await told(NAME, bob)).toEqual({ name: 'Renamed' })
  expect(asked()).toBe(3)
})

test('who writes while their own question is on its way does not get the older answer afterwards', async () => {
  const ann = await as(newId())
  const open = shut()
  const before = told(NAME, ann)
  await until(() => asked() === 1)
  const writing = gateway.ask('mutation { rename(id: "one", name: "Renamed") }', {}, ann)
  await until(() => asked() === 2)
  open()
  await Promise.all([before, writing])
  expect(await told(NAME, ann)).toEqual({ name: 'Renamed' })
})

test('an answer with an error is not kept, and neither is one that is not what the schema promises', async () => {
  town.state.fault = 'The drawer is stuck.'
  expect(await told(NAME)).toMatchObject([{ message: 'The drawer is stuck.' }])
  town.state.fault = undefined
  expect(await told(NAME)).toEqual({ name: 'First' })

  const [visited, other] = ['{ visited { name } }', '{ station(id: "two") { name } }']
  town.state.lies = true
  for (const query of [visited, other])
    expect((await gateway.ask(query)).errors?.[0]).toMatchObject({ extensions: { code: 'SUBGRAPH_INVALID_RESPONSE' } })
  town.state.lies = false
  expect(await told(other)).toEqual({ name: 'Second' })
  expect(await told(visited)).toEqual([{ name: 'First' }, { name: 'Second' }])
})

test('what nobody is shown is asked for again as the caller who has signed in, and is not kept', async () => {
  town.state.hidden = 'two'
  const other = '{ station(id: "two") { name } }'
  for (let time = 1; time <= 2; time++) {
    expect(await told(other, await as(newId()))).toEqual({ name: 'Second' })
    expect(await told(other)).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }])
  }
})

test('a subgraph that does not answer is asked once, also for a caller who has signed in', async () => {
  town.state.open = Promise.reject(new Error('down'))
  town.state.open.catch(() => undefined)
  expect(await told(ONLINE, await as(newId()))).toMatchObject([{ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }])
  expect(asked()).toBe(1)
})

test('of entities those that are not kept are asked for, and an error belongs to the one that it is of', async () => {
  const visited = 'query V { visited { name } }'
  town.state.visited = ['one']
  await told(visited)
  town.state.visited = ['one', 'two']
  await told(visited)
  const [, second] = town.state.asked.filter(({ query }) => query.includes('_entities'))
  expect(second).toBeDefined()
  const before = asked()
  town.state.fault = 'gone'
  await tell('stations.station.saved', { stationId: 'two' } as EventCatalogue['stations.station.saved'])
  const { data, errors } = await gateway.ask(visited)
  expect(errors).toMatchObject([{ message: 'gone', path: ['visited', 1, 'name'] }])
  expect(data).toBeNull()
  // `visited` itself is not kept.
  expect(asked()).toBe(before + 2)
})

test('a field that only some may see makes the whole fetch theirs, and nothing of it is kept', async () => {
  const both = '{ station(id: "one") { name identity } }'
  const [ann, bob] = [newId(), newId()]
  expect(await told(both, await as(ann))).toEqual({ name: 'First', identity: `for ${ann}` })
  expect(await told(both, await as(bob))).toEqual({ name: 'First', identity: `for ${bob}` })
  expect(await told(both)).toEqual({ name: 'First', identity: 'for anonymous' })
})

test('no header changes what is kept: the subgraph is asked without them', async () => {
  const tricks = {
    'x-forwarded-for': '203.0.113.7',
    'x-forwarded-host': 'evil.example',
    'x-evergraph-caller': 'forged',
    'x-evergraph-client-address': '203.0.113.7',
    'accept-language': 'xx',
    cookie: 'a=b',
  }
  await told(NAME, tricks)
  const { headers, caller } = town.state.asked[0] ?? expect.fail('nothing was asked')
  expect(caller).toBe('anonymous')
  for (const name of [
    'x-forwarded-for',
    'x-forwarded-host',
    'x-evergraph-client-address',
    'accept-language',
    'cookie',
    'authorization',
  ])
    expect([name, headers.get(name)]).toEqual([name, null])
  await told(NAME)
  expect(asked()).toBe(1)
})

test('a profile is kept for its caller alone', async () => {
  const mine = '{ me { displayName } }'
  const [ann, bob] = [newId(), newId()]
  expect(await told(mine, await as(ann))).toEqual({ displayName: `name of ${ann}` })
  expect(await told(mine, await as(ann))).toEqual({ displayName: `name of ${ann}` })
  expect(asked()).toBe(1)
  expect(await told(mine, await as(bob))).toEqual({ displayName: `name of ${bob}` })
  expect(await told(mine)).toBeNull()
  expect(await told(mine, { authorization: await bearer({ userId: ann, roles: ['ADMIN'] }) })).toBeDefined()
  expect(asked()).toBe(4)
  // Its event ends it, and no other's.
  await tell('accounts.user.renamed', { userId: ann, displayName: 'New' })
  await told(mine, await as(bob))
  expect(asked()).toBe(4)
  await told(mine, await as(ann))
  expect(asked()).toBe(5)
})

const SLOW = '{ slow }'

test('the same question of the same caller is asked once while it is on its way, and each answer has its own request id', async () => {
  const ann = await as(newId())
  const before = await shared()
  const open = shut()
  const answers = ['request-aaaa', 'request-bbbb', 'request-cccc'].map((id) =>
    gateway.ask(SLOW, {}, { ...ann, 'x-request-id': id }),
  )
  const others = [gateway.ask(SLOW, {}, await as(newId())), gateway.ask('{ slow(say: "x") }', {}, ann)]
  await until(async () => asked() === 3 && (await shared()) === before + 2)
  open()
  const all = await Promise.all(answers)
  expect(all.map(({ data, headers }) => [data, headers.get('x-request-id')])).toEqual(
    ['request-aaaa', 'request-bbbb', 'request-cccc'].map((id) => [{ slow: 'done' }, id]),
  )
  await Promise.all(others)
  expect(asked()).toBe(3)
})

test('an error is shared too', async () => {
  const before = await shared()
  const open = shut()
  const two = [told('{ slow(say: "fault") }'), told('{ slow(say: "fault") }')]
  await until(async () => (await shared()) === before + 1)
  open()
  for (const errors of await Promise.all(two)) expect(errors).toMatchObject([{ extensions: { code: 'CONFLICT' } }])
  expect(asked()).toBe(1)
})

test('the first reader may leave without harm to the others, and the last ends the question', async () => {
  const before = await shared()
  const open = shut()
  const first = new AbortController()
  const left = post(gateway.url, { query: SLOW }, {}, first.signal).catch(() => 'left')
  await until(() => asked() === 1)
  const stays = gateway.ask(SLOW)
  const alone = new AbortController()
  const lonely = post(gateway.url, { query: '{ slow(say: "lonely") }' }, {}, alone.signal).catch(() => 'left')
  await until(async () => asked() === 2 && (await shared()) === before + 1)
  first.abort()
  alone.abort()
  expect(await Promise.all([left, lonely])).toEqual(['left', 'left'])
  await until(() => town.state.aborted === 1)
  open()
  expect((await stays).data).toEqual({ slow: 'done' })
})
