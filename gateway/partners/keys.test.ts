import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { createLocalBus } from '#lib/bus-local.ts'
import type { EventEnvelope } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { redisAvailable, testRedis } from '../../test/redis.ts'
import { apiKeyHash, newApiKey } from '#lib/partners/api-key.ts'
import { post, startGateway, type Gateway } from '../fixtures/kit.ts'
import { createToyPartners, type ToyPartners } from '../fixtures/partners.ts'
import { GATEWAY_LIMITS } from '../limits.ts'
import { serverSentEvents } from '../subscriptions/sse.ts'
import { until } from '../../test/until.ts'

let gateway: Gateway | undefined
let partners: ToyPartners
beforeEach(() => {
  partners = createToyPartners()
})
afterEach(async () => {
  vi.useRealTimers()
  await gateway?.[Symbol.asyncDispose]()
  gateway = undefined
})

const ME = 'query Toy { me }'
const WATCH = 'subscription Toy { itemChanged(id: "1") { name } }'

/** A client whose manifest has both operations, and how to send the first. */
function withManifest(given: Parameters<ToyPartners['client']>[0] = {}) {
  const made = partners.client(given)
  const [me = '', watch = ''] = partners.upload(made.client.clientId, '1', [ME, WATCH])
  const ask = async (headers: Record<string, string> = {}) => {
    const answer = await post(gateway?.url ?? '', { documentId: me }, { authorization: made.authorization, ...headers })
    const { data, errors } = (await answer.json()) as { data?: { me: string }; errors?: { extensions: { code: string } }[] }
    return { status: answer.status, me: data?.me, code: errors?.[0]?.extensions.code }
  }
  return { ...made, me, watch, ask }
}
const from = (address: string) => ({ 'x-forwarded-for': address })
const changed = (clientId: string): EventEnvelope => ({
  id: newId(),
  position: 1,
  aggregateId: clientId,
  occurredAt: new Date().toISOString(),
  requestId: null,
  name: 'partners.client.changed',
  data: { clientId },
})

describe('a key', () => {
  test('makes its client the caller; it is asked for once in ten seconds, however many come at once', async () => {
    gateway = await startGateway({ partners })
    const { ask, client, key } = withManifest()
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask()))
    expect(new Set(answers.map(({ me }) => me))).toEqual(new Set([`${client.clientId} for ${client.partnerId}`]))
    expect(partners.state.askedKeys).toEqual([apiKeyHash(key)])
    vi.useFakeTimers({ toFake: ['Date'] })
    vi.setSystemTime(Date.now() + GATEWAY_LIMITS.keys.freshMs)
    await ask()
    expect(partners.state.askedKeys).toHaveLength(2)
  })

  test('is known by its hash alone: its text is sent to no subgraph and kept nowhere', async () => {
    const logged: string[] = []
    gateway = await startGateway({ partners, logged })
    const { ask, key, revoke } = withManifest()
    await ask()
    revoke()
    expect(partners.state.askedKeys).toEqual([apiKeyHash(key)])
    expect(logged.join('')).not.toContain(key)
  })

  const wrong: Record<string, (key: string) => string> = {
    'that was cut off': (key) => key.slice(0, -1),
    'with a sign more': (key) => `${key}0`,
    'with another secret': (key) => `${key.slice(0, -1)}${key.endsWith('a') ? 'b' : 'a'}`,
    'of the sandbox, made of a live one': (key) => key.replace(/^eg_/, 'egs_'),
    'in capitals': (key) => key.toUpperCase(),
    'that was never made': () => newApiKey(false).key,
    'of nothing but its beginning': () => 'eg_',
  }
  for (const [which, forge] of Object.entries(wrong)) {
    test(`${which} is refused like any other`, async () => {
      gateway = await startGateway({ partners })
      const { ask, key } = withManifest()
      expect(await ask({ authorization: `Bearer ${forge(key)}` })).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' })
      expect((await ask()).status).toBe(200)
    })
  }

  test('whose answer says another world than its own name is refused', async () => {
    gateway = await startGateway({ partners })
    const { ask, client } = withManifest()
    client.sandbox = true
    expect(await ask()).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' })
  })

  test('that has expired is refused, also while what is kept of it is fresh', async () => {
    gateway = await startGateway({ partners })
    vi.useFakeTimers({ toFake: ['Date'] })
    const { ask } = withManifest({ keyExpiresAt: new Date(Date.now() + 5_000).toISOString() })
    expect((await ask()).status).toBe(200)
    vi.setSystemTime(Date.now() + 5_000)
    expect(await ask()).toMatchObject({ status: 401 })
    expect(partners.state.askedKeys).toHaveLength(1)
  })

  test('works from the addresses that its client allows, as our own proxy saw them', async () => {
    gateway = await startGateway({ partners, env: { GATEWAY_PROXIES: '1' } })
    const { ask } = withManifest({ allowedAddresses: ['192.0.2.0/28', '2001:db8::7/128', '198.51.100.4'] })
    for (const address of ['192.0.2.1', '192.0.2.15', '2001:db8::7', '::ffff:192.0.2.1', '198.51.100.4', '203.0.113.1, 192.0.2.1'])
      expect([address, (await ask(from(address))).status]).toEqual([address, 200])
    for (const address of ['192.0.2.16', '2001:db8::8', '192.0.2.1, 203.0.113.1', 'nonsense', ''])
      expect([address, await ask(from(address))]).toMatchObject([address, { status: 403, code: 'FORBIDDEN' }])
  })

  test('has the quota of its client', async () => {
    gateway = await startGateway({ partners })
    const { ask } = withManifest({ requestsPerHour: 2 })
    expect([(await ask()).status, (await ask()).status, (await ask()).status]).toEqual([200, 200, 429])
  })
})

