import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import { until } from '../../test/until.ts'
import { post, startGateway, type Front, type Gateway, type Result } from '../fixtures/kit.ts'

let gateway: Gateway | undefined
afterEach(async () => {
  await gateway?.[Symbol.asyncDispose]()
  gateway = undefined
})

const JOINED = '{ item(id: "4") { name warehouse { city } } }'
const WITHOUT_STOCK = { item: { name: 'item 4', warehouse: null } }
const codes = ({ errors }: Result) => errors?.map(({ extensions }) => extensions.code)

/** Handles the first request to a subgraph in its own way, the others as ever; counts them all. */
function first(subgraph: string, instead: (request: IncomingMessage, response: ServerResponse) => void) {
  const seen = { count: 0 }
  const front: Front = (name, listener) => (request, response) => {
    if (name !== subgraph) return listener(request, response)
    seen.count += 1
    return seen.count === 1 ? instead(request, response) : listener(request, response)
  }
  return { seen, front }
}

/** One subgraph answers everything with this. */
const always =
  (subgraph: string, instead: RequestListener): Front =>
  (name, listener) =>
    name === subgraph ? instead : listener

describe('a subgraph that does not answer in time', () => {
  test('leaves its fields null with SUBGRAPH_TIMEOUT and the place; the rest of the answer is there', async () => {
    gateway = await startGateway({
      over: 'http',
      // Long enough for the shop, which does answer, on a busy machine.
      env: { GATEWAY_SUBGRAPH_TIMEOUT_MS: '3000' },
      front: always('stock', () => undefined),
    })
    const answer = await gateway.ask(JOINED)
    expect(answer.data).toEqual(WITHOUT_STOCK)
    expect(answer.errors).toMatchObject([{ path: ['item'], extensions: { code: 'SUBGRAPH_TIMEOUT' } }])
  })

  test('is given up in process as well', async () => {
    gateway = await startGateway({ over: 'process', env: { GATEWAY_SUBGRAPH_TIMEOUT_MS: '300' } })
    expect(codes(await gateway.ask('{ hang }'))).toEqual(['SUBGRAPH_TIMEOUT'])
    await until(() => gateway?.state.aborted === 1)
  })

  test('is given up when its answer begins and does not end', async () => {
    const drip: RequestListener = (_, response) =>
      void response.writeHead(200, { 'content-type': 'application/json' }).write('{"data"')
    gateway = await startGateway({ over: 'http', env: { GATEWAY_SUBGRAPH_TIMEOUT_MS: '300' }, front: always('stock', drip) })
    expect(codes(await gateway.ask(JOINED))).toEqual(['SUBGRAPH_TIMEOUT'])
  })
})

describe('a client that goes away', () => {
  for (const over of ['process', 'http'] as const) {
    test(`ends the work of the subgraph; ${over}`, async () => {
      gateway = await startGateway({ over })
      const { state, url } = gateway
      const gone = new AbortController()
      const answer = post(url, { query: '{ hang }' }, {}, gone.signal).catch(() => 'left')
      await until(() => state.hanging === 1)
      gone.abort()
      expect(await answer).toBe('left')
      await until(() => state.aborted === 1)
    })
  }
})

