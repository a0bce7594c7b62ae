import type { ExecutionResult } from 'graphql'
import type { Log } from '#lib/log.ts'
import type { Send, SubgraphResult } from '../execution/execute.ts'
import { execute, type PlannedOperation } from '../execution/graph.ts'
import type { Data } from '../execution/merge.ts'
import { subgraphResult } from '../execution/subgraph-result.ts'
import { tracedPush } from '../observing/tracing.ts'
import type { OperationContext } from '../subgraphs/data-source.ts'
import type { Told } from './upstream.ts'

/** What readers of an operation are shown of an event. */
export type Shows = (
  operation: PlannedOperation,
  variables: Data,
  context: OperationContext,
) => (told: Told) => Promise<ExecutionResult>

interface Shown {
  event: SubgraphResult
  result: () => Promise<ExecutionResult>
}

/**
 * Makes of an event what a client gets. Where nothing is fetched besides the stream, all readers of one operation with the same variables
 * get the same, so it is made once. Else each reader has the fields of other subgraphs fetched for itself: some may be private.
 */
export function createShows({ services, log }: { services: Readonly<Record<string, Send<OperationContext>>>; log: Log }): Shows {
  const made = new WeakMap<Told, Map<PlannedOperation, Map<string, Shown>>>()
  return (operation, variables, context) => {
    const key = JSON.stringify(variables)
    const make = ({ text, status }: Told): Shown => {
      const event = subgraphResult(text, operation.source?.subgraph ?? '', log, status)
      let result: Promise<ExecutionResult> | undefined
      return { event, result: () => (result ??= execute(operation, { services, variables, context, event })) }
    }
    const madeOnce = (told: Told): Shown => {
      const ofEvent = made.get(told) ?? new Map<PlannedOperation, Map<string, Shown>>()
      made.set(told, ofEvent)
      const same = ofEvent.get(operation) ?? new Map<string, Shown>()
      ofEvent.set(operation, same)
      const shown = same.get(key) ?? make(told)
      same.set(key, shown)
      return shown
    }
    return (told) => {
      const { event, result } = operation.joins ? make(told) : madeOnce(told)
      return tracedPush(operation, event, result)
    }
  }
}
