import type { ExecutionResult } from 'graphql'
import { causeOf } from '#lib/tracing/pushed.ts'
import { traced, traceparent, type Span } from '#lib/tracing/trace.ts'
import type { Send, SubgraphResult } from '../execution/execute.ts'
import type { PlannedOperation } from '../execution/graph.ts'

/** Neither the document nor its variables are in a trace: both may have what a person has written. */
const named = ({ kind, name }: PlannedOperation) => ({
  name: `${kind} ${name}`,
  box: 'gateway',
  attributes: { 'graphql.operation.type': kind, 'graphql.operation.name': name },
})

/** Runs an operation as a piece of the client's trace, or as the beginning of one. */
export function tracedOperation<T extends object>(operation: PlannedOperation, cause: string | undefined, run: () => T): T {
  return traced(
    () => ({ ...named(operation), kind: 'server', cause: cause ?? null }),
    (span) => (span ? noting(span, run()) : run()),
  )
}

/** Sends the result of an event on as a piece of the event's trace, which leads back to the charger or the person behind it. */
export function tracedPush(
  operation: PlannedOperation,
  event: SubgraphResult,
  run: () => Promise<ExecutionResult>,
): Promise<ExecutionResult> {
  const cause = causeOf(event)
  if (cause === undefined) return run()
  return traced(
    () => ({ ...named(operation), name: `push ${operation.name}`, kind: 'producer', cause, causes: [traceparent()] }),
    (span) => (span ? noting(span, run()) : run()),
  )
}

/** Shows each fetch of a plan. */
export const tracedFetch =
  <Context>(subgraph: string, send: Send<Context>): Send<Context> =>
  (request, context) =>
    traced(
      () => ({
        name: `fetch ${subgraph}`,
        box: 'gateway',
        kind: 'client',
        attributes: { 'evergraph.subgraph': subgraph, 'http.request.body.size': request.body.length },
      }),
      (span) => (span ? noting(span, send(request, context)) : send(request, context)),
    )

/** The code of the first error, if there is one. A stream has its errors in its pushes. */
function noting<T extends object>(span: Span, result: T): T {
  if (result instanceof Promise)
    void result.then(
      (settled: ExecutionResult | SubgraphResult) => note(span, settled),
      () => undefined,
    )
  else if ('errors' in result) note(span, result)
  return result
}

function note(span: Span, { errors }: ExecutionResult | SubgraphResult): void {
  const code = errors?.[0]?.extensions?.['code']
  if (errors?.[0]) span.failed(typeof code === 'string' ? code : 'UNKNOWN')
}
