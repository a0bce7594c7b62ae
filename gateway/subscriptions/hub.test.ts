import { readFile } from 'node:fs/promises'
import { buildSchema } from 'graphql'
import type { Client } from 'graphql-ws'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { createLocalBus } from '#lib/bus-local.ts'
import { newId } from '#lib/id.ts'
import { until } from '../../test/until.ts'
import { bearer, startGateway, wsClient, type Gateway, type Result } from '../fixtures/kit.ts'
import { createTown } from '../fixtures/town.ts'
import { GATEWAY_LIMITS } from '../limits.ts'
import { PARTIAL, STATES } from './states.ts'

const town = createTown()
const bus = createLocalBus()
const { state } = town
let gateway: Gateway
const clients: Client[] = []
beforeAll(async () => void (gateway = await startGateway({ others: town, bus, env: { GATEWAY_FORWARD_HEADERS: 'x-tenant' } })))
afterAll(async () => {
  await gateway[Symbol.asyncDispose]()
  await bus[Symbol.asyncDispose]()
})
afterEach(async () => {
  vi.restoreAllMocks()
  await Promise.all(clients.splice(0).map(async (client) => client.dispose()))
  await until(() => state.streams === 0)
  Object.assign(state, { asked: [], breaks: false, hidden: undefined })
  state.names.set('one', 'First')
})

const PUBLIC = 'subscription { stationAvailability(stationId: "one") { name } }'
/** `identity` is no public field. */
const PRIVATE = 'subscription { stationAvailability(stationId: "one") { name identity } }'

type Watching = AsyncIterableIterator<Result>
/** A subscription over a socket of its own, and its first state. */
async function watch(
  query: string,
  authorization = '',
): Promise<{ first: unknown; rest: Watching; leave: () => Promise<unknown> }> {
  const client = wsClient(gateway.wsUrl, { authorization })
  clients.push(client)
  const rest = client.iterate({ query }) as unknown as Watching
  return { first: await next(rest), rest, leave: async () => rest.return?.() }
}
const next = async (rest: Watching): Promise<unknown> => {
  const { value } = (await rest.next()) as { value: Result }
  return value.errors ? value.errors[0]?.extensions.code : Object.values(value.data ?? {})[0]
}
const rename = (name: string) => {
  state.names.set('one', name)
  for (const wake of state.watchers) wake()
}
const askedAs = () => state.asked.map(({ caller }) => caller)

test('what is public is streamed once for everybody, asked for as nobody, and closed when the last one leaves', async () => {
  const many = await Promise.all([watch(PUBLIC), watch(PUBLIC, await bearer()), watch(PUBLIC, await bearer())])
  expect(askedAs()).toEqual(['anonymous'])
  expect(state.asked[0]?.headers.get('x-evergraph-client-address')).toBeNull()
  rename('Second')
  expect(await Promise.all(many.map(({ rest }) => next(rest)))).toEqual(many.map(() => ({ name: 'Second' })))
  // It is shown at once what the others were shown last.
  const late = await watch(PUBLIC)
  expect([late.first, state.asked.length]).toEqual([{ name: 'Second' }, 1])
  await Promise.all(many.map(({ leave }) => leave()))
  rename('Third')
  expect([await next(late.rest), state.streams]).toEqual([{ name: 'Third' }, 1])
  await late.leave()
  await until(() => state.streams === 0)
  expect((await watch(PUBLIC)).first).toEqual({ name: 'Third' })
})

test('other fields, another station or other roles are another stream', async () => {
  const operator = newId()
  await watch(PUBLIC)
  await watch(PUBLIC, await bearer({ userId: operator, roles: ['DRIVER', 'OPERATOR'] }))
  await watch(PUBLIC.replace('one', 'two'))
  await watch(PUBLIC.replace('name', 'online'))
  expect(askedAs()).toEqual(['anonymous', operator, 'anonymous', 'anonymous'])
})

test('who sends another header that goes on to subgraphs has another stream', async () => {
  const leaving = new AbortController()
  try {
    for (const tenant of ['nl', 'nl', 'de']) {
      const { body } = await fetch(gateway.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'text/event-stream', 'x-tenant': tenant },
        body: JSON.stringify({ query: PUBLIC }),
        signal: leaving.signal,
      })
      const reader = body?.getReader() ?? expect.fail('no events')
      for (let told = ''; !told.includes('First');) {
        const { value, done } = await reader.read()
        if (done) expect.fail(`no state in ${told}`)
        told += Buffer.from(value).toString()
      }
    }
    expect(state.asked.map(({ headers }) => headers.get('x-tenant'))).toEqual(['nl', 'de'])
  } finally {
    leaving.abort()
  }
})

test('what is private is streamed for each caller apart: nobody is shown what is another’s', async () => {
  const [ann, bob] = [newId(), newId()]
  const anns = await watch(PRIVATE, await bearer({ userId: ann }))
  const bobs = await watch(PRIVATE, await bearer({ userId: bob }))
  const nobodys = [await watch(PRIVATE), await watch(PRIVATE)]
  expect(askedAs()).toEqual([ann, bob, 'anonymous', 'anonymous'])
  rename('Second')
  for (const [{ first, rest }, who] of [[anns, ann] as const, [bobs, bob] as const]) {
    expect(first).toEqual({ name: 'First', identity: `for ${who}` })
    expect(await next(rest)).toEqual({ name: 'Second', identity: `for ${who}` })
  }
  for (const { rest } of nobodys) expect(await next(rest)).toEqual({ name: 'Second', identity: 'for anonymous' })
})

