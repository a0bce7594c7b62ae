import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createLocalBus } from '#lib/bus-local.ts'
import { newId } from '#lib/id.ts'
import { redisAvailable, testRedis } from '../../test/redis.ts'
import { until } from '../../test/until.ts'
import { bearer, post, startGateway, wsClient, type Gateway, type Result } from '../fixtures/kit.ts'
import { createToyPartners, type ToyPartners } from '../fixtures/partners.ts'
import { serverSentEvents } from '../subscriptions/sse.ts'
import { sha256 } from './texts.ts'

let gateway: Gateway | undefined
let partners: ToyPartners
beforeEach(() => {
  partners = createToyPartners()
})
afterEach(async () => {
  await gateway?.[Symbol.asyncDispose]()
  gateway = undefined
})

const ITEM = 'query Item($id: ID!) { item(id: $id) { name } }'
const WATCH = 'subscription Watch { itemChanged(id: "1") { name } }'
const RENAME = 'mutation Rename { rename(input: { id: "1", name: "x" }) { name } }'
const apq = (text: string) => ({ persistedQuery: { version: 1, sha256Hash: sha256(text) } })

interface Answer extends Result {
  status: number
  code: string | undefined
}
async function send(at: Gateway, body: object, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await post(at.url, body, headers)
  const result = (await response.json()) as Result
  return { status: response.status, code: result.errors?.[0]?.extensions.code, ...result }
}
async function get(at: Gateway, params: Record<string, string>, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(`${at.url}?${new URLSearchParams(params).toString()}`, {
    headers: { accept: 'application/json', ...headers },
  })
  const result = (await response.json()) as Result
  return { status: response.status, code: result.errors?.[0]?.extensions.code, ...result }
}
const over = async (at: Gateway, payload: object, params: Record<string, unknown> = {}): Promise<Answer> => {
  const client = wsClient(at.wsUrl, params)
  try {
    for await (const result of client.iterate({ query: '', ...payload }))
      return { status: 200, code: undefined, ...(result as Result) }
    throw new Error('there was no result')
  } catch (errors) {
    if (!Array.isArray(errors)) throw errors
    const told = errors as NonNullable<Result['errors']>
    return { status: 400, code: told[0]?.extensions.code, errors: told }
  } finally {
    await client.dispose()
  }
}

