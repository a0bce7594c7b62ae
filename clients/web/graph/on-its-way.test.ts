import { cacheExchange } from '@urql/exchange-graphcache'
import { createClient, createRequest, gql, type Exchange, type Operation, type OperationResult } from '@urql/core'
import { filter, make, mergeMap, pipe, subscribe } from 'wonka'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keptExchange } from '../offline/exchange.ts'
import { onItsWayExchange } from './on-its-way.ts'

const QUESTION = gql`
  {
    thing {
      id
      n
    }
  }
`
const DONE = gql`
  mutation {
    thing {
      id
      n
    }
  }
`
const CHANGED = gql`
  subscription {
    thing {
      id
      n
    }
  }
`
const thing = (n: number) => ({ thing: { __typename: 'Thing', id: '1', n } })

/** A page on a slow network, whose question was answered by a 7 some time ago. The test answers. */
function slowNetwork() {
  const asked: { operation: Operation; answer: (n: number) => void }[] = []
  const network: Exchange = () => (operations) =>
    pipe(
      operations,
      filter(({ kind }) => kind !== 'teardown'),
      mergeMap((operation) =>
        make<OperationResult>(({ next }) => {
          const answer = (n: number) =>
            next({ operation, data: thing(n), stale: false, hasNext: operation.kind === 'subscription' })
          asked.push({ operation, answer })
          return () => undefined
        }),
      ),
    )
  const answers = {
    find: async (reader: string | null, key: number) => ({ reader: reader ?? '', key, data: thing(7), at: 0 }),
    save: async () => undefined,
    keepOnly: async () => undefined,
  }
  const client = createClient({
    url: 'http://graph.test',
    exchanges: [cacheExchange({}), onItsWayExchange, keptExchange(answers, 'noor'), network],
    preferGetMethod: false,
    requestPolicy: 'cache-and-network',
  })
  const heard: number[] = []
  const hear = ({ data }: { data?: { thing: { n: number } } }) => data && heard.push(data.thing.n)
  const of = (kind: string) => asked.filter(({ operation }) => operation.kind === kind)
  return {
    heard,
    of,
    ask: () => pipe(client.query(QUESTION, {}), subscribe(hear)),
    act: () =>
      pipe(
        client.mutation(DONE, {}),
        subscribe(() => undefined),
      ),
    follow: () =>
      pipe(
        client.subscription(CHANGED, {}),
        subscribe(() => undefined),
      ),
    again: () =>
      client.reexecuteOperation(
        client.createRequestOperation('query', createRequest(QUESTION, {}), { requestPolicy: 'network-only' }),
      ),
  }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

test('a question is asked once while its answer is on its way, however many want it and see what was known last', async () => {
  const { heard, of, ask, again } = slowNetwork()
  ask()
  await pass(3_000)
  expect(heard).toEqual([7])
  ask()
  again()
  await pass(3_000)
  expect(of('query')).toHaveLength(1)
  of('query')[0]?.answer(1)
  await pass(10)
  expect(heard.slice(-2)).toEqual([1, 1])

  // What is asked after that is another question.
  again()
  await pass(10)
  expect(of('query')).toHaveLength(2)
})

test('it is asked again when something was done meanwhile, before and after the platform has said so', async () => {
  const { of, ask, act, again } = slowNetwork()
  ask()
  await pass(3_000)
  act()
  again()
  await pass(10)
  expect(of('query')).toHaveLength(2)
  of('mutation')[0]?.answer(8)
  again()
  await pass(10)
  expect(of('query')).toHaveLength(3)
})

test('it is asked again when something was heard meanwhile, which shows at once', async () => {
  const { heard, of, ask, follow, again } = slowNetwork()
  follow()
  ask()
  await pass(3_000)
  of('subscription')[0]?.answer(8)
  await pass(10)
  expect(heard.at(-1)).toBe(8)
  expect(of('query')).toHaveLength(1)
  again()
  await pass(10)
  expect(of('query')).toHaveLength(2)
})

test('it is asked again when nobody waited for it any more', async () => {
  const { heard, of, ask } = slowNetwork()
  ask().unsubscribe()
  ask()
  await pass(10)
  expect(of('query')).toHaveLength(2)
  of('query')[1]?.answer(2)
  await pass(10)
  expect(heard).toEqual([2])
})
