import { afterEach, expect, test } from 'vitest'
import { until } from '../test/until.ts'
import { post, startGateway, wsClient, type Gateway, type Result } from './fixtures/kit.ts'
import { serverSentEvents } from './sse.ts'

const JOINED = 'subscription ($id: ID!) { itemChanged(id: $id) { name inStock warehouse { city } } }'
let gateway: Gateway | undefined
afterEach(async () => {
  await gateway?.[Symbol.asyncDispose]()
  gateway = undefined
})

/** Results of a subscription over the transport under test, one by one. */
function subscribe(over: 'ws' | 'sse', at: Gateway, query: string, variables = {}): AsyncIterableIterator<Result> {
  if (over === 'ws') return wsClient(at.wsUrl).iterate({ query, variables }) as unknown as AsyncIterableIterator<Result>
  return sse(at.url, { query, variables })
}

function sse(url: string, body: unknown): AsyncIterableIterator<Result> {
  const gone = new AbortController()
  const results = readSse(url, body, gone.signal)
  return {
    next: () => results.next(),
    return: async () => {
      gone.abort()
      await results.return().catch(() => undefined)
      return { done: true, value: undefined }
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}

async function* readSse(url: string, body: unknown, signal: AbortSignal): AsyncGenerator<Result, void, void> {
  const response = await post(url, body, { accept: 'text/event-stream' }, signal)
  for await (const { event, data } of serverSentEvents(response.body as never, 10_000_000)) {
    if (event === 'complete') return
    yield JSON.parse(data) as Result
  }
}

const next = async (results: AsyncIterator<Result>): Promise<Result> => (await results.next()).value as Result

for (const transport of ['ws', 'sse'] as const) {
  for (const over of ['process', 'http'] as const) {
    const where = `over ${transport}, subgraphs ${over === 'http' ? 'over HTTP' : 'in process'}`

    test(`every event carries the fields of other subgraphs as they are now; ${where}`, async () => {
      gateway = await startGateway({ over })
      const results = subscribe(transport, gateway, JOINED, { id: '1' })
      expect(await next(results)).toEqual({ data: { itemChanged: { name: 'item 1', inStock: 7, warehouse: { city: 'city 1' } } } })
      gateway.state.stock = 6
      gateway.state.change('1', 'renamed')
      expect(await next(results)).toEqual({ data: { itemChanged: { name: 'renamed', inStock: 6, warehouse: { city: 'city 1' } } } })
      await results.return?.()
    })

    test(`a client that leaves between two events closes the subgraph's stream; ${where}`, async () => {
      gateway = await startGateway({ over })
      const { state } = gateway
      const many = Array.from({ length: 30 }, () => subscribe(transport, gateway as Gateway, JOINED, { id: '2' }))
      await Promise.all(many.map((each) => next(each)))
      expect(state.openStreams).toBe(30)
      const waiting = many.map((each) => each.next().catch(() => undefined))
      await Promise.all(many.map(async (each) => each.return?.()))
      await until(() => state.openStreams === 0)
      await Promise.all(waiting)
    })
  }
}
