import { CombinedError, createClient, gql, type OperationResult } from '@urql/core'
import { pipe, subscribe } from 'wonka'
import { afterEach, expect, test } from 'vitest'
import type { Client } from '../../sdk/client.ts'
import { errorOf, EvergraphError } from '../../sdk/errors.ts'
import { ended } from '../session/ended.ts'
import { faultOf, sdkExchange } from './exchange.ts'

afterEach(() => ended.set(false))

const QUERY = gql`
  {
    n
  }
`
const MUTATION = gql`
  mutation {
    n
  }
`
const SUBSCRIPTION = gql`
  subscription {
    n
  }
`

type Answer = number | EvergraphError

/** The SDK: what it is asked, and what it answers in turn; an error ends the login where the test says so. */
function platform(...answers: (() => Answer)[]) {
  const asked: string[] = []
  const stopped: number[] = []
  const next = (): Answer => answers.shift()?.() ?? new EvergraphError('NONE', 'There is no answer left.')
  const sdk = {
    execute: async () => {
      asked.push('execute')
      const answer = next()
      if (typeof answer !== 'number') throw answer
      return { n: answer }
    },
    subscribe: () => {
      asked.push('subscribe')
      const at = asked.length
      const gone = Promise.withResolvers<void>()
      async function* events() {
        while (answers.length > 0) {
          const answer = next()
          if (typeof answer !== 'number') throw answer
          yield { n: answer }
        }
        await gone.promise
      }
      const all = events()
      return Object.assign(all, {
        return: async () => {
          stopped.push(at)
          gone.resolve()
          return { done: true, value: undefined }
        },
      })
    },
  }
  let heard = 0
  const client = createClient({
    url: 'http://graph.test',
    exchanges: [sdkExchange(sdk as unknown as Client, () => void heard++)],
    preferGetMethod: false,
  })
  const told: (number | string)[] = []
  const results: OperationResult[] = []
  const ask = (kind: 'query' | 'mutation' | 'subscription') => {
    const query = { query: QUERY, mutation: MUTATION, subscription: SUBSCRIPTION }[kind]
    const operation = client.createRequestOperation(kind, { key: 1, query, variables: {} })
    return pipe(
      client.executeRequestOperation(operation),
      subscribe((result) => {
        results.push(result)
        told.push(result.error ? faultOf(result.error).code : (result.data as { n: number }).n)
      }),
    )
  }
  return { asked, told, stopped, results, ask, heard: () => heard }
}

const turn = () => new Promise<void>((resolve) => void setImmediate(resolve))
const ends = (answer: Answer) => () => {
  ended.set(true)
  return answer
}
const refused = new EvergraphError('UNAUTHENTICATED', 'Sign in.')

test('what a page asks while its login has ended waits for the next sign-in', async () => {
  ended.set(true)
  const { asked, told, ask } = platform(() => 1)
  ask('query')
  await turn()
  expect(asked).toEqual([])
  ended.set(false)
  await turn()
  expect(told).toEqual([1])
})

test('a question that is refused because the login ends is asked again after the next sign-in, and its refusal is not shown', async () => {
  const { asked, told, ask } = platform(ends(refused), () => 1)
  ask('query')
  await turn()
  expect([asked, told]).toEqual([['execute'], []])
  ended.set(false)
  await turn()
  expect([asked, told]).toEqual([['execute', 'execute'], [1]])
})

test('what a reader has asked to be done is not done by itself after the next sign-in: it is refused', async () => {
  const { asked, told, ask } = platform(ends(refused), () => 1)
  ask('mutation')
  await turn()
  ended.set(false)
  await turn()
  expect([asked, told]).toEqual([['execute'], ['UNAUTHENTICATED']])
})

test('a page that follows something goes on after the next sign-in', async () => {
  const { asked, told, ask, heard } = platform(
    () => 1,
    ends(refused),
    () => 2,
  )
  ask('subscription')
  await turn()
  expect([asked, told]).toEqual([['subscribe'], [1]])
  ended.set(false)
  await turn()
  expect([asked, told, heard()]).toEqual([['subscribe', 'subscribe'], [1, 2], 2])
})

test('what is followed no more is stopped, and is not begun after a sign-in that it waited for', async () => {
  const open = platform(() => 1)
  const { unsubscribe } = open.ask('subscription')
  await turn()
  unsubscribe()
  expect(open.stopped).toEqual([1])

  ended.set(true)
  const waiting = platform(() => 1)
  waiting.ask('subscription').unsubscribe()
  ended.set(false)
  await turn()
  expect(waiting.asked).toEqual([])
})

test('what nobody waits for any more before it is sent is not sent: react asks once while it draws, and once when it has drawn', async () => {
  const { asked, told, ask } = platform(
    () => 1,
    () => 2,
  )
  ask('query').unsubscribe()
  ask('query')
  await turn()
  expect([asked, told]).toEqual([['execute'], [1]])
  // What is to be done is done, whoever waits.
  ask('mutation').unsubscribe()
  await turn()
  expect(asked).toEqual(['execute', 'execute'])
})

test('a failure keeps its code, and what was answered beside it', async () => {
  const half = errorOf([{ message: 'No.', path: ['m'], extensions: { code: 'SUBGRAPH_TIMEOUT' } }], { n: 3 })
  const { told, results, ask } = platform(() => half)
  ask('query')
  await turn()
  expect(told).toEqual(['SUBGRAPH_TIMEOUT'])
  expect(results[0]?.data).toEqual({ n: 3 })
})

test('a fault that is none of the platform’s is a bad answer', () => {
  expect(faultOf(new CombinedError({ networkError: new TypeError('ours') })).code).toBe('BAD_RESPONSE')
})
