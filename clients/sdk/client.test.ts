import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createClient, type Client, type ClientOptions } from './client.ts'
import { EvergraphError } from './errors.ts'
import type { Tokens } from './login.ts'
import { Add, Broken, Count, WhoAmI, testServer } from './server.fixture.ts'

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
  await client.signIn({ email: 'ada@example.org', password: 'a quiet harbour' })
  return client
}
const failure = async (work: Promise<unknown>): Promise<EvergraphError> => {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof EvergraphError)) expect.fail(String(error))
  return error
}

test('who is not signed in asks as nobody; who signs in asks as themself', async () => {
  const client = open()
  expect(await client.execute(WhoAmI)).toEqual({ whoami: null })
  expect(await client.signIn({ email: 'ada@example.org', password: 'x' })).toMatchObject({
    email: 'ada@example.org',
    roles: ['DRIVER'],
  })
  expect(await client.execute(WhoAmI)).toEqual({ whoami: 'ada@example.org' })
})

test('registering signs in', async () => {
  const client = open()
  await client.register({ email: 'new@example.org', password: 'x', displayName: 'New' })
  expect(await client.execute(WhoAmI)).toEqual({ whoami: 'new@example.org' })
})

test('every change of the tokens is told, so that a later client can go on with them', async () => {
  const kept: (Tokens | null)[] = []
  const client = await signedIn({ onTokens: (tokens) => kept.push(tokens) })
  const later = open({ tokens: kept.at(-1) ?? null })
  expect(await later.execute(WhoAmI)).toEqual({ whoami: 'ada@example.org' })
  await client.signOut()
  expect(kept).toEqual([expect.objectContaining({ accessToken: 'access-1' }), null])
})

test('signing out ends the login on the platform too', async () => {
  const client = await signedIn()
  const tokens = client.tokens()
  await client.signOut()
  expect(await client.execute(WhoAmI)).toEqual({ whoami: null })
  server.expireAccess()
  expect((await failure(open({ tokens }).execute(WhoAmI))).code).toBe('SESSION_ENDED')
})

test('an access token that is about to end is renewed before it is used, once for all requests', async () => {
  server.lasting(1)
  const client = await signedIn()
  server.lasting(900)
  const answers = await Promise.all([1, 2, 3].map(() => client.execute(WhoAmI)))
  expect(answers).toEqual(answers.map(() => ({ whoami: 'ada@example.org' })))
  expect(server.seen.refreshes).toBe(1)
})

test('where the clock is an hour ahead, tokens are renewed once and then when the platform refuses them, not before each request', async () => {
  server.lasting(-3_600)
  const client = await signedIn()
  for (let request = 0; request < 3; request++) expect(await client.execute(WhoAmI)).toEqual({ whoami: 'ada@example.org' })
  expect(server.seen.refreshes).toBe(1)
  server.expireAccess()
  expect(await client.execute(WhoAmI)).toEqual({ whoami: 'ada@example.org' })
  expect(server.seen.refreshes).toBe(2)
})

test('an access token that the platform refuses is renewed, for mutations too, and each is done once', async () => {
  const client = await signedIn()
  server.expireAccess()
  const [added, who] = await Promise.all([client.execute(Add, { amount: 5 }), client.execute(WhoAmI)])
  expect(added).toEqual({ add: 5 })
  expect(who).toEqual({ whoami: 'ada@example.org' })
  expect(await client.execute(Count)).toEqual({ count: 5 })
})

test('a login that has ended is forgotten, and said once', async () => {
  const kept: (Tokens | null)[] = []
  const client = await signedIn({ onTokens: (tokens) => kept.push(tokens) })
  server.expireAccess()
  server.endLogins()
  expect((await failure(client.execute(WhoAmI))).code).toBe('SESSION_ENDED')
  expect(kept.at(-1)).toBeNull()
  expect(await client.execute(WhoAmI)).toEqual({ whoami: null })
})

test('a refresh whose answer is lost is asked for again', async () => {
  const client = await signedIn()
  server.expireAccess()
  server.answerNext(
    { status: 401, body: JSON.stringify({ errors: [{ message: 'no', extensions: { code: 'UNAUTHENTICATED' } }] }) },
    { status: 502, body: 'bad gateway' },
  )
  expect(await client.execute(WhoAmI)).toEqual({ whoami: 'ada@example.org' })
})

test('a query is repeated when the platform is away for a moment; a mutation is not', async () => {
  const client = open()
  server.answerNext({ status: 503, body: 'away' }, { status: 503, body: 'away' })
  expect(await client.execute(Count)).toEqual({ count: 0 })
  server.answerNext({ status: 503, body: 'away' })
  expect((await failure(client.execute(Add, { amount: 1 }))).code).toBe('NETWORK')
  expect(await client.execute(Count)).toEqual({ count: 0 })
})

test('a query survives a restart of the platform', async () => {
  const client = open({ tries: 50 })
  await client.execute(Count)
  await server.stop()
  const answer = client.execute(Count)
  await server.start()
  expect(await answer).toEqual({ count: 0 })
})

test('a platform that stays away is told as NETWORK after so many tries', async () => {
  const client = open({ tries: 3 })
  const before = server.seen.requests
  server.answerNext(...Array.from({ length: 3 }, () => ({ status: 503, body: 'away' })))
  expect((await failure(client.execute(Count))).code).toBe('NETWORK')
  expect(server.seen.requests - before).toBe(3)
})

test('a refusal carries its code, the fields at fault, and what was answered all the same', async () => {
  const error = await failure(open().execute(Broken))
  expect(error).toMatchObject({
    code: 'BAD_USER_INPUT',
    message: 'Not this.',
    issues: [{ path: ['input', 'x'] }],
    data: { broken: null, count: 0 },
  })
})

test('an answer that is no GraphQL is said to be that', async () => {
  server.answerNext({ status: 200, body: '<html>' })
  expect((await failure(open().execute(Count))).code).toBe('BAD_RESPONSE')
})

test('a client that is disposed does nothing more', async () => {
  const client = open()
  await client[Symbol.asyncDispose]()
  expect((await failure(client.execute(Count))).code).toBe('CLOSED')
})

test('where there is no WebSocket, the client says what to do', () => {
  vi.stubGlobal('WebSocket', undefined)
  expect(() => createClient({ url: server.url })).toThrow('Use Node 22 or newer')
  vi.unstubAllGlobals()
})
