import { CombinedError, makeErrorResult, makeResult, type Exchange, type Operation, type OperationResult } from '@urql/core'
import { GraphQLError } from '@0no-co/graphql.web'
import { filter, make, mergeMap, pipe, share, takeUntil, type Source } from 'wonka'
import type { Client } from '../../sdk/client.ts'
import { EvergraphError } from '../../sdk/errors.ts'
import { ended, signedInAgain } from '../session/ended.ts'

/** The last of urql's exchanges: the SDK sends what the cache cannot answer, and follows subscriptions. `heard` is told of each event. */
export const sdkExchange =
  (sdk: Client, heard: () => void): Exchange =>
  () =>
  (operations) => {
    const shared = share(operations)
    const ends = (of: Operation) =>
      pipe(
        shared,
        filter(({ kind, key }) => kind === 'teardown' && key === of.key),
      )
    return pipe(
      shared,
      filter(({ kind }) => kind !== 'teardown'),
      mergeMap((operation) =>
        pipe(operation.kind === 'subscription' ? follow(sdk, operation, heard) : send(sdk, operation), takeUntil(ends(operation))),
      ),
    )
  }

const send = (sdk: Client, operation: Operation): Source<OperationResult> =>
  make(({ next, complete }) => {
    let stopped = false
    const answer = async (): Promise<void> => {
      await signedInAgain()
      // Each page asks, gives up and asks again while it is first drawn: without this line all of it would be asked twice.
      if (stopped && operation.kind === 'query') return
      try {
        next(makeResult(operation, { data: await sdk.execute(operation.query, operation.variables) }))
      } catch (error) {
        // What a page asks waits for its reader. What the reader has asked for is refused: they see that, and decide again.
        if (ended.get() && operation.kind === 'query') return answer()
        next(failed(operation, error))
      }
      complete()
    }
    void answer()
    return () => void (stopped = true)
  })

const follow = (sdk: Client, operation: Operation, heard: () => void): Source<OperationResult> =>
  make(({ next, complete }) => {
    let stop: () => void = () => undefined
    let stopped = false
    const read = async (): Promise<void> => {
      await signedInAgain()
      if (stopped) return
      const events = sdk.subscribe(operation.query, operation.variables)
      stop = () => void events.return()
      try {
        for await (const data of events) {
          heard()
          next(makeResult(operation, { data }))
        }
      } catch (error) {
        if (ended.get()) return read()
        next(failed(operation, error))
      }
      complete()
    }
    void read()
    return () => {
      stopped = true
      stop()
    }
  })

/** What was answered beside the errors stays; `codeOf` finds the platform's code again. */
function failed(operation: Operation, error: unknown): OperationResult {
  const fault = error instanceof Error ? error : new Error(String(error))
  if (!(fault instanceof EvergraphError) || fault.errors.length === 0) return makeErrorResult(operation, fault)
  const graphQLErrors = fault.errors.map(
    ({ message, path, extensions }) => new GraphQLError(message, undefined, undefined, undefined, path, fault, extensions),
  )
  return { ...makeErrorResult(operation, fault), data: fault.data ?? undefined, error: new CombinedError({ graphQLErrors }) }
}

/** The SDK's error behind one of urql's: its code, its sentence and its issues. */
export function faultOf(error: CombinedError): EvergraphError {
  const cause = error.networkError ?? error.graphQLErrors[0]?.originalError
  return cause instanceof EvergraphError ? cause : new EvergraphError('BAD_RESPONSE', error.message, { cause: error })
}
