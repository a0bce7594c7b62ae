import { createHash } from 'node:crypto'
import { buildOperationContext } from '@apollo/gateway'
import { Supergraph, operationFromDocument } from '@apollo/federation-internals'
import { QueryPlanner, type FetchNode, type PlanNode } from '@apollo/query-planner'
import { getVariableValues, type DocumentNode, type ExecutionResult, type GraphQLError, type GraphQLSchema } from 'graphql'
import { requestFault } from '#lib/graphql/graphql-errors.ts'
import { costOf, type Cost } from './cost.ts'
import { failure } from '../errors.ts'
import {
  compileFetch,
  compilePlan,
  tell,
  type CompiledFetch,
  type Run,
  type Send,
  type Step,
  type SubgraphResult,
} from './execute.ts'
import { introspectionOf, introspects } from './introspection.ts'
import { GATEWAY_LIMITS } from '../limits.ts'
import type { Data } from './merge.ts'
import type { Fault, Shape } from './shape.ts'
import { shapesOf } from './shapes.ts'
import { atOnce } from './steps.ts'

// The vendor's gateway class exports metrics to its maker unless told not to. We only use its planner and parts of its executor, which do
// not. This line is for the day when somebody uses the class.
process.env['APOLLO_TELEMETRY_DISABLED'] = 'true'

/** An operation of a document, planned and compiled once. */
export interface PlannedOperation {
  readonly kind: 'query' | 'mutation' | 'subscription'
  /** Cut where it is long: it is in logs, traces and counts. */
  readonly name: string
  /** True if it asks for the schema itself. */
  readonly introspects: boolean
  /** The stream that feeds a subscription. */
  readonly source: (CompiledFetch & { subgraph: string; node: FetchNode }) | null
  /** True if something is fetched besides the stream. */
  readonly joins: boolean
  readonly step: Step
  readonly shapeFor: (variables: Data) => Shape
  readonly introspect: (variables: Data) => Data
  readonly cost: Cost
  /** The vendor's plan, made anew: nothing keeps it. */
  readonly plan: () => PlanNode | undefined
  /** The variables with their defaults, or what is wrong with them. */
  readonly coerce: (variables: Data, suggestions?: boolean) => { coerced: Data } | { errors: readonly GraphQLError[] }
}

export interface Graph {
  /** Of the supergraph's text: what is kept in Redis of one graph is not read by another. */
  readonly hash: string
  /** What clients see. */
  readonly schema: GraphQLSchema
  readonly subgraphs: readonly { name: string; url: string }[]
  /**
   * The plan of one operation, kept as long as its document. Calls `compiled` for the plan and for every result shape, now or later. Throws
   * GraphQLErrors for faults of the request.
   */
  plan(document: DocumentNode, operationName: string | null | undefined, compiled?: () => void): PlannedOperation
}

/** Runs a query or mutation, or what one event of a subscription needs. */
export async function execute<Context>(
  operation: PlannedOperation,
  {
    services,
    variables,
    context,
    event,
  }: { services: Readonly<Record<string, Send<Context>>>; variables: Data; context: Context; event?: SubgraphResult },
): Promise<ExecutionResult> {
  const run: Run<Context> = { context, services, variables, data: {}, errors: [] }
  if (event) operation.source?.mergeRoot(run, event)
  await operation.step(run, [run.data], [])
  // Done once for all: otherwise each of thirty `__type` would introspect all thirty.
  let introspected: Data | undefined
  const { data, faults } = operation.shapeFor(variables)(run.data, () => (introspected ??= operation.introspect(variables)))
  // If a subgraph said what went wrong, the nulls that follow from it need no errors. Other nulls do.
  const told = [...run.errors]
  for (const fault of faults)
    if (!told.some((error) => covers(error, fault)))
      tell(run, { ...failure('SUBGRAPH_INVALID_RESPONSE', fault.message), path: fault.path })
  return run.errors.length > 0 ? { errors: run.errors, data } : { data }
}

/** True if an error may be the cause of a null: at its own place, below it, or above it, because nulls rise. */
function covers({ path: source = [] }: GraphQLError, { path: place }: Fault): boolean {
  const shared = Math.min(source.length, place.length)
  for (let depth = 0; depth < shared; depth += 1) if (source[depth] !== place[depth]) return false
  return true
}

/** The federated graph of a composed supergraph. */
export const loadGraph = (supergraphSdl: string): Graph => atOnce(loadingGraph(supergraphSdl))

/** The same in steps. Each takes a tenth of a second or more, in which nothing else runs. */
export function* loadingGraph(supergraphSdl: string): Generator<void, Graph, void> {
  const supergraph = Supergraph.build(supergraphSdl)
  yield
  const supergraphSchema = supergraph.schema.toGraphQLJSSchema()
  yield
  const api = supergraph.apiSchema()
  yield
  const schema = api.toGraphQLJSSchema()
  yield
  const planner = new QueryPlanner(supergraph)
  const planned = new WeakMap<DocumentNode, Map<string, PlannedOperation>>()

  const compile = (document: DocumentNode, operationName: string, compiled: () => void): PlannedOperation => {
    const chosen = operationName ? { operationName } : {}
    const context = buildOperationContext({ schema, operationDocument: document, ...chosen })
    const { operation, fragments } = context
    const { node } = planner.buildQueryPlan(operationFromDocument(api, document, chosen))
    const streamed = node?.kind === 'Subscription' ? node : null
    const rest = streamed ? streamed.rest : (node as PlanNode | undefined)
    const definitions = operation.variableDefinitions ?? []
    compiled()
    return {
      kind: operation.operation,
      name: (operation.name?.value ?? 'anonymous').slice(0, GATEWAY_LIMITS.operationNameCharacters),
      introspects: introspects(operation, fragments),
      source: streamed && source(streamed.primary, supergraphSchema),
      joins: rest !== undefined,
      step: compilePlan(rest, supergraphSchema),
      shapeFor: shapesOf(schema, operation, fragments, compiled),
      introspect: introspectionOf(schema, operation, fragments),
      cost: costOf(context),
      plan: () => planner.buildQueryPlan(operationFromDocument(api, document, chosen)).node as PlanNode | undefined,
      coerce: (variables, suggestions = true) => {
        if (definitions.length === 0) return { coerced: {} }
        const { coerced, errors } = getVariableValues(schema, definitions, variables, {
          maxErrors: GATEWAY_LIMITS.document.variableErrors,
          hideSuggestions: !suggestions,
        })
        return coerced ? { coerced } : { errors: (errors ?? []).map((error) => requestFault(error)) }
      },
    }
  }

  return {
    hash: createHash('sha256').update(supergraphSdl).digest('base64url'),
    schema,
    subgraphs: supergraph.subgraphsMetadata(),
    plan: (document, operationName, compiled = () => undefined) => {
      const name = operationName ?? ''
      const ofDocument = planned.get(document) ?? new Map<string, PlannedOperation>()
      planned.set(document, ofDocument)
      const operation = ofDocument.get(name) ?? compile(document, name, compiled)
      ofDocument.set(name, operation)
      return operation
    },
  }
}

function source(primary: FetchNode, schema: GraphQLSchema): CompiledFetch & { subgraph: string; node: FetchNode } {
  return { ...compileFetch(primary, schema), subgraph: primary.serviceName, node: primary }
}
