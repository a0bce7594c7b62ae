import { buildOperationContext, executeQueryPlan, type GraphQLDataSource } from '@apollo/gateway'
import { Supergraph, operationFromDocument } from '@apollo/federation-internals'
import { QueryPlanner, type PlanNode, type QueryPlan } from '@apollo/query-planner'
import { GraphQLError, getVariableValues, type DocumentNode, type ExecutionResult, type GraphQLSchema } from 'graphql'
import { requestFault } from '#lib/graphql-errors.ts'
import type { OperationContext } from './data-source.ts'
import { costOf, type Cost } from './cost.ts'
import { refusal } from './errors.ts'
import { LIMITS } from '#lib/limits.ts'
import type { PlannedContext, RequestContext } from './plan-types.ts'

// The vendor's gateway exports metrics to its maker unless told not to. We use its planner and executor alone, which do not;
// this holds if someone constructs the rest of it one day.
process.env['APOLLO_TELEMETRY_DISABLED'] = 'true'

export type Variables = Readonly<Record<string, unknown>>
export type ServiceMap = Readonly<Record<string, GraphQLDataSource>>

/** An operation of a document, planned once. */
export interface PlannedOperation {
  readonly document: DocumentNode
  readonly context: PlannedContext
  readonly plan: QueryPlan
  readonly cost: Cost
}

export interface Graph {
  /** What clients see. */
  readonly schema: GraphQLSchema
  readonly subgraphs: readonly { name: string; url: string }[]
  /** The plan of one operation; kept as long as its document. Throws GraphQLErrors for faults of the request. */
  plan(document: DocumentNode, operationName: string | null | undefined): PlannedOperation
  /** Faults of the variables, and the cost they make. */
  check(operation: PlannedOperation, variables: Variables): readonly GraphQLError[]
  /** Runs `node` (by default the operation's own plan) against the services. */
  run(
    operation: PlannedOperation,
    run: { services: ServiceMap; variables: Variables; context: OperationContext; node?: PlanNode },
  ): Promise<ExecutionResult>
}

/** The federated graph of a composed supergraph: its public schema, the planner and the executor of @apollo/gateway. */
export function loadGraph(supergraphSdl: string): Graph {
  const supergraph = Supergraph.build(supergraphSdl)
  const supergraphSchema = supergraph.schema.toGraphQLJSSchema()
  const api = supergraph.apiSchema()
  const schema = api.toGraphQLJSSchema()
  const planner = new QueryPlanner(supergraph)
  const planned = new WeakMap<DocumentNode, Map<string, PlannedOperation>>()

  const plan: Graph['plan'] = (document, operationName) => {
    const name = operationName ?? ''
    const ofDocument = planned.get(document) ?? new Map<string, PlannedOperation>()
    planned.set(document, ofDocument)
    const hit = ofDocument.get(name)
    if (hit) return hit
    const chosen = operationName ? { operationName } : {}
    const context = buildOperationContext({ schema, operationDocument: document, ...chosen })
    const operation = operationFromDocument(api, document, chosen)
    const fresh = { document, context, plan: planner.buildQueryPlan(operation), cost: costOf(context) }
    ofDocument.set(name, fresh)
    return fresh
  }

  return {
    schema,
    subgraphs: supergraph.subgraphsMetadata(),
    plan,
    check: ({ context, cost }, variables) => {
      const { errors } = getVariableValues(schema, context.operation.variableDefinitions ?? [], variables)
      if (errors) return errors.map((error) => requestFault(error))
      const price = cost(variables)
      if (price <= LIMITS.graphql.cost) return []
      return [
        refusal('QUERY_TOO_COSTLY', `This may read ${price} fields, the limit is ${LIMITS.graphql.cost}. Ask for smaller pages.`),
      ]
    },
    run: async (
      { document, context: planContext, plan: { node: own } },
      { services, variables, context, node = own as PlanNode },
    ) => {
      // The executor reads `request.variables`, `context`, `metrics` and `logger` of Apollo Server's request context, no more.
      const request = { request: { variables }, context, metrics: {}, document } as unknown as RequestContext
      const queryPlan: QueryPlan = { kind: 'QueryPlan', node }
      const result = await executeQueryPlan(queryPlan, services, request, planContext, supergraphSchema, api)
      return withInvalidValues(result)
    },
  }
}

/** A null where the schema promises a value arrives in `extensions.valueCompletion`; clients look for it in `errors`. */
function withInvalidValues({ extensions, ...result }: ExecutionResult): ExecutionResult {
  const { valueCompletion, ...others } = extensions ?? {}
  const invalid = Array.isArray(valueCompletion) ? (valueCompletion as GraphQLError[]) : []
  const errors = invalid.map(
    ({ message, path }) => new GraphQLError(message, { ...(path && { path }), extensions: { code: 'SUBGRAPH_INVALID_RESPONSE' } }),
  )
  return {
    ...result,
    ...(errors.length > 0 && { errors: [...(result.errors ?? []), ...errors] }),
    ...(Object.keys(others).length > 0 && { extensions: others }),
  }
}
