import { afterEach, beforeEach, expect, test } from 'vitest'
import { until } from '../../test/until.ts'
import { createClient, type Client, type ClientOptions } from './client.ts'
import { EvergraphError } from './errors.ts'
import { WatchCount, WatchMembers, WatchRefused, WatchWhoAmI, testServer } from './server.fixture.ts'

let server: Awaited<ReturnType<typeof testServer>>
const clients: Client[] = []
beforeEach(async () => {
  server = await testServer()
})
afterEach(async () => {
  for (const client of clients.splice(0)) await client[Symbol.asyncDispose]()
  await server[Symbol.asyncDispose]()
})

const open = (options: Partial<ClientOptions> = {}): Client => {
  const client = createClient({ url: server.url, backoff: { baseMs: 5, maxMs: 50 }, ...options })
  clients.push(client)
  return client
}
const signedIn = async (options: Partial<ClientOptions> = {}) => {
  const client = open(options)
  await client.signIn({ email: 'ada@example.org', password: 'x' })
  return client
}
const next = async <T>(events: AsyncIterator<T>): Promise<T> => {
  const { value, done } = await events.next()
  return done ? expect.fail('it has ended') : value
}
/** Reads until the state is `count`: how many readings that takes is the server's to choose. */
const reaches = async (events: AsyncIterator<{ count: number }>, count: number) => {
  while ((await next(events)).count !== count);
}
const failure = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail('it did not fail'),
    (error: unknown) => error as EvergraphError,
  )

test('the present state comes first, then each change, until the platform completes it', async () => {
  const seen: number[] = []
  server.set(1)
  for await (const { count } of open().subscribe(WatchCount, { upTo: 3 })) {
    seen.push(count)
    server.set(count + 1)
  }
  expect(seen).toEqual([1, 2, 3])
})

test('a socket that is cut in mid-stream is opened anew, and the state that changed meanwhile is not missed', async () => {
  const breaks: string[] = []
  const events = open({ onInterruption: ({ code }) => breaks.push(code) }).subscribe(WatchCount, {})
  await reaches(events, 0)
  server.drop()
  server.set(7)
  await reaches(events, 7)
  server.drop()
  server.set(8)
  await reaches(events, 8)
  expect(breaks).toContain('NETWORK')
})

test('a restart of the platform is waited for, by all subscriptions of the socket', async () => {
  const client = open()
  const all = [client.subscribe(WatchCount, {}), client.subscribe(WatchCount, {}), client.subscribe(WatchCount, {})]
  await Promise.all(all.map((events) => reaches(events, 0)))
  const connections = server.seen.connections
  await server.stop()
  server.set(5)
  const later = all.map((events) => reaches(events, 5))
  await server.start()
  await Promise.all(later)
  expect(server.seen.connections).toBe(connections + 1)
})

test('a subscription that is opened while the platform is away begins when it is back', async () => {
  const client = open()
  await server.stop()
  const first = next(client.subscribe(WatchCount, {}))
  await server.start()
  expect(await first).toEqual({ count: 0 })
})

test('when the access token ends in mid-stream, the subscription goes on with a fresh one', async () => {
  const client = await signedIn()
  const events = client.subscribe(WatchWhoAmI)
  expect(await next(events)).toEqual({ whoami: 'ada@example.org' })
  server.expireAccess()
  expect(await next(events)).toEqual({ whoami: 'ada@example.org' })
  expect(server.seen.refreshes).toBe(1)
})

test('an access token that the platform refuses at a new connection is renewed', async () => {
  const client = await signedIn()
  const events = client.subscribe(WatchWhoAmI)
  await next(events)
  server.forgetAccess()
  server.drop()
  expect(await next(events)).toEqual({ whoami: 'ada@example.org' })
  expect(server.seen.refreshes).toBe(1)
})

test('a subscription that is refused on an open socket, because its token has ended, gets a new socket', async () => {
  const client = await signedIn()
  const events = client.subscribe(WatchWhoAmI)
  await next(events)
  server.forgetAccess()
  expect(await next(client.subscribe(WatchMembers))).toEqual({ members: 'ada@example.org' })
  expect(await next(events)).toEqual({ whoami: 'ada@example.org' })
})

test('who is not signed in is refused once', async () => {
  expect((await failure(open().subscribe(WatchMembers).next())).code).toBe('UNAUTHENTICATED')
  expect(server.seen.refreshes).toBe(0)
})

test('a socket that is open and deaf is found out and replaced', async () => {
  const events = open({ pings: { everyMs: 50, answerMs: 500 } }).subscribe(WatchCount, {})
  await reaches(events, 0)
  server.freeze()
  const later = reaches(events, 9)
  await until(() => server.seen.connections === 2)
  server.set(9)
  await later
})

test('an ended login ends the subscription with its code', async () => {
  const client = await signedIn()
  const events = client.subscribe(WatchWhoAmI)
  await next(events)
  server.endLogins()
  server.expireAccess()
  expect((await failure(events.next())).code).toBe('SESSION_ENDED')
})

test('who signs in while subscribed is the one who watches from then on', async () => {
  const client = open()
  const events = client.subscribe(WatchWhoAmI)
  expect(await next(events)).toEqual({ whoami: null })
  await client.signIn({ email: 'ada@example.org', password: 'x' })
  expect(await next(events)).toEqual({ whoami: 'ada@example.org' })
})

test('a refusal is reported and not tried again', async () => {
  const breaks: string[] = []
  const events = open({ onInterruption: ({ code }) => breaks.push(code) }).subscribe(WatchRefused)
  const error = await failure(events.next())
  expect(error).toBeInstanceOf(EvergraphError)
  expect(error.code).toBe('FORBIDDEN')
  expect(breaks).toEqual([])
  expect(server.seen.connections).toBe(1)
})

test('leaving the loop unsubscribes', async () => {
  for await (const { count } of open().subscribe(WatchCount, {})) if (count === 0) break
  await until(() => server.watchers() === 0)
})

test('a subscription that waits for its next event can be ended from outside', async () => {
  const events = open().subscribe(WatchCount, {})
  await reaches(events, 0)
  const waiting = events.next()
  await events[Symbol.asyncDispose]()
  expect(await waiting).toEqual({ done: true, value: undefined })
  await until(() => server.watchers() === 0)
})

test('a subscription that waits for the platform can be ended from outside', async () => {
  const breaks: string[] = []
  const events = open({ backoff: { baseMs: 60_000, maxMs: 60_000 }, onInterruption: ({ code }) => breaks.push(code) }).subscribe(
    WatchCount,
    {},
  )
  await reaches(events, 0)
  server.drop()
  const waiting = events.next()
  await until(() => breaks.length > 0)
  await events.return()
  expect(await waiting).toEqual({ done: true, value: undefined })
})

test('disposing the client ends its subscriptions with CLOSED', async () => {
  const client = open()
  const events = client.subscribe(WatchCount, {})
  await reaches(events, 0)
  const waiting = failure(events.next())
  await client[Symbol.asyncDispose]()
  expect((await waiting).code).toBe('CLOSED')
})