describe('what is kept of keys', () => {
  test('is forgotten when the client changes, and an answer that was on its way then is not believed', async () => {
    await using bus = createLocalBus(Promise.resolve())
    gateway = await startGateway({ partners, bus })
    const { ask, client, revoke } = withManifest()
    expect((await ask()).status).toBe(200)
    await bus.tell([changed(client.clientId)])
    const { promise, resolve } = Promise.withResolvers<void>()
    partners.state.held = promise
    const asking = ask()
    await vi.waitUntil(() => partners.state.askedKeys.length === 2)
    revoke()
    await bus.tell([changed(client.clientId)])
    resolve()
    expect((await asking).status).toBe(401)
    expect((await ask()).status).toBe(401)
  })

  test('holds also that a key does not exist, and one that nobody has pushes out none that is good', async () => {
    gateway = await startGateway({ partners })
    const { ask } = withManifest()
    await ask()
    const nobody = `Bearer ${newApiKey(false).key}`
    await ask({ authorization: nobody })
    await ask({ authorization: nobody })
    await ask()
    expect(partners.state.askedKeys).toHaveLength(2)
  })

  test('does not grow by tries: an address with too many wrong keys waits, while keys that were good go on', async () => {
    gateway = await startGateway({ partners })
    const { ask } = withManifest()
    await ask()
    const codes: (string | undefined)[] = []
    for (let n = 0; n <= GATEWAY_LIMITS.keys.wrongKeys; n += 1)
      codes.push((await ask({ authorization: `Bearer ${newApiKey(false).key}` })).code)
    expect(codes.at(-2)).toBe('UNAUTHENTICATED')
    expect(codes.at(-1)).toBe('RATE_LIMITED')
    expect((await ask()).status).toBe(200)
  })

  test('does not grow by tries from ever new addresses of one network', async () => {
    gateway = await startGateway({ partners, env: { GATEWAY_PROXIES: '1' } })
    const { ask } = withManifest()
    const tried = (n: number) => ask({ authorization: `Bearer ${newApiKey(false).key}`, ...from(`2001:db8::${n.toString(16)}`) })
    for (let n = 0; n < GATEWAY_LIMITS.keys.wrongKeys; n += 1) await tried(n)
    expect((await tried(GATEWAY_LIMITS.keys.wrongKeys)).code).toBe('RATE_LIMITED')
    expect((await ask({ authorization: `Bearer ${newApiKey(false).key}`, ...from('2001:db8:1::1') })).code).toBe('UNAUTHENTICATED')
  })

  test('goes on for a minute while partners is away; a key that is not known then is told to try again', async () => {
    gateway = await startGateway({ partners })
    const { ask } = withManifest()
    const other = withManifest()
    await ask()
    partners.state.away = true
    vi.useFakeTimers({ toFake: ['Date'] })
    vi.setSystemTime(Date.now() + GATEWAY_LIMITS.keys.freshMs)
    expect((await ask()).status).not.toBe(401)
    expect(await other.ask()).toMatchObject({ status: 503, code: 'UNAVAILABLE' })
    vi.setSystemTime(Date.now() + GATEWAY_LIMITS.keys.graceMs)
    expect(await ask()).toMatchObject({ status: 503, code: 'UNAVAILABLE' })
  })
})

test('a key that is revoked closes its sockets and ends its streams', async () => {
  await using bus = createLocalBus(Promise.resolve())
  gateway = await startGateway({ partners, bus })
  const { client, authorization, watch, revoke } = withManifest()
  const socket = new WebSocket(gateway.wsUrl, 'graphql-transport-ws')
  await once(socket, 'open')
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization } }))
  await once(socket, 'message')
  const stream = await post(gateway.url, { documentId: `1:${watch}` }, { accept: 'text/event-stream', authorization })
  const events = serverSentEvents(stream.body as never, 100_000)
  expect((await events.next()).value).toMatchObject({ data: expect.stringContaining('item 1') as string })
  const closed = once(socket, 'close')
  revoke()
  await bus.tell([changed(client.clientId)])
  expect((await closed)[0]).toBe(4440)
  expect((await events.next()).value).toMatchObject({ data: expect.stringContaining('UNAUTHENTICATED') as string })
})

