import { createSchema, createYoga } from 'graphql-yoga'
import { afterEach, expect, test, vi } from 'vitest'
import { until } from '../../test/until.ts'
import { inProcessTransport } from './transport.ts'

afterEach(() => vi.restoreAllMocks())

/** Gives one value, and then nothing until it is told to end. */
function silent(ended: () => void): AsyncIterableIterator<number> {
  const values = [1]
  const { promise, resolve } = Promise.withResolvers<IteratorResult<number>>()
  return {
    next: () => (values.length > 0 ? Promise.resolve({ done: false, value: values.pop() ?? 0 }) : promise),
    return: () => {
      ended()
      resolve({ done: true, value: undefined })
      return promise
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}

test('a stream that is left ends at once in the subgraph too, and does not wait for its next word', async () => {
  // Without pings a subgraph that is not told would never notice.
  const begin = globalThis.setInterval
  vi.spyOn(globalThis, 'setInterval').mockImplementation((_work, ms) => begin(() => undefined, ms))
  let ended = false
  const subscribe = () => silent(() => (ended = true))
  const schema = createSchema({
    typeDefs: 'type Query { a: Int } type Subscription { s: Int }',
    resolvers: { Subscription: { s: { subscribe, resolve: (value: number) => value } } },
  })
  const yoga = createYoga({ schema, logging: false })
  const transport = inProcessTransport('silent', async (request) => yoga.fetch(request))
  const gone = new AbortController()
  const headers = { 'content-type': 'application/json', accept: 'text/event-stream' }
  const { chunks } = await transport.stream(JSON.stringify({ query: 'subscription { s }' }), headers, gone.signal)
  let text = ''
  const reading = (async () => {
    for await (const chunk of chunks) text += Buffer.from(chunk).toString()
  })()
  await until(() => text.includes('"s":1'))
  gone.abort()
  await expect(reading).rejects.toThrow('aborted')
  expect(ended).toBe(true)
})

test('a subgraph that fails after its client was gone leaves no rejection that nobody hears', async () => {
  const unheard = vi.fn<(reason: unknown) => void>()
  process.on('unhandledRejection', unheard)
  try {
    const failing = Promise.withResolvers<Response>()
    const transport = inProcessTransport('failing', () => failing.promise)
    await expect(transport.request('{}', {}, AbortSignal.abort())).rejects.toThrow('aborted')
    failing.reject(new Error('too late'))
    await new Promise(setImmediate)
    expect(unheard).not.toHaveBeenCalled()
  } finally {
    process.off('unhandledRejection', unheard)
  }
})
