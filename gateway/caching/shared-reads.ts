import type { ExecutionResult } from 'graphql'
import type { PlannedOperation } from '../execution/graph.ts'
import type { Data } from '../execution/merge.ts'
import { readsShared } from '../metrics.ts'
import type { OperationContext } from '../subgraphs/data-source.ts'
import type { Cache } from './cache.ts'
import { readerOf } from './reader.ts'

interface SharedRead {
  readonly result: Promise<ExecutionResult>
  readonly gone: AbortController
  readers: number
}

/**
 * Runs a query once for all that ask the same while it runs: the same caller, operation, variables, and whatever else of a request reaches
 * the subgraphs. All get its result, errors too. It is given up when the last of them has left. The subgraphs see the request id of the
 * first; each answer bears its own. A query joins only what is as fresh as itself: not what began before an event that ended kept answers,
 * nor what began before the caller's last writing.
 */
export function createSharedReads(cache: Cache) {
  const running = new WeakMap<PlannedOperation, Map<string, SharedRead>>()
  return async (
    operation: PlannedOperation,
    variables: Data,
    context: OperationContext,
    run: (context: OperationContext) => Promise<ExecutionResult>,
  ): Promise<ExecutionResult> => {
    if (operation.kind !== 'query') return run(context)
    const same = running.get(operation) ?? new Map<string, SharedRead>()
    running.set(operation, same)
    const { principal, signal, traceparent: _, ...told } = context
    const key = `${cache.clock} ${readerOf(principal)} ${JSON.stringify([variables, told])}`
    const known = same.get(key)
    if (known) readsShared.inc()
    const read = known ?? begun(same, key, context, run)
    return joined(read, signal, () => same.get(key) === read && same.delete(key))
  }
}

function begun(
  same: Map<string, SharedRead>,
  key: string,
  context: OperationContext,
  run: (context: OperationContext) => Promise<ExecutionResult>,
): SharedRead {
  const gone = new AbortController()
  const result = run({ ...context, signal: gone.signal })
  const read = { result, gone, readers: 0 }
  same.set(key, read)
  return read
}

async function joined(read: SharedRead, signal: AbortSignal | undefined, forget: () => void): Promise<ExecutionResult> {
  read.readers += 1
  const leave = () => {
    read.readers -= 1
    if (read.readers > 0) return
    // Whoever comes now begins anew, instead of being told that the first one has left.
    forget()
    read.gone.abort()
  }
  if (signal?.aborted) leave()
  else signal?.addEventListener('abort', leave, { once: true })
  try {
    return await read.result
  } finally {
    signal?.removeEventListener('abort', leave)
    forget()
  }
}

export type SharedReads = ReturnType<typeof createSharedReads>
