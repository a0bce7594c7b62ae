import type { ExecutionResult } from 'graphql'
import { createSchema, createYoga, isAsyncIterable, type Plugin } from 'graphql-yoga'
import { expect, test } from 'vitest'
import { createListeners } from '../bus.ts'
import type { EventEnvelope } from '../events.ts'
import { liveStream } from '../graphql/live.ts'
import { withCauses } from './pushed.ts'
import { useTracing } from './trace.ts'

const CAUSE = '00-c0ffee00c0ffee00c0ffee00c0ffee00-c0ffee00c0ffee00-01'
const SHOWN = '00-c0ffee00c0ffee00c0ffee00c0ffee00-00000000000000aa-01'

test('a result of a live view says the trace of the event that it is due to, and the first one none', async () => {
  const causes: (string | null)[] = []
  useTracing({
    open: (_, cause) => {
      causes.push(cause)
      return { traceparent: SHOWN, set: () => undefined, failed: () => undefined, end: () => undefined }
    },
  })
  const listeners = createListeners()
  let state = 0
  const live = () =>
    liveStream({
      bus: { listen: listeners.add } as never,
      names: ['charging.session.updated'],
      matches: () => true,
      read: () => Promise.resolve({ state: ++state }),
    })
  const schema = createSchema({
    typeDefs: 'type Query { x: Int } type Subscription { state: Int }',
    resolvers: { Subscription: { state: { subscribe: live, resolve: (value: { state: number }) => value.state } } },
  })
  const pushes: Plugin = {
    onSubscribe: () => ({
      onSubscribeResult: ({ result, setResult }) => {
        if (isAsyncIterable(result)) setResult(withCauses(result as AsyncIterable<ExecutionResult>))
      },
    }),
  }
  const yoga = createYoga({ schema, logging: false, plugins: [pushes] })
  const response = await yoga.fetch('http://x/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: '{"query":"subscription { state }"}',
  })
  const reader = response.body?.getReader()
  let text = ''
  const read = async (until: string) => {
    while (!text.includes(until)) text += new TextDecoder().decode((await reader?.read())?.value)
  }
  await read('"state":1')
  expect(text).not.toContain('traceparent')
  const event = { name: 'charging.session.updated', traceparent: CAUSE, data: {} } as unknown as EventEnvelope
  listeners.tell(event)
  await read('"state":2')
  expect(text).toContain(SHOWN)
  expect(causes).toEqual([CAUSE])
  await reader?.cancel()
  useTracing(null)
})
