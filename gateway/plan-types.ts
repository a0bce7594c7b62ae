import type { GraphQLDataSource, executeQueryPlan } from '@apollo/gateway'

// Names for types that @apollo/gateway uses in its signatures and does not export.
export type SubgraphResponse = Awaited<ReturnType<GraphQLDataSource['process']>>
export type RequestContext = Parameters<typeof executeQueryPlan>[2]
export type PlannedContext = Parameters<typeof executeQueryPlan>[3]
