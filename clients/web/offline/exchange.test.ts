import { CombinedError, createClient, gql, type Exchange, type OperationResult } from '@urql/core'
import { delay, fromValue, map, mergeMap, pipe, subscribe } from 'wonka'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { EvergraphError } from '../../sdk/errors.ts'
import { keptExchange } from './exchange.ts'

const ASKED = gql`
  {
    n
  }
`
const MINUTES_AGO = Date.parse('2026-11-22T20:00:00Z')

/** A platform that answers after a while: a number, or a code of what is wrong. */
function platform(answer: () => number | string, afterMs = 0): Exchange {
  return () => (operations) =>
    pipe(
      operations,
      mergeMap((operation) => pipe(fromValue(operation), delay(afterMs))),
      map((operation) => {
        const said = answer()
        const error = typeof said === 'string' ? new CombinedError({ networkError: new EvergraphError(said, said) }) : undefined
        return { operation, data: error ? undefined : { n: said }, error, stale: false, hasNext: false } as OperationResult
      }),
    )
}

/** What a page is told, one after the other. */
function told(answer: () => number | string, options: { kept?: number; afterMs?: number } = {}) {
  const { kept, afterMs } = options
  const saved: unknown[] = []
  const answers = {
    find: async (reader: string | null, key: number) =>
      kept === undefined ? null : { reader: reader ?? '', key, data: { n: kept }, at: MINUTES_AGO },
    save: async (_reader: string | null, _key: number, data: unknown) => void saved.push(data),
    keepOnly: async () => undefined,
  }
  const client = createClient({
    url: 'http://graph.test',
    exchanges: [keptExchange(answers, 'noor'), platform(answer, afterMs)],
    preferGetMethod: false,
  })
  const heard: (number | string)[] = []
  const asked = client.createRequestOperation('query', { key: Math.random(), query: ASKED, variables: {} })
  pipe(
    client.executeRequestOperation(asked),
    subscribe(({ data, error }) => {
      if (data) heard.push((data as { n: number }).n)
      else if (error) heard.push((error.networkError as EvergraphError).code)
    }),
  )
  return { heard, saved, again: () => client.reexecuteOperation(asked) }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('what the platform says is kept', async () => {
  const { heard, saved } = told(() => 1, { kept: 7 })
  await vi.advanceTimersByTimeAsync(10)
  expect([heard, saved]).toEqual([[1], [{ n: 1 }]])
})

test('where the platform cannot be reached, what it said last is given', async () => {
  const { heard, saved } = told(() => 'NETWORK', { kept: 7 })
  await vi.advanceTimersByTimeAsync(10)
  expect([heard, saved]).toEqual([[7], []])
})

test('a refusal is no lack of a network: it is told, and nothing old is shown', async () => {
  const { heard } = told(() => 'FORBIDDEN', { kept: 7 })
  await vi.advanceTimersByTimeAsync(10_000)
  expect(heard).toEqual(['FORBIDDEN'])
})

test('an answer that takes long is preceded by the last one, and comes all the same', async () => {
  const { heard } = told(() => 1, { kept: 7, afterMs: 9_000 })
  await vi.advanceTimersByTimeAsync(1_900)
  expect(heard).toEqual([])
  await vi.advanceTimersByTimeAsync(200)
  expect(heard).toEqual([7])
  await vi.advanceTimersByTimeAsync(9_000)
  expect(heard).toEqual([7, 1])
})

test('an answer in time is not followed by an old one', async () => {
  const { heard } = told(() => 1, { kept: 7, afterMs: 500 })
  await vi.advanceTimersByTimeAsync(10_000)
  expect(heard).toEqual([1])
})

test('what this page has heard itself is newer than what was kept: a failure brings nothing older', async () => {
  let says: number | string = 1
  const { heard, again } = told(() => says, { kept: 7 })
  await vi.advanceTimersByTimeAsync(10)
  says = 'NETWORK'
  again()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(heard.at(-1)).toBe('NETWORK')
  expect(heard).not.toContain(7)
})
