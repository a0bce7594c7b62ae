import type { RequestListener } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import { createLog } from '#lib/log.ts'
import { until } from '../../test/until.ts'
import { startGateway, type Front, type Gateway, type Result } from '../fixtures/kit.ts'
import { GATEWAY_LIMITS } from '../limits.ts'
import { serverSentEvents } from '../subscriptions/sse.ts'
import { subgraphResult } from './subgraph-result.ts'
import { inProcessTransport } from '../subgraphs/transport.ts'

let gateway: Gateway | undefined
afterEach(async () => {
  await gateway?.[Symbol.asyncDispose]()
  gateway = undefined
})

/** The stock, or another subgraph, says this to everything it is asked. */
const saying =
  (text: string, subgraph = 'stock'): Front =>
  (name, listener) =>
    name === subgraph ? (_, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end(text) : listener

const JOINED = '{ item(id: "4") { name inStock } }'
const GOOD = { _entities: [{ inStock: 7 }] }
const json = (value: unknown) => JSON.stringify(value)
const ask = async (front: Front, query = JOINED): Promise<Result & { status: number; headers: Headers }> => {
  gateway = await startGateway({ over: 'http', front })
  return gateway.ask(query)
}
const codes = ({ errors }: Result) => errors?.map(({ extensions }) => extensions?.code)

test('status, headers and cookies of our answer are not for a subgraph to choose', async () => {
  const http = { status: 503, headers: { 'set-cookie': 'session=stolen', 'x-odd': 'yes' } }
  const answer = await ask(
    saying(json({ data: GOOD, errors: [{ message: 'no', extensions: { code: 'ODD', http, unexpected: true } }] })),
  )
  expect([answer.status, answer.headers.get('set-cookie'), answer.headers.get('x-odd')]).toEqual([200, null, null])
  expect(answer.errors).toEqual([{ message: 'no', path: ['item'], extensions: { code: 'ODD' } }])
})

describe('what is good in an answer stays', () => {
  const odd: [string, object, unknown[] | undefined][] = [
    ['errors that are null', { data: GOOD, errors: null }, undefined],
    ['errors that are no list', { data: GOOD, errors: 'no' }, ['SUBGRAPH_INVALID_RESPONSE']],
    ['an error that is null', { data: GOOD, errors: [null] }, ['SUBGRAPH_INVALID_RESPONSE']],
    ['an error without a message', { data: GOOD, errors: [{ message: 7 }] }, ['SUBGRAPH_INVALID_RESPONSE']],
    ['a path that is a number', { data: GOOD, errors: [{ message: 'no', path: 5 }] }, ['INTERNAL_SERVER_ERROR']],
    ['a path of objects', { data: GOOD, errors: [{ message: 'no', path: [{}, null] }] }, ['INTERNAL_SERVER_ERROR']],
    ['extensions that are a list', { data: GOOD, errors: [{ message: 'no', extensions: [1] }] }, ['INTERNAL_SERVER_ERROR']],
    ['a code that is a number', { data: GOOD, errors: [{ message: 'no', extensions: { code: 7 } }] }, ['INTERNAL_SERVER_ERROR']],
  ]
  for (const [what, said, expected] of odd) {
    test(`beside ${what}`, async () => {
      const answer = await ask(saying(json(said)))
      expect(answer.data).toEqual({ item: { name: 'item 4', inStock: 7 } })
      expect(codes(answer)).toEqual(expected)
    })
  }
})

describe('what makes no sense is told by the subgraph’s name, and the others’ fields stay', () => {
  const query = '{ items(first: 2) { name warehouse { city } } }'
  const rest = {
    items: [
      { name: 'item 0', warehouse: null },
      { name: 'item 1', warehouse: null },
    ],
  }
  const entity = { warehouse: { city: 'x' } }
  const odd: [string, unknown][] = [
    ['an entity that is a text', 'text'],
    ['an entity that is a number', 5],
    ['an entity that is a list', [entity]],
    ['an entity of another type', { __typename: 'Warehouse', ...entity }],
    ['an entity of no type', { __typename: 'Nonsense', ...entity }],
    ['an entity whose type is an object', { __typename: {}, ...entity }],
  ]
  for (const [what, said] of odd) {
    test(`of ${what}`, async () => {
      const answer = await ask(saying(json({ data: { _entities: [said, entity] } })), query)
      expect(answer.data).toEqual({ items: [rest.items[0], { name: 'item 1', warehouse: { city: 'x' } }] })
      expect(answer.errors).toMatchObject([
        { message: expect.stringContaining('stock'), path: ['items', 0], extensions: { code: 'SUBGRAPH_INVALID_RESPONSE' } },
      ])
    })
  }

  test.each([
    ['fewer', [entity]],
    ['more', [entity, entity, entity]],
  ])('%s entities than were asked for: nobody knows which is which', async (_what, entities) => {
    const answer = await ask(saying(json({ data: { _entities: entities } })), query)
    expect(answer.data).toEqual(rest)
    expect(codes(answer)).toEqual(['SUBGRAPH_INVALID_RESPONSE'])
  })

  test('nulls for everything without a word why', async () => {
    const answer = await ask(saying(json({ data: null })), query)
    expect(answer.data).toEqual(rest)
    expect(codes(answer)).toEqual(['SUBGRAPH_INVALID_RESPONSE'])
  })

  test('an object of another type than the schema promises', async () => {
    const answer = await ask(
      saying(json({ data: { item: { __typename: 'Shelf', id: '4', name: 'x' } } }), 'shop'),
      '{ item(id: "4") { name } }',
    )
    expect(answer.data).toEqual({ item: null })
    expect(answer.errors).toMatchObject([{ path: ['item'], extensions: { code: 'SUBGRAPH_INVALID_RESPONSE' } }])
  })
})

test('thousands of errors are told up to a limit', async () => {
  const errors = Array.from({ length: 5_000 }, (_, n) => ({ message: `no ${n}`, path: ['_entities', 0, 'inStock'] }))
  const answer = await ask(saying(json({ data: { _entities: [null] }, errors })))
  expect(answer.errors?.length).toBeLessThanOrEqual(GATEWAY_LIMITS.errors + 1)
  expect(answer.errors?.[0]).toMatchObject({ message: 'no 0', path: ['item', 'inStock'] })
  expect(codes(answer)).toContain('TOO_MANY_ERRORS')
})

test('an answer without end is given up at the limit, and its connection with it', async () => {
  let sent = 0
  let closed = false
  const endless: RequestListener = (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    const chunk = Buffer.alloc(1024 * 1024, ' ')
    const more = () => {
      while (sent < 300 && !response.destroyed) {
        sent += 1
        if (!response.write(chunk)) return void response.once('drain', more)
      }
    }
    response.once('close', () => (closed = true))
    more()
  }
  const answer = await ask((name, listener) => (name === 'stock' ? endless : listener))
  expect(answer.data).toEqual({ item: null })
  expect(answer.errors).toMatchObject([{ message: expect.stringContaining('too long') }])
  await until(() => closed)
  expect(sent).toBeLessThan(100)
})

describe('what is told of an error', () => {
  const told = (error: unknown) =>
    subgraphResult(json({ data: null, errors: [error] }), 'stock', createLog('gateway', { level: 'silent' })).errors
  const long = 'x'.repeat(GATEWAY_LIMITS.errorCharacters + 1)

  test('has a message and extensions of bounded length; of long extensions the code stays', () => {
    expect(told({ message: long })).toEqual([{ message: long.slice(1) }])
    expect(told({ message: 'no', extensions: { code: 'X', why: long } })).toEqual([{ message: 'no', extensions: { code: 'X' } }])
    expect(told({ message: 'no', extensions: { code: long } })).toEqual([{ message: 'no', extensions: {} }])
  })

  test('stands beside the fault of data that is none', () => {
    const log = createLog('gateway', { level: 'silent' })
    const { data, errors } = subgraphResult(json({ data: ['x'], errors: [{ message: 'no' }] }), 'stock', log)
    expect(data).toBeUndefined()
    expect(errors).toMatchObject([{ message: 'no' }, { extensions: { code: 'SUBGRAPH_INVALID_RESPONSE' } }])
  })

  test('is nothing of how the subgraph is made, nor what would hide or reveal the rest', () => {
    const inside = { stacktrace: ['at x.ts:1'], exception: { at: 1 }, originalError: { at: 1 }, unexpected: true, http: {} }
    expect(told({ message: 'no', extensions: { code: 'X', ...inside } })).toEqual([{ message: 'no', extensions: { code: 'X' } }])
  })

  test('has a path as GraphQL writes it, or none; also where the error is senseless', () => {
    const deep = Array.from({ length: GATEWAY_LIMITS.valueDepth + 1 }, () => 'a')
    for (const path of [['a', -1], ['a', 0.5], deep]) expect(told({ message: 'no', path })).toEqual([{ message: 'no' }])
    expect(told({ message: 7, path: ['a', 0] })).toMatchObject([
      { path: ['a', 0], extensions: { code: 'SUBGRAPH_INVALID_RESPONSE' } },
    ])
  })
})

test('an answer that declares a length above the limit is not read', async () => {
  const body = json({ data: GOOD }).padEnd(GATEWAY_LIMITS.answerBytes + 1)
  const declared: RequestListener = (_, response) =>
    void response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body)
  const answer = await ask((name, listener) => (name === 'stock' ? declared : listener))
  expect(answer.data).toEqual({ item: null })
  expect(answer.errors).toMatchObject([{ message: expect.stringContaining('too long') }])
})

test('a subgraph in the same process may answer no more than one across the network', async () => {
  const transport = inProcessTransport('stock', () => Promise.resolve(new Response(' '.repeat(GATEWAY_LIMITS.answerBytes + 1))))
  await expect(transport.request('{}', {}, new AbortController().signal)).rejects.toThrow('longer than')
})

test('values nested without end are refused, whole answers with them are not lost', () => {
  const log = createLog('gateway', { level: 'silent' })
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`
  const said = `{"data":{"a":1},"errors":[{"message":"no","extensions":{"code":"X","deep":${deep}}}]}`
  expect(subgraphResult(said, 'stock', log)).toEqual({ data: { a: 1 }, errors: [{ message: 'no', extensions: { code: 'X' } }] })
})

test('an event in many short lines is as bounded as one in a long line', async () => {
  async function* lines() {
    for (let count = 0; count < 1_000; count += 1) yield Buffer.from('data: x\n'.repeat(1_000))
  }
  await expect(serverSentEvents(lines(), 10_000).next()).rejects.toThrow('longer than')
})
