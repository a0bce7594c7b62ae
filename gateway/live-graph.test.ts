import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { parse } from 'graphql'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createLog } from '#lib/log.ts'
import { createSubgraphYoga } from '#lib/graphql/subgraph.ts'
import { callerPublicKey } from '../test/caller.ts'
import { until } from '../test/until.ts'
import { listen, startGateway, wsClient, type Gateway, type Result } from './fixtures/kit.ts'
import { toySupergraph } from './fixtures/toys.ts'
import { GATEWAY_LIMITS } from './limits.ts'

let folder: string
let file: string
let gateway: Gateway
let news: Awaited<ReturnType<typeof listen>>
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evergraph-supergraph-'))
  file = join(folder, 'supergraph.graphql')
  await write(toySupergraph())
  // A quick machine sends more requests than an hour allows.
  gateway = await startGateway({ over: 'http', env: { GATEWAY_SUPERGRAPH: file, GATEWAY_REQUESTS_PER_HOUR: 'off' } })
  const schema = buildSubgraphSchema({ typeDefs: parse(NEWS), resolvers: { Query: { headline: () => 'new' } } })
  const log = createLog('news', { level: 'silent' })
  news = await listen(
    createSubgraphYoga({ name: 'news', schema, callerPublicKey, log, passes: () => false, context: () => ({}) }).listener,
  )
})
afterEach(async () => {
  await gateway[Symbol.asyncDispose]()
  await news[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})

const NEWS = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { headline: String! }`
const FIELDS = '{ __type(name: "Query") { fields { name } } }'
const ITEMS = '{ items(first: 3) { name inStock warehouse { city } } }'

const write = async (sdl: string): Promise<void> => {
  await writeFile(`${file}.next`, sdl)
  await rename(`${file}.next`, file)
}
const withNews = (sdl = NEWS) => toySupergraph(undefined, [{ name: 'news', url: `${news.url}/graphql`, sdl }])
const ready = async () =>
  (await (await fetch(`${gateway.server.internalUrl}/ready`)).json()) as { status: string; degraded: { supergraph: string | null } }
/** Asks without a pause until it is told to stop. Gives what went wrong. */
function load(clients: number) {
  const faults: unknown[] = []
  const over = new AbortController()
  let answers = 0
  const client = async () => {
    while (!over.signal.aborted) {
      const { data, errors, status } = await gateway
        .ask(ITEMS)
        .catch((error: unknown) => ({ data: null, errors: [error], status: 0 }))
      answers += 1
      if (status !== 200 || errors || !data) faults.push({ status, errors })
    }
  }
  const running = Promise.all(Array.from({ length: clients }, client))
  const stop = async () => {
    over.abort()
    await running
    return faults
  }
  return { answers: () => answers, stop, [Symbol.asyncDispose]: async () => void (await stop()) }
}

test('a changed supergraph is served under load without one failed request, a new subgraph is reached, and subscriptions go on', async () => {
  const client = wsClient(gateway.wsUrl)
  const watching = client.iterate({
    query: 'subscription { itemChanged(id: "1") { name inStock } }',
  }) as unknown as AsyncIterableIterator<Result>
  await watching.next()
  // A test that fails would go on asking the gateways of those after it.
  await using loading = load(6)
  await until(() => loading.answers() > 20)
  await write(withNews())
  await until(async () => (await gateway.ask('{ headline }')).data?.['headline'] === 'new')
  const before = loading.answers()
  await until(() => loading.answers() > before + 20)
  expect(await loading.stop()).toEqual([])
  gateway.state.change('1', 'renamed')
  expect((await watching.next()).value).toEqual({ data: { itemChanged: { name: 'renamed', inStock: 7 } } })
  // The socket is of no graph: what begins on it now is of the new one.
  expect((await client.iterate({ query: '{ headline }' }).next()).value).toEqual({ data: { headline: 'new' } })
  await client.dispose()
  expect(await ready()).toMatchObject({ status: 'ready', degraded: { supergraph: null } })
})

test('an invalid supergraph is refused with its reason, the last good one serves on, and the next good one is taken up', async () => {
  const good = withNews()
  for (const [bad, reason] of [
    ['type Query {', 'Syntax Error'],
    ['type Query { a: Int }', 'supergraph'],
    [good.slice(0, good.length / 2), 'no supergraph'],
  ] as const) {
    await write(bad)
    await until(async () => (await ready()).degraded.supergraph?.includes(reason), { everyMs: 200 })
    expect((await ready()).status).toBe('degraded')
    expect((await gateway.ask(ITEMS)).errors).toBeUndefined()
  }
  await write(good)
  await until(async () => (await gateway.ask('{ headline }')).data?.['headline'] === 'new')
  await until(async () => (await ready()).status === 'ready', { everyMs: 200 })
})

test('a subscription of a graph that is several changes old ends with a code after which clients subscribe again', async () => {
  const watching = wsClient(gateway.wsUrl).iterate({
    query: 'subscription { itemChanged(id: "1") { name } }',
  }) as unknown as AsyncIterableIterator<Result>
  await watching.next()
  const last = watching.next()
  // Where this test fails, the socket breaks while nobody waits.
  last.catch(() => undefined)
  for (let n = 1; n <= GATEWAY_LIMITS.graphs; n += 1) {
    await write(withNews(NEWS.replace('headline', `news${n}: Int headline`)))
    await until(async () => JSON.stringify((await gateway.ask(FIELDS)).data).includes(`news${n}`))
  }
  expect((await last).value).toMatchObject({
    errors: [{ message: 'The graph has changed. Subscribe again.', extensions: { code: 'SHUTTING_DOWN' } }],
  })
  await until(() => gateway.state.openStreams === 0)
})
