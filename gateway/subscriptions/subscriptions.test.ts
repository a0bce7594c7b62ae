import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { until } from '../../test/until.ts'
import { bearer, post, startGateway, wsClient, type Gateway, type Result } from '../fixtures/kit.ts'
import { serverSentEvents } from './sse.ts'

const JOINED = 'subscription ($id: ID!) { itemChanged(id: $id) { name inStock warehouse { city } } }'
let gateway: Gateway | undefined
afterEach(async () => {
  await gateway?.[Symbol.asyncDispose]()
  gateway = undefined
})

/** Results of a subscription over the transport under test, one by one. */
function subscribe(
  over: 'ws' | 'sse',
  at: Gateway,
  query: string,
  variables = {},
  authorization = '',
): AsyncIterableIterator<Result> {
  if (over === 'ws')
    return wsClient(at.wsUrl, { authorization }).iterate({ query, variables }) as unknown as AsyncIterableIterator<Result>
  return sse(at.url, { query, variables }, authorization ? { authorization } : {})
}

function sse(url: string, body: unknown, headers: Record<string, string>): AsyncIterableIterator<Result> {
  const gone = new AbortController()
  const results = readSse(url, body, headers, gone.signal)
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

async function* readSse(
  url: string,
  body: unknown,
  headers: Record<string, string>,
  signal: AbortSignal,
): AsyncGenerator<Result, void, void> {
  const response = await post(url, body, { accept: 'text/event-stream', ...headers }, signal)
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

    test(`a stream that the subgraph breaks off ends with a code, and nothing stays open; ${where}`, async () => {
      gateway = await startGateway({ over })
      const results = subscribe(transport, gateway, 'subscription { breaking }')
      expect(await next(results)).toEqual({ data: { breaking: 'one' } })
      const last = await next(results)
      expect(last.errors?.[0]?.extensions.code).toMatch(/^(SUBGRAPH_UNAVAILABLE|INTERNAL_SERVER_ERROR)$/)
      expect(JSON.stringify(last)).not.toContain('failed in mid-stream')
      expect((await results.next()).done).toBe(true)
      expect(gateway.state.openStreams).toBe(0)
    })

    test(`a client that does not read holds its own stream back, and nothing piles up; ${where}`, async () => {
      gateway = await startGateway({ over })
      const { state } = gateway
      const client = await stalled(transport, gateway, 'subscription { flood(size: 100000) }')
      // The stream runs into full socket buffers and stands still there.
      let before = -1
      await until(
        () => {
          const still = state.floods > 0 && state.floods === before
          before = state.floods
          return still
        },
        { everyMs: 500 },
      )
      expect(state.floods).toBeLessThan(500)
      client.destroy()
      await until(() => state.openStreams === 0)
    })
  }

  test(`one who subscribes again sees the present state first; over ${transport}`, async () => {
    gateway = await startGateway()
    const before = subscribe(transport, gateway, JOINED, { id: '3' })
    await next(before)
    await before.return?.()
    gateway.state.change('3', 'changed while away')
    const after = subscribe(transport, gateway, JOINED, { id: '3' })
    expect(await next(after)).toMatchObject({ data: { itemChanged: { name: 'changed while away' } } })
    await after.return?.()
    await until(() => gateway?.state.openStreams === 0)
  })

  test(`request id and trace reach every subgraph with every event; over ${transport}`, async () => {
    const seen: { name: string; id: unknown; traceparent: unknown }[] = []
    gateway = await startGateway({
      over: 'http',
      front: (name, listener) => (request, response) => {
        const { 'x-request-id': id, traceparent } = request.headers
        seen.push({ name, id, traceparent })
        listener(request, response)
      },
    })
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'
    const headers = { 'x-request-id': 'request-1234', traceparent }
    const payload = { query: JOINED, variables: { id: '1' } }
    const results: AsyncIterableIterator<unknown> =
      transport === 'sse'
        ? sse(gateway.url, payload, headers)
        : wsClient(gateway.wsUrl).iterate({ ...payload, extensions: { headers } })
    await results.next()
    gateway.state.change('1', 'renamed')
    await results.next()
    await results.return?.()
    expect(seen).toEqual(['shop', 'stock', 'stock'].map((name) => ({ name, id: 'request-1234', traceparent })))
  })

  test(`a subscription whose subgraph is down ends with SUBGRAPH_UNAVAILABLE; over ${transport}`, async () => {
    gateway = await startGateway({ over: 'http' })
    await gateway.subgraphServers[0]?.[Symbol.asyncDispose]()
    const results = subscribe(transport, gateway, JOINED, { id: '1' })
    expect((await next(results)).errors?.[0]?.extensions.code).toBe('SUBGRAPH_UNAVAILABLE')
    expect((await results.next()).done).toBe(true)
  })

  test(`a subgraph that takes a subscription and says nothing is given up with SUBGRAPH_TIMEOUT; over ${transport}`, async () => {
    gateway = await startGateway({ over: 'http', env: { GATEWAY_SUBGRAPH_TIMEOUT_MS: '300' }, front: () => () => undefined })
    const results = subscribe(transport, gateway, JOINED, { id: '1' })
    expect((await next(results)).errors?.[0]?.extensions.code).toBe('SUBGRAPH_TIMEOUT')
    expect((await results.next()).done).toBe(true)
  })

  test(`a subscription that its subgraph refuses ends with the subgraph's code; over ${transport}`, async () => {
    gateway = await startGateway()
    const results = subscribe(transport, gateway, 'subscription { forbidden }')
    expect((await next(results)).errors).toMatchObject([{ message: 'Not for you.', extensions: { code: 'FORBIDDEN' } }])
    expect((await results.next()).done).toBe(true)
  })

  test(`an event whose join fails still comes, with the code of what is missing; over ${transport}`, async () => {
    gateway = await startGateway({ over: 'http' })
    await gateway.subgraphServers[1]?.[Symbol.asyncDispose]()
    const results = subscribe(transport, gateway, 'subscription { itemChanged(id: "1") { name warehouse { city } } }')
    const event = await next(results)
    expect(event.data).toEqual({ itemChanged: { name: 'item 1', warehouse: null } })
    expect(event.errors).toMatchObject([{ path: ['itemChanged'], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }])
    await results.return?.()
  })
}