test('what nobody is shown is streamed to a user who may see it, as themselves, and to nobody else', async () => {
  const [guest, other] = [newId(), newId()]
  state.hidden = 'one'
  expect((await watch(PUBLIC)).first).toBe('NOT_FOUND')
  const guests = await watch(PUBLIC, await bearer({ userId: guest }))
  expect(guests.first).toEqual({ name: 'First' })
  expect((await watch(PUBLIC, await bearer({ userId: other }))).first).toEqual({ name: 'First' })
  expect(askedAs().filter((who) => who !== 'anonymous')).toEqual([guest, other])
  rename('Second')
  expect(await next(guests.rest)).toEqual({ name: 'Second' })
  expect((await watch(PUBLIC)).first).toBe('NOT_FOUND')
})

test('one user on several devices has one stream, and one for each set of roles', async () => {
  const userId = newId()
  for (const loginId of [newId(), newId()]) await watch(PRIVATE, await bearer({ userId, loginId }))
  expect(askedAs()).toEqual([userId])
  await watch(PRIVATE, await bearer({ userId, roles: ['DRIVER', 'OPERATOR'] }))
  expect(askedAs()).toEqual([userId, userId])
})

test('whose login ends is told so and leaves; the others, and another login of the same user, go on', async () => {
  const [userId, lost] = [newId(), newId()]
  const logins = await Promise.all([lost, newId()].map((loginId) => bearer({ userId, loginId })))
  const [gone, other] = [await watch(PRIVATE, logins[0]), await watch(PRIVATE, logins[1])]
  const [goneToo, stranger] = [await watch(PUBLIC, logins[0]), await watch(PUBLIC)]
  expect(state.streams).toBe(2)
  const [id, occurredAt, data] = [newId(), new Date().toISOString(), { loginId: lost, userId, reason: 'test' }]
  await bus.tell([{ id, name: 'accounts.login.ended', aggregateId: lost, occurredAt, requestId: null, data }])
  for (const { rest } of [gone, goneToo]) await expect(rest.next()).rejects.toMatchObject({ code: 4440 })
  rename('Second')
  expect(await next(other.rest)).toEqual({ name: 'Second', identity: `for ${userId}` })
  expect(await next(stranger.rest)).toEqual({ name: 'Second' })
})

test('what breaks the stream is told to all, and whoever subscribes again has a new one', async () => {
  const many = await Promise.all([watch(PUBLIC), watch(PUBLIC), watch(PUBLIC)])
  state.breaks = true
  rename('Second')
  for (const code of await Promise.all(many.map(({ rest }) => next(rest))))
    expect(code).toMatch(/^(SUBGRAPH_UNAVAILABLE|INTERNAL_SERVER_ERROR)$/)
  state.breaks = false
  expect((await watch(PUBLIC)).first).toEqual({ name: 'Second' })
  expect(state.asked).toHaveLength(2)
})

test.each([
  ['', {}],
  [', when the writing was measured too', { 'apollo-federation-include-trace': 'ftv1' }],
])('who has written something is shown what is now, and not what was told before%s', async (_, headers) => {
  const userId = newId()
  const authorization = await bearer({ userId, roles: ['ADMIN'] })
  const before = await watch(PRIVATE, authorization)
  // No event tells of it.
  await gateway.ask('mutation { rename(id: "one", name: "Mine") }', {}, { ...headers, authorization })
  const after = await watch(PRIVATE, authorization)
  expect([before.first, after.first]).toMatchObject([{ name: 'First' }, { name: 'Mine' }])
  expect(state.streams).toBe(2)
  // The end of the older one is not the end of the newer one.
  await before.leave()
  await until(() => state.streams === 1)
  expect((await watch(PRIVATE, authorization)).first).toMatchObject({ name: 'Mine' })
  expect(state.streams).toBe(1)
})

test('a state that came long ago, or that is long, is given to nobody who comes later', async () => {
  const old = await watch(PUBLIC)
  const now = performance.now.bind(performance)
  vi.spyOn(performance, 'now').mockImplementation(() => now() + GATEWAY_LIMITS.shared.stateMs + 1)
  state.names.set('one', 'Second')
  expect((await watch(PUBLIC)).first).toEqual({ name: 'Second' })
  // It has taken the older one's place, and keeps it when that one ends.
  await old.leave()
  await until(() => state.streams === 1)
  await watch(PUBLIC)
  expect(state.streams).toBe(1)
  state.names.set('one', 'x'.repeat(GATEWAY_LIMITS.shared.stateBytes))
  for (const streams of [2, 3]) {
    await watch(PUBLIC.replace('{ name }', '{ online name }'))
    expect(state.streams).toBe(streams)
  }
})

test('a subscription whose events are of several things is shared with nobody', async () => {
  const feed = 'subscription { meetupFeed { name } }'
  const authorization = await bearer()
  await watch(feed, authorization)
  await watch(feed, authorization)
  expect(state.streams).toBe(2)
})

test('of every subscription of the graph somebody has said whether its events are whole states', async () => {
  const schema = buildSchema(await readFile(new URL('../schema.graphql', import.meta.url), 'utf8'))
  const all = Object.keys(schema.getSubscriptionType()?.getFields() ?? {})
  expect([...STATES, ...PARTIAL].toSorted()).toEqual(all.toSorted())
})