describe('automatic persisted queries', () => {
  const hashed = { variables: { id: '3' }, extensions: apq(ITEM) }

  test('are unknown at first, as Apollo’s clients expect it, and served by hash once the text has come with it', async () => {
    gateway = await startGateway()
    expect(await send(gateway, hashed)).toMatchObject({
      status: 200,
      errors: [{ message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }],
    })
    expect((await send(gateway, { query: ITEM, ...hashed })).data).toEqual({ item: { name: 'item 3' } })
    expect((await send(gateway, hashed)).data).toEqual({ item: { name: 'item 3' } })
  })

  test('work by GET, for queries alone, over SSE and over WebSocket', async () => {
    gateway = await startGateway()
    for (const query of [ITEM, RENAME]) await send(gateway, { query, variables: { id: '3' }, extensions: apq(query) })
    const extensions = JSON.stringify(apq(ITEM))
    expect((await get(gateway, { extensions, variables: '{"id":"4"}' })).data).toEqual({ item: { name: 'item 4' } })
    expect((await get(gateway, { extensions: JSON.stringify(apq(RENAME)) })).status).toBe(405)
    expect(await over(gateway, { extensions: apq(WATCH) })).toMatchObject({ code: 'PERSISTED_QUERY_NOT_FOUND' })
    expect((await over(gateway, { query: WATCH, extensions: apq(WATCH) })).data).toMatchObject({ itemChanged: {} })
    expect((await over(gateway, { extensions: apq(WATCH) })).data).toMatchObject({ itemChanged: {} })
    const stream = await post(gateway.url, { extensions: apq(WATCH) }, { accept: 'text/event-stream' })
    const events = serverSentEvents(stream.body as never, 100_000)
    expect((await events.next()).value).toMatchObject({ data: expect.stringContaining('itemChanged') as string })
    await events.return()
  })

  test('keep no text under a hash that is not its own, and none that is not good', async () => {
    gateway = await startGateway()
    const forged = { query: '{ me }', extensions: apq(ITEM) }
    expect(await send(gateway, forged)).toMatchObject({ status: 400, code: 'PERSISTED_QUERY_MISMATCH' })
    expect((await over(gateway, forged)).code).toBe('PERSISTED_QUERY_MISMATCH')
    expect((await send(gateway, hashed)).code).toBe('PERSISTED_QUERY_NOT_FOUND')
    const bad = '{ nothing }'
    await send(gateway, { query: bad, extensions: apq(bad) })
    expect((await send(gateway, { extensions: apq(bad) })).code).toBe('PERSISTED_QUERY_NOT_FOUND')
  })

  const malformed: Record<string, object> = {
    'a hash that is none': { extensions: { persistedQuery: { version: 1, sha256Hash: 'abc' } } },
    'a hash that is a number': { extensions: { persistedQuery: { version: 1, sha256Hash: 7 } } },
    'another version of the protocol': { extensions: { persistedQuery: { version: 2, sha256Hash: sha256(ITEM) } } },
    'no version': { extensions: { persistedQuery: { sha256Hash: sha256(ITEM) } } },
    'a word instead': { extensions: { persistedQuery: 'x' } },
    'a documentId that is no hash': { documentId: '1:x' },
    'a documentId that is no text': { documentId: { a: 1 } },
  }
  for (const [what, body] of Object.entries(malformed)) {
    test(`with ${what} are refused as a bad request`, async () => {
      gateway = await startGateway()
      expect(await send(gateway, body)).toMatchObject({ status: 400, code: 'BAD_REQUEST' })
    })
  }

  test.runIf(redisAvailable)(
    'that a signed-in caller has sent are known to every gateway over one Redis; strangers’ are not',
    async () => {
      await using redis = await testRedis()
      const env = { REDIS_URL: redis.url }
      gateway = await startGateway({ env })
      await using other = await startGateway({ env })
      const [first, authorization] = [gateway, await bearer()]
      const mine = '{ me }'
      await send(first, { query: mine, extensions: apq(mine) })
      await until(async () => {
        // The first text may have come before the connection to Redis was there.
        const text = `{ me } # ${newId()}`
        await send(first, { query: text, extensions: apq(text) }, { authorization })
        return (await send(other, { extensions: apq(text) })).code === undefined
      })
      expect((await send(other, { extensions: apq(mine) })).code).toBe('PERSISTED_QUERY_NOT_FOUND')
    },
  )
})