test('a key that ends while a request with it is still read begins no stream', async () => {
  await using bus = createLocalBus(Promise.resolve())
  gateway = await startGateway({ partners, bus })
  const { client, authorization, watch, revoke, ask } = withManifest()
  const headers = { authorization, accept: 'text/event-stream', 'content-type': 'application/json' }
  const slow = request(gateway.url, { method: 'POST', headers })
  const answered = once(slow, 'response')
  slow.write(`{"documentId": "1:${watch}",`)
  await until(() => partners.state.askedKeys.length === 1)
  revoke()
  await bus.tell([changed(client.clientId)])
  expect(await ask()).toMatchObject({ status: 401 })
  slow.end('"variables": {}}')
  const [stream] = (await answered) as [IncomingMessage]
  const events = serverSentEvents(stream, 100_000)
  expect((await events.next()).value).toMatchObject({ data: expect.stringContaining('UNAUTHENTICATED') as string })
  expect((await events.next()).value).toMatchObject({ event: 'complete' })
})

test('a key that ends is denied to the request whose body is still on its way, although nobody uses the key again', async () => {
  await using bus = createLocalBus(Promise.resolve())
  gateway = await startGateway({ partners, bus })
  const { client, authorization, me, revoke } = withManifest()
  const slow = request(gateway.url, { method: 'POST', headers: { authorization, 'content-type': 'application/json' } })
  const answered = once(slow, 'response')
  slow.write(`{"documentId": "${me}",`)
  await until(() => partners.state.askedKeys.length === 1)
  revoke()
  await bus.tell([changed(client.clientId)])
  await until(() => partners.state.askedKeys.length === 2)
  // The answer to that takes no longer than a request of somebody else.
  await gateway.ask('{ me }')
  slow.end('"variables": {}}')
  const [answer] = (await answered) as [IncomingMessage]
  expect(answer.statusCode).toBe(401)
})

describe('requests of a day', () => {
  test('are a key’s own, beside those of an hour: beyond them comes 429 until midnight, UTC', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-22T12:00:00Z') })
    gateway = await startGateway({ partners })
    const { me, authorization } = withManifest({ requestsPerHour: 100, requestsPerDay: 2 })
    const send = () => post(gateway?.url ?? '', { documentId: me }, { authorization })
    const [first, , third] = [await send(), await send(), await send()]
    expect(first.headers.get('ratelimit-policy')).toBe('"hour";q=100;w=3600, "day";q=2;w=86400')
    expect(first.headers.get('ratelimit')).toBe('"hour";r=99;t=3600, "day";r=1;t=43200')
    expect(first.headers.get('ratelimit-remaining')).toBe('1')
    expect(third.status).toBe(429)
    expect(await third.text()).toContain('All 2 requests of this day are used up.')
    expect(third.headers.get('retry-after')).toBe('43200')
    vi.setSystemTime(new Date('2026-11-23T00:00:00Z'))
    expect((await send()).status).toBe(200)
  })

  test('go on where partners has counted to, when a gateway starts again', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-22T12:00:00Z') })
    gateway = await startGateway({ partners })
    const { ask, client } = withManifest({ requestsPerDay: 10, callsToday: 9 })
    expect((await ask()).status).toBe(200)
    expect(await ask()).toMatchObject({ status: 429, code: 'RATE_LIMITED' })
    // Tomorrow they count from nothing, also while partners says what was yesterday.
    vi.setSystemTime(new Date('2026-11-23T00:00:30Z'))
    expect((await ask()).status).toBe(200)
    client.callsToday = 10
    vi.setSystemTime(new Date('2026-11-23T00:02:00Z'))
    await ask()
    expect((await ask()).status).toBe(429)
  })

  test.runIf(redisAvailable)('are shared by two gateways over one Redis', async () => {
    await using redis = await testRedis()
    const options = { partners, env: { REDIS_URL: redis.url } }
    gateway = await startGateway(options)
    await using other = await startGateway(options)
    const { me, authorization } = withManifest({ requestsPerDay: 12 })
    // Until both count in Redis, each counts for itself.
    await until(async () => {
      const { authorization: another, me: hash } = withManifest()
      const left: number[] = []
      for (const { url } of [gateway ?? other, other])
        left.push(Number((await post(url, { documentId: hash }, { authorization: another })).headers.get('ratelimit-remaining')))
      return left[0] === (left[1] ?? 0) + 1
    })
    const urls = Array.from({ length: 20 }, (_, n) => (n % 2 ? other : (gateway ?? other)).url)
    const statuses = await Promise.all(urls.map(async (url) => (await post(url, { documentId: me }, { authorization })).status))
    expect(statuses.filter((status) => status === 200)).toHaveLength(12)
  })
})
