import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql } from '@apollo/client'
import type { ExecutionResult } from 'graphql'
import { afterEach, expect, test } from 'vitest'
import { until } from '../../test/until.ts'
import { post, startGateway, type Gateway } from '../fixtures/kit.ts'
import { multipartOf } from './multipart.ts'

const ACCEPT = 'multipart/mixed;boundary=graphql;subscriptionSpec=1.0,application/json'
const JOINED = 'subscription ($id: ID!) { itemChanged(id: $id) { id name inStock } }'
let gateway: Gateway | undefined
afterEach(async () => {
  await gateway?.[Symbol.asyncDispose]()
  gateway = undefined
})

/** The messages of a multipart body, by RFC 2046: between delimiters, each after its headers. */
async function* messages(body: AsyncIterable<Uint8Array>): AsyncGenerator<Record<string, unknown>, string, void> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true })
    for (let end = text.indexOf('\r\n--graphql'); end >= 0; end = text.indexOf('\r\n--graphql')) {
      const part = text.slice(0, end)
      text = text.slice(end + '\r\n--graphql'.length)
      if (part === '') continue
      const [head = '', json = ''] = part.split('\r\n\r\n')
      expect(head).toBe('\r\ncontent-type: application/json')
      yield JSON.parse(json) as Record<string, unknown>
    }
  }
  return text
}

const subscribed = async (at: Gateway, query: string, variables = {}, headers: Record<string, string> = {}) => {
  const gone = new AbortController()
  const response = await post(at.url, { query, variables }, { accept: ACCEPT, ...headers }, gone.signal)
  return { response, parts: messages(response.body as never), leave: () => gone.abort() }
}

test('each result is the payload of a part that is whole at once, and an empty part comes first', async () => {
  gateway = await startGateway()
  const { response, parts, leave } = await subscribed(gateway, JOINED, { id: '1' })
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('multipart/mixed;boundary="graphql";subscriptionSpec=1.0')
  expect((await parts.next()).value).toEqual({})
  expect((await parts.next()).value).toEqual({ payload: { data: { itemChanged: { id: '1', name: 'item 1', inStock: 7 } } } })
  gateway.state.change('1', 'renamed')
  expect((await parts.next()).value).toMatchObject({ payload: { data: { itemChanged: { name: 'renamed' } } } })
  leave()
  await until(() => gateway?.state.openStreams === 0)
})

test('a stream that breaks ends with the fault beside a null payload, and with the last boundary', async () => {
  gateway = await startGateway()
  const { parts } = await subscribed(gateway, JOINED, { id: '1' })
  await parts.next()
  await parts.next()
  const last = parts.next()
  const ended = gateway[Symbol.asyncDispose]()
  gateway = undefined
  expect((await last).value).toMatchObject({ payload: null, errors: [{ extensions: { code: 'SHUTTING_DOWN' } }] })
  expect(await parts.next()).toEqual({ done: true, value: '--\r\n' })
  await ended
})

test('what the subgraph refuses is an error of the operation, within the payload', async () => {
  gateway = await startGateway()
  const { parts } = await subscribed(gateway, 'subscription { forbidden }')
  await parts.next()
  expect((await parts.next()).value).toMatchObject({ payload: { errors: [{ extensions: { code: 'FORBIDDEN' } }] } })
  expect(await parts.next()).toEqual({ done: true, value: '--\r\n' })
})

test('what is refused before the stream is JSON, or the only part where the client takes no JSON', async () => {
  gateway = await startGateway()
  const refused = { query: 'subscription { nothing }' }
  const asJson = await post(gateway.url, refused, { accept: ACCEPT })
  expect(asJson.headers.get('content-type')).toContain('application/json')
  expect(await asJson.json()).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] })
  const { parts } = await subscribed(gateway, refused.query, {}, { accept: 'multipart/mixed; subscriptionSpec="1.0"' })
  await parts.next()
  expect((await parts.next()).value).toMatchObject({
    payload: null,
    errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
  })
})

test('a multipart that is not of subscriptions is not answered with one', async () => {
  gateway = await startGateway()
  const response = await post(
    gateway.url,
    { query: JOINED, variables: { id: '1' } },
    { accept: 'multipart/mixed;deferSpec=20220824' },
  )
  expect(response.status).toBe(406)
})

test('while nothing happens, empty parts show that the stream is there, and none is sent to who does not read', async () => {
  const silent = { [Symbol.asyncIterator]: () => ({ next: () => new Promise<IteratorResult<ExecutionResult>>(() => undefined) }) }
  const heard = messages(multipartOf(silent, 5) as never)
  for (let n = 0; n < 4; n += 1) expect((await heard.next()).value).toEqual({})

  let waiting = 0
  const enqueued = multipartOf(silent, 1).getReader()
  await until(() => ++waiting > 10)
  // The two chunks of the start alone.
  await enqueued.read()
  await enqueued.read()
  await enqueued.cancel()
})

test("Apollo's client subscribes: it sees each state, the errors of the operation, and those of the transport", async () => {
  gateway = await startGateway()
  const { state } = gateway
  const client = new ApolloClient({
    link: ApolloLink.from([new HttpLink({ uri: gateway.url })]),
    cache: new InMemoryCache(),
  })
  const seen: unknown[] = []
  const watching = client.subscribe({ query: gql(JOINED), variables: { id: '1' } }).subscribe((result) => seen.push(result))
  await until(() => seen.length === 1)
  expect(seen[0]).toMatchObject({ data: { itemChanged: { name: 'item 1', inStock: 7 } } })
  state.change('1', 'renamed')
  await until(() => seen.length === 2)
  expect(seen[1]).toMatchObject({ data: { itemChanged: { name: 'renamed' } } })
  watching.unsubscribe()
  await until(() => state.openStreams === 0)

  const refused = await new Promise<{ error?: { message: string } }>((resolve, reject) => {
    client.subscribe({ query: gql('subscription { forbidden }') }).subscribe({ next: resolve, error: reject })
  })
  expect(refused.error?.message).toContain('Not for you.')

  const ended = new Promise<{ error?: { name: string; message: string } }>((resolve, reject) => {
    client.subscribe({ query: gql(JOINED), variables: { id: '2' } }).subscribe({
      next: (result) => result.error && resolve(result),
      error: reject,
    })
  })
  await until(() => state.openStreams === 1)
  await gateway[Symbol.asyncDispose]()
  gateway = undefined
  expect((await ended).error).toMatchObject({
    name: 'CombinedProtocolErrors',
    message: expect.stringContaining('restarts') as string,
  })
  client.stop()
})