describe('the manifest of a client', () => {
  const started = async (bus?: ReturnType<typeof createLocalBus>) => {
    gateway = await startGateway({ partners, ...(bus && { bus }) })
    const { client, authorization } = partners.client()
    const { clientId } = client
    const by = (body: object, headers: Record<string, string> = {}) => send(gateway as Gateway, body, { authorization, ...headers })
    return { at: gateway, clientId, authorization, by }
  }
  const variables = { id: '3' }
  const data = { item: { name: 'item 3' } }

  test('is served by documentId, by Apollo’s hash, with or without its version, over every transport', async () => {
    const { at, clientId, authorization, by } = await started()
    const [item = '', watch = ''] = partners.upload(clientId, '1.0', [ITEM, WATCH])
    for (const body of [
      { documentId: item },
      { documentId: `1.0:${item}` },
      { documentId: `sha256:${item}` },
      { extensions: apq(ITEM) },
    ])
      expect([body, (await by({ ...body, variables })).data]).toEqual([body, data])
    for (const name of ['x-client-version', 'apollographql-client-version'])
      expect((await by({ documentId: item, variables }, { [name]: '1.0' })).data).toEqual(data)
    expect((await by({ query: ITEM, extensions: apq(ITEM), variables })).data).toEqual(data)
    const got = await get(at, { documentId: item, variables: JSON.stringify(variables) }, { authorization })
    expect(got.data).toEqual(data)
    expect((await over(at, { documentId: watch }, { authorization })).data).toMatchObject({ itemChanged: {} })
    const named = { authorization, 'x-client-version': '1.0' }
    expect((await over(at, { extensions: apq(ITEM), variables }, named)).data).toEqual(data)
    const stream = await post(at.url, { documentId: `1.0:${watch}` }, { accept: 'text/event-stream', authorization })
    const events = serverSentEvents(stream.body as never, 100_000)
    expect((await events.next()).value).toMatchObject({ data: expect.stringContaining('itemChanged') as string })
    await events.return()
  })

  test('is all that a key may send: text of its own is refused, also what others have sent by hash', async () => {
    const { at, authorization, by } = await started()
    const text = { query: ITEM, variables }
    await send(at, { ...text, extensions: apq(ITEM) })
    expect(await by(text)).toMatchObject({ status: 400, code: 'FREE_TEXT_REFUSED' })
    expect((await by({ query: '{ __schema { types { name } } }' })).code).toBe('FREE_TEXT_REFUSED')
    expect((await get(at, { query: '{ me }' }, { authorization })).code).toBe('FREE_TEXT_REFUSED')
    expect((await over(at, text, { authorization })).code).toBe('FREE_TEXT_REFUSED')
    expect((await by({ extensions: apq(ITEM), variables })).code).toBe('OPERATION_UNKNOWN')
    expect((await by({ ...text, extensions: apq(ITEM) })).code).toBe('OPERATION_UNKNOWN')
  })

  test('is its own: the operation of another client is as unknown as one that nobody has', async () => {
    const { clientId, by } = await started()
    const other = partners.client()
    partners.upload(clientId, '1', [WATCH])
    const [item = ''] = partners.upload(other.client.clientId, '1', [ITEM])
    const [of, none] = [await by({ documentId: item }), await by({ documentId: sha256('nobody’s') })]
    expect(of).toMatchObject({ status: 400, code: 'OPERATION_UNKNOWN' })
    expect(of).toEqual(none)
    expect((await send(gateway as Gateway, { documentId: item, variables }, { authorization: other.authorization })).data).toEqual(
      data,
    )
  })

  test('says of each version what is wrong with it', async () => {
    const { clientId, by } = await started()
    const [item = ''] = partners.upload(clientId, '1', [ITEM])
    partners.upload(clientId, '2', [WATCH])
    partners.upload(clientId, '3', [ITEM], 'NOT_ACTIVATED')
    partners.upload(clientId, '0', [ITEM], 'RETIRED')
    const code = async (version: string) => (await by({ documentId: `${version}:${item}`, variables })).code
    expect(await code('1')).toBeUndefined()
    expect(await code('2')).toBe('OPERATION_UNKNOWN')
    expect(await code('3')).toBe('MANIFEST_VERSION_NOT_ACTIVE')
    expect(await code('0')).toBe('MANIFEST_VERSION_RETIRED')
    expect(await code('4')).toBe('MANIFEST_VERSION_UNKNOWN')
    expect(await code('9'.repeat(5_000))).toBe('MANIFEST_VERSION_UNKNOWN')
    expect((await by({ documentId: item, variables }, { 'x-client-version': '0' })).code).toBe('MANIFEST_VERSION_RETIRED')
  })

  test('is served in its old version until that is retired; then it is refused as soon as the gateway hears of it', async () => {
    await using bus = createLocalBus(Promise.resolve())
    const { clientId, by } = await started(bus)
    const [item = ''] = partners.upload(clientId, '1', [ITEM])
    partners.upload(clientId, '2', [WATCH])
    const old = () => by({ documentId: `1:${item}`, variables })
    expect((await old()).data).toEqual(data)
    expect((await old()).data).toEqual(data)
    expect(partners.state.askedOperations).toHaveLength(1)
    partners.upload(clientId, '1', [ITEM], 'RETIRED')
    await bus.tell([
      {
        id: newId(),
        position: 1,
        aggregateId: clientId,
        occurredAt: new Date().toISOString(),
        requestId: null,
        name: 'partners.manifest.changed',
        data: { clientId, version: '1' },
      },
    ])
    expect((await old()).code).toBe('MANIFEST_VERSION_RETIRED')
  })

  test('whose text does not match its hash is refused, and what cannot be looked up is told to try again', async () => {
    const { clientId, by } = await started()
    const [item = ''] = partners.upload(clientId, '1', [ITEM])
    expect(await by({ documentId: item, query: '{ me }', variables })).toMatchObject({
      status: 400,
      code: 'PERSISTED_QUERY_MISMATCH',
    })
    partners.state.away = true
    expect(await by({ documentId: sha256('other') })).toMatchObject({ status: 503, code: 'UNAVAILABLE' })
  })
})