describe('a connection that breaks before the answer', () => {
  const hangUp = (request: IncomingMessage) => void request.socket.destroy()

  test('is tried once more for a query', async () => {
    const { seen, front } = first('shop', hangUp)
    gateway = await startGateway({ over: 'http', front })
    expect((await gateway.ask('{ me }')).data).toEqual({ me: 'anonymous' })
    expect(seen.count).toBe(2)
  })

  test('is never tried again for a mutation: it may have been done', async () => {
    const { seen, front } = first('shop', hangUp)
    gateway = await startGateway({ over: 'http', front })
    const answer = await gateway.ask('mutation { rename(input: { id: "1", name: "x" }) { id } }')
    expect(codes(answer)).toEqual(['SUBGRAPH_UNAVAILABLE'])
    expect(seen.count).toBe(1)
  })

  test('a second break is the end of it', async () => {
    let count = 0
    const front = always('stock', (request) => {
      count += 1
      hangUp(request)
    })
    gateway = await startGateway({ over: 'http', front })
    const answer = await gateway.ask(JOINED)
    expect([answer.data, codes(answer), count]).toEqual([WITHOUT_STOCK, ['SUBGRAPH_UNAVAILABLE'], 2])
  })

  test('an idle connection that the subgraph closed costs nobody an answer', async () => {
    gateway = await startGateway({ over: 'http' })
    for (let round = 0; round < 5; round += 1) {
      expect((await gateway.ask('{ me }')).errors).toBeUndefined()
      for (const { http } of gateway.subgraphServers) http.closeAllConnections()
    }
  })
})

test('connections to a subgraph are kept and used again', async () => {
  gateway = await startGateway({ over: 'http' })
  let connections = 0
  for (const { http } of gateway.subgraphServers) http.on('connection', () => (connections += 1))
  for (let count = 0; count < 20; count += 1) await gateway.ask('{ me }')
  expect(connections).toBe(1)
})

test('a subgraph that is down leaves the others, and /ready names it', async () => {
  gateway = await startGateway({ over: 'http' })
  await gateway.subgraphServers[1]?.[Symbol.asyncDispose]()
  const answer = await gateway.ask(JOINED)
  expect(answer.data).toEqual(WITHOUT_STOCK)
  expect(codes(answer)).toEqual(['SUBGRAPH_UNAVAILABLE'])
  const ready = await fetch(`${gateway.server.internalUrl}/ready`)
  expect(ready.status).toBe(503)
  expect(await ready.json()).toMatchObject({ dependencies: { shop: null, stock: expect.stringContaining('cannot be reached') } })
})

describe('an answer that makes no sense', () => {
  const answers: [string, string][] = [
    ['HTML', '<h1>502 Bad Gateway</h1>'],
    ['nothing', ''],
    ['a list', '[]'],
    ['data that is no object', '{"data": 5}'],
    ['errors that are no list', '{"errors": "no"}'],
    ['fewer entities than were asked for', '{"data": {"_entities": []}}'],
    ['no entities', '{"data": {}}'],
  ]
  for (const [what, text] of answers) {
    test(`${what} gets SUBGRAPH_INVALID_RESPONSE, without what it said`, async () => {
      const front = always('stock', (_, response) => void response.writeHead(502, { 'content-type': 'text/html' }).end(text))
      gateway = await startGateway({ over: 'http', front })
      const answer = await gateway.ask(JOINED)
      expect(answer.data).toEqual(WITHOUT_STOCK)
      expect(answer.errors).toMatchObject([{ path: ['item'], extensions: { code: 'SUBGRAPH_INVALID_RESPONSE' } }])
      expect(JSON.stringify(answer)).not.toContain('Bad Gateway')
    })
  }

  const shop = (data: unknown): Front => always('shop', (_, response) => void response.end(JSON.stringify({ data })))

  test('null where the schema promises a value is an error with code and path', async () => {
    gateway = await startGateway({ over: 'http', front: shop({ broken: { label: null } }) })
    const answer = await gateway.ask('{ broken { label } }')
    expect(answer.data).toEqual({ broken: null })
    expect(answer.errors).toMatchObject([{ path: ['broken', 'label'], extensions: { code: 'SUBGRAPH_INVALID_RESPONSE' } }])
    expect(answer.extensions).toBeUndefined()
  })

  test('a value of the wrong type is an error with code and path', async () => {
    gateway = await startGateway({ over: 'http', front: shop({ broken: { label: 7 } }) })
    const answer = await gateway.ask('{ broken { label } }')
    expect(answer.errors).toMatchObject([{ path: ['broken', 'label'], extensions: { code: 'SUBGRAPH_INVALID_RESPONSE' } }])
  })
})
