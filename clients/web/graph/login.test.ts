import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Tokens } from '../../sdk/login.ts'
import { ended } from '../session/ended.ts'
import { onAnswer } from './connection.ts'
import { createGraph, readerOf } from './graph.ts'

/** What the tabs of an origin share (storage, and a lock), and the platform at the other end of `fetch`. */
const kept = new Map<string, string>()
let turns: Promise<unknown> = Promise.resolve()
let held: { name: string }[] = []
/** What was kept when each turn was over. */
let left: (string | undefined)[] = []
let answer: () => Promise<Response> | Response = () => json({ data: { n: 1 } })
let asked: { query: string }[] = []
let hearers: ((event: { key: string }) => void)[] = []

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status })

beforeEach(() => {
  kept.clear()
  turns = Promise.resolve()
  held = []
  left = []
  asked = []
  hearers = []
  answer = () => json({ data: { n: 1 } })
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  })
  vi.stubGlobal('addEventListener', (_: string, hear: (event: { key: string }) => void) => void hearers.push(hear))
  vi.stubGlobal('sessionStorage', { removeItem: () => undefined })
  vi.stubGlobal('document', { visibilityState: 'visible' })
  vi.stubGlobal('navigator', {
    locks: {
      request: (_: string, work: () => Promise<unknown>) => {
        const turn = turns.then(work).finally(() => left.push(kept.get('evergraph.login')))
        turns = turn.catch(() => undefined)
        return turn
      },
      query: async () => ({ held }),
    },
  })
  vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
    asked.push(JSON.parse(body) as { query: string })
    return answer()
  })
})
afterEach(() => {
  ended.set(false)
  vi.unstubAllGlobals()
})

const inMs = (ms: number) => new Date(Date.now() + ms).toISOString()
/** A login of somebody; its access token holds for a while or has ended. */
const tokens = (refreshToken: string, { sub = 'noor', holds = true, roles = ['DRIVER'] } = {}): Tokens => ({
  accessToken: `x.${Buffer.from(JSON.stringify({ sub, roles })).toString('base64url')}.x`,
  accessTokenExpiresAt: inMs(holds ? 600_000 : -1),
  refreshToken,
  refreshTokenExpiresAt: inMs(600_000_000),
})
const keep = (login: Tokens) => kept.set('evergraph.login', JSON.stringify(login))
const NOBODY = { toString: () => 'query N { n }' } as never
const ask = (graph: ReturnType<typeof createGraph>) => graph.sdk.execute(NOBODY)
const renewals = () => asked.filter(({ query }) => query.includes('refresh')).length
const renewed = (login: Tokens) => () =>
  asked.at(-1)?.query.includes('refresh') ? json({ data: { refreshLogin: { login } } }) : json({ data: { n: 1 } })
const URL_OF = 'http://graph.test/graphql'

test('what a tab has renewed is kept before the turn of the next tab', async () => {
  keep(tokens('old', { holds: false }))
  answer = renewed(tokens('new'))
  await ask(createGraph(URL_OF))
  expect(left.map((text) => (JSON.parse(text ?? 'null') as Tokens | null)?.refreshToken)).toEqual(['new'])
})

test('who signs out while their login is renewed stays signed out in all tabs', async () => {
  keep(tokens('old', { holds: false }))
  const graph = createGraph(URL_OF)
  answer = () => {
    kept.delete('evergraph.login')
    return renewed(tokens('new'))()
  }
  await ask(graph)
  expect(left).toEqual([undefined])
})

test('a tab whose turn comes before the news of the turn before waits for the news', async () => {
  keep(tokens('old', { holds: false }))
  const graph = createGraph(URL_OF)
  held = [{ name: 'evergraph.login' }]
  setTimeout(() => {
    keep(tokens('new'))
    for (const hear of hearers) hear({ key: 'evergraph.login' })
  }, 20)
  await ask(graph)
  expect(renewals()).toBe(0)
})

test('tabs that need a fresh login renew it once, and all go on with it', async () => {
  keep(tokens('old', { holds: false }))
  const [one, other] = [createGraph(URL_OF), createGraph(URL_OF)]
  answer = renewed(tokens('new'))
  await Promise.all([ask(one), ask(other)])
  expect(renewals()).toBe(1)
  expect([one, other].map(({ sdk }) => sdk.tokens()?.refreshToken)).toEqual(['new', 'new'])
  expect(kept.get('evergraph.login')).toContain('"new"')
})

test('a login that the platform has ended is said, and its reader is still the reader until they leave', async () => {
  keep(tokens('old', { holds: false }))
  const graph = createGraph(URL_OF)
  answer = () => json({ errors: [{ message: 'Ended.', extensions: { code: 'SESSION_ENDED' } }] })
  await expect(ask(graph)).rejects.toMatchObject({ code: 'SESSION_ENDED' })
  expect([ended.get(), graph.reader.get(), graph.roles.get()]).toEqual([true, 'noor', 'DRIVER'])
  graph.leave()
  expect([ended.get(), graph.reader.get(), graph.roles.get(), kept.size]).toEqual([false, null, '', 0])
})

test('a renewal that did not arrive ends no login', async () => {
  keep(tokens('old', { holds: false }))
  const graph = createGraph(URL_OF)
  answer = () => json({ errors: [{ message: 'Busy.', extensions: { code: 'RATE_LIMITED' } }] })
  await expect(ask(graph)).rejects.toMatchObject({ code: 'RATE_LIMITED' })
  expect([ended.get(), graph.reader.get()]).toEqual([false, 'noor'])
  expect(kept.get('evergraph.login')).toContain('"old"')
})

test('another tab signs in and out for this one too', () => {
  const graph = createGraph(URL_OF)
  const tell = (login: Tokens | null) => {
    kept.set('evergraph.login', JSON.stringify(login))
    for (const hear of hearers) hear({ key: 'evergraph.login' })
  }
  expect(graph.reader.get()).toBeNull()
  tell(tokens('new', { sub: 'daan', roles: ['REVIEWER', 'ADMIN'] }))
  expect([graph.reader.get(), graph.roles.get(), graph.sdk.tokens()?.refreshToken]).toEqual(['daan', 'REVIEWER ADMIN', 'new'])
  tell(null)
  expect([graph.reader.get(), graph.sdk.tokens()]).toEqual([null, null])
})

test('what stands before the platform and says that it is away is no answer of the platform', async () => {
  let answers = 0
  const stop = onAnswer(() => void answers++)
  const graph = createGraph(URL_OF)
  answer = () => new Response('bad gateway', { status: 502 })
  await expect(graph.sdk.execute({ toString: () => 'mutation M { n }' } as never)).rejects.toMatchObject({ code: 'NETWORK' })
  expect(answers).toBe(0)
  answer = () => json({ data: { n: 1 } })
  await ask(graph)
  expect(answers).toBe(1)
  stop()
})

test('a name in an access token may have any letters', () => {
  expect(readerOf(tokens('r', { sub: 'ÿÿ>?~' }))).not.toBeNull()
  expect(readerOf(null)).toBeNull()
})
