import { Trace } from '@apollo/usage-reporting-protobuf'
import type { PlanNode } from '@apollo/query-planner'
import type { ExecutionResult } from 'graphql'
import { timestampOf } from '#lib/graphql/federated-trace.ts'
import type { Send } from '../execution/execute.ts'

/** A fetch that was done for a plan. */
interface Fetched {
  subgraph: string
  body: string
  sentAt: Date
  receivedAt: Date
  sentNs: bigint
  ftv1: unknown
}

type Services<Context> = Readonly<Record<string, Send<Context>>>

/**
 * Executes an operation and says where its time went: the plan with the time of each fetch, and with each field as the subgraphs measured it.
 * It is in `extensions.ftv1` as Apollo's tools read it (a `Trace` with a `queryPlan`, protobuf in base64).
 */
export async function executeMeasured<Context>(
  services: Services<Context>,
  plan: PlanNode | undefined,
  execute: (services: Services<Context>) => Promise<ExecutionResult>,
): Promise<ExecutionResult> {
  const startedAt = new Date()
  const start = process.hrtime.bigint()
  const fetched: Fetched[] = []
  const noting = Object.entries(services).map(([subgraph, send]): [string, Send<Context>] => [
    subgraph,
    async (request, context) => {
      const [sentAt, sentNs] = [new Date(), process.hrtime.bigint() - start]
      const result = await send(request, context)
      const ftv1 = result.extensions?.['ftv1']
      fetched.push({ subgraph, body: request.body, sentAt, receivedAt: new Date(), sentNs, ftv1 })
      return result
    },
  ])
  const result = await execute(Object.fromEntries(noting))
  const trace = new Trace({
    startTime: timestampOf(startedAt),
    endTime: timestampOf(new Date()),
    durationNs: Number(process.hrtime.bigint() - start),
    fieldExecutionWeight: 1,
    root: {},
    ...(plan && { queryPlan: nodeOf(plan, fetched) }),
  })
  return { ...result, extensions: { ...result.extensions, ftv1: Buffer.from(Trace.encode(trace).finish()).toString('base64') } }
}

function nodeOf(plan: PlanNode, fetched: Fetched[]): Trace.IQueryPlanNode {
  switch (plan.kind) {
    case 'Sequence':
      return { sequence: { nodes: plan.nodes.map((node) => nodeOf(node, fetched)) } }
    case 'Parallel':
      return { parallel: { nodes: plan.nodes.map((node) => nodeOf(node, fetched)) } }
    case 'Flatten': {
      const responsePath = plan.path.map((part) => (typeof part === 'number' ? { index: part } : { fieldName: part }))
      return { flatten: { responsePath, node: nodeOf(plan.node, fetched) } }
    }
    case 'Condition':
      return {
        condition: {
          condition: plan.condition,
          ...(plan.ifClause && { ifClause: nodeOf(plan.ifClause, fetched) }),
          ...(plan.elseClause && { elseClause: nodeOf(plan.elseClause, fetched) }),
        },
      }
    case 'Defer':
      return {}
    case 'Fetch': {
      const begins = `{"query":${JSON.stringify(plan.operation)}`
      const place = fetched.findIndex(({ subgraph, body }) => subgraph === plan.serviceName && body.startsWith(begins))
      // Each is the fetch of one node.
      const [done] = place < 0 ? [] : fetched.splice(place, 1)
      return { fetch: { serviceName: plan.serviceName, ...(done && fetchOf(done)) } }
    }
  }
}

function fetchOf({ sentAt, receivedAt, sentNs, ftv1 }: Fetched): Trace.QueryPlanNode.IFetchNode {
  const times = { sentTime: timestampOf(sentAt), receivedTime: timestampOf(receivedAt), sentTimeOffset: Number(sentNs) }
  if (typeof ftv1 !== 'string') return times
  try {
    return { ...times, trace: Trace.decode(Buffer.from(ftv1, 'base64')) }
  } catch {
    return { ...times, traceParsingFailed: true }
  }
}
