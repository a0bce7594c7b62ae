import { counter, gauge, seconds } from '#lib/metrics.ts'

export const subgraphSeconds = seconds('evergraph_gateway_subgraph_seconds', 'Time a subgraph took for one fetch of a plan.', [
  'subgraph',
])
export const operationSeconds = seconds(
  'evergraph_gateway_operation_seconds',
  'From the arrival of a query or mutation to its answer, by its name and what the client calls itself.',
  ['operation', 'client'],
)
export const refusals = counter('evergraph_gateway_refusals_total', 'Errors in answers and events to clients, by code.', ['code'])
export const operations = counter('evergraph_gateway_operations_total', 'Operations by kind and outcome (ok, partial, failed).', [
  'kind',
  'outcome',
])
export const subscriptions = gauge('evergraph_gateway_subscriptions', 'Subscriptions that are open now.')
export const upstreams = gauge(
  'evergraph_gateway_upstreams',
  'Streams of subgraphs that are open for subscriptions. Subscriptions to the same share one.',
)
export const sockets = gauge('evergraph_gateway_sockets', 'WebSockets that are open now.')
export const refusedRequests = counter('evergraph_gateway_rate_limited_total', 'Operations refused because a quota was used up.')
export const lostCalls = counter(
  'evergraph_gateway_lost_calls_total',
  'Calls of clients that were not counted: partners was away for too long.',
)
export const documentBytes = gauge('evergraph_gateway_document_bytes', 'What kept documents and their plans are thought to hold.', [
  'share',
])
export const cacheReads = counter(
  'evergraph_gateway_cache_reads_total',
  'Answers of subgraphs that were looked for among the kept ones, by outcome: hit in this process, redis, miss, and shared where the same question was on its way. The hit rate is (hit + redis) / (hit + redis + miss).',
  ['subgraph', 'outcome'],
)
export const cacheBytes = gauge('evergraph_gateway_cache_bytes', 'What the kept answers of subgraphs hold, by estimate.')
export const readsShared = counter(
  'evergraph_gateway_reads_shared_total',
  'Queries that got the result of an identical one of the same caller, which was running.',
)
export const apolloReportsLost = counter(
  'evergraph_gateway_apollo_reports_lost_total',
  'Reports that Apollo has refused, or that waited for too long.',
)
export const supergraphs = counter(
  'evergraph_gateway_supergraphs_total',
  'Changes of the supergraph that were found while the gateway ran, by outcome: taken up, or refused because it is no valid supergraph.',
  ['outcome'],
)
