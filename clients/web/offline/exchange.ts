import { makeResult, type Exchange, type Operation, type OperationResult } from '@urql/core'
import { delay, empty, filter, fromPromise, fromValue, merge, mergeMap, pipe, share, takeUntil, type Source } from 'wonka'
import { isPassing } from '../../sdk/errors.ts'
import { faultOf } from '../graph/exchange.ts'
import type { Answer, Answers } from './answers.ts'
import { notHeard, wasHeard } from './unheard.ts'

/** An answer that takes longer is preceded by what was known last. */
const SLOW_MS = 2_000

/**
 * Knows since when each question has not been answered. With `answers` it keeps what the platform says, and gives it again where the platform cannot be
 * reached or is slow. It stands behind the cache, and gives only what this page has not heard yet: what the cache has is newer.
 */
export const keptExchange =
  (answers: Answers | null, reader: string | null): Exchange =>
  ({ forward }) =>
  (operations) => {
    const heardAt = new Map<number, Date>()
    const asked = share(operations)
    const find = ({ key }: Operation) => (heardAt.has(key) || !answers ? Promise.resolve(null) : answers.find(reader, key))

    const judge = (result: OperationResult): Source<OperationResult> => {
      const { operation, data, error } = result
      const { kind, key } = operation
      if (kind !== 'query') return fromValue(result)
      if (!error) {
        heardAt.set(key, new Date())
        wasHeard(key)
        void answers?.save(reader, key, data)
        return fromValue(result)
      }
      const fault = faultOf(error)
      const since = heardAt.get(key)
      if (since) notHeard(key, { fault, at: since })
      if (data || !isPassing(fault)) return fromValue(result)
      const instead = async () => {
        const answer = await find(operation)
        if (answer) notHeard(key, { fault, at: new Date(answer.at) })
        return answer ? { ...result, data: dataOf(answer) } : result
      }
      return fromPromise(instead())
    }

    /** What was known last, when the platform takes its time; nothing if nothing was. */
    const instead = (operation: Operation): Source<OperationResult> =>
      pipe(
        fromValue(operation),
        delay(SLOW_MS),
        mergeMap(() => fromPromise(find(operation))),
        takeUntil(ends(operation)),
        mergeMap((answer) => {
          if (!answer) return empty as Source<OperationResult>
          notHeard(operation.key, { fault: null, at: new Date(answer.at) })
          return fromValue({ ...makeResult(operation, { data: dataOf(answer) }), stale: true })
        }),
      )

    const answered = share(pipe(forward(asked), mergeMap(judge)))
    const ends = (of: Operation): Source<unknown> =>
      merge<unknown>([
        pipe(
          asked,
          filter(({ kind, key }) => kind === 'teardown' && key === of.key),
        ),
        pipe(
          answered,
          filter(({ operation }) => operation.key === of.key),
        ),
      ])
    const slow = pipe(
      asked,
      filter(({ kind }) => kind === 'query'),
      mergeMap(instead),
    )
    return merge([answered, slow])
  }

/** Data of a query is an object; nothing else was kept. */
const dataOf = ({ data }: Answer) => data as Record<string, unknown>