test('over WebSocket, the trace of the connection is that of its operations, and each has a request id of its own', async () => {
  const seen: string[] = []
  gateway = await startGateway({
    over: 'http',
    front: (name, listener) => (request, response) => {
      seen.push(`${name} ${String(request.headers.traceparent)} ${String(request.headers['x-request-id'])}`)
      listener(request, response)
    },
  })
  const trace = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'
  const client = wsClient(gateway.wsUrl, { traceparent: trace })
  await client.iterate({ query: '{ me }' }).next()
  await client.iterate({ query: '{ me }', extensions: { traceparent: 'x\r\nx-evergraph-caller: me' } }).next()
  await client.dispose()
  expect(seen).toHaveLength(2)
  expect(new Set(seen).size).toBe(2)
  for (const each of seen) expect(each).toMatch(new RegExp(`^shop ${trace} [\\w-]{8,}$`))
})

test('over SSE, a token that ends in mid-stream ends the stream with UNAUTHENTICATED', async () => {
  gateway = await startGateway()
  const results = subscribe('sse', gateway, JOINED, { id: '1' }, await bearer({ seconds: 2 }))
  await next(results)
  expect((await next(results)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
  expect((await results.next()).done).toBe(true)
  expect(gateway.state.openStreams).toBe(0)
})

test('over SSE, a stopping gateway ends its streams with SHUTTING_DOWN', async () => {
  gateway = await startGateway()
  const results = subscribe('sse', gateway, JOINED, { id: '1' })
  await next(results)
  const last = next(results)
  await gateway[Symbol.asyncDispose]()
  gateway = undefined
  expect((await last).errors?.[0]?.extensions.code).toBe('SHUTTING_DOWN')
})

/** A client that subscribes on a bare connection and then reads nothing. */
async function stalled(over: 'ws' | 'sse', { url, wsUrl }: Gateway, query: string): Promise<{ destroy: () => void }> {
  if (over === 'ws') {
    const socket = new WebSocket(wsUrl, 'graphql-transport-ws')
    await once(socket, 'open')
    socket.send('{"type":"connection_init"}')
    await once(socket, 'message')
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }))
    socket.pause()
    return { destroy: () => socket.terminate() }
  }
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.pause()
  await once(socket, 'connect')
  const body = JSON.stringify({ query })
  const head = `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAccept: text/event-stream\r\nContent-Length: ${body.length}`
  socket.write(`${head}\r\n\r\n${body}`)
  return { destroy: () => void socket.destroy() }
}
