import { isObjectOfType, applyRewrites } from '@apollo/gateway/dist/dataRewrites.js'
import type { ConditionNode, FetchNode, FlattenNode, PlanNode } from '@apollo/query-planner'
import { GraphQLError, isInterfaceType, type GraphQLSchema } from 'graphql'
import { failure } from '../errors.ts'
import { GATEWAY_LIMITS } from '../limits.ts'
import { isData, merge, objectsAt, own, placesOf, type Data, type Path } from './merge.ts'
import { representationOf } from './representation.ts'

/** A GraphQL result as it comes from a subgraph. */
export interface SubgraphResult {
  data?: Data | null
  errors?: readonly SubgraphError[]
  /** What a subgraph says for the gateway alone; a client sees nothing of it. */
  extensions?: Readonly<Record<string, unknown>>
}
export interface SubgraphError {
  message: string
  path?: Path
  extensions?: Record<string, unknown>
}

/** One request to a subgraph. `repeatable`: sending it twice does no harm. */
export interface SubgraphRequest {
  readonly body: string
  readonly repeatable: boolean
  /** The fetch of a plan that it is. Whoever keeps answers finds there what is asked. */
  readonly fetch?: Fetched
}
export interface Fetched {
  readonly node: FetchNode
  readonly variables: Data
  /** The entities that are asked for, as JSON, and the body that asks for some of them. */
  readonly entities?: { readonly wanted: readonly string[]; readonly bodyOf: (wanted: readonly string[]) => string }
}

/** Sends one request to a subgraph. It never rejects: faults are results with a code. */
export type Send<Context> = (request: SubgraphRequest, context: Context) => Promise<SubgraphResult>

/** One execution of a plan. */
export interface Run<Context> {
  readonly context: Context
  readonly services: Readonly<Record<string, Send<Context>>>
  readonly variables: Data
  readonly data: Data
  readonly errors: GraphQLError[]
}

/** Adds an error, up to the limit: after the first hundred, one more of a thousand places says nothing new. */
export function tell<Context>({ errors }: Run<Context>, error: SubgraphError, path: Path = error.path ?? []): void {
  if (errors.length < GATEWAY_LIMITS.errors) errors.push(errorAt(error, path))
  else if (errors.length === GATEWAY_LIMITS.errors)
    errors.push(errorAt(failure('TOO_MANY_ERRORS', `There are more errors; these are the first ${errors.length}.`), []))
}

/** A compiled piece of a plan. It does its fetches and merges the results into `run.data`. */
export type Step = <Context>(run: Run<Context>, objects: readonly Data[], path: Path) => Promise<void> | void

/**
 * Compiles a plan of @apollo/query-planner, once for each operation. It means the same as `executeQueryPlan` of @apollo/gateway; a test
 * compares the two. That one walks and parses the operation again for every request. Ours also asks for each entity once, and gives every
 * error the path that the client knows.
 */
export function compilePlan(node: PlanNode | undefined, schema: GraphQLSchema): Step {
  if (!node) return () => undefined
  switch (node.kind) {
    case 'Sequence':
      return sequence(node.nodes.map((each) => compilePlan(each, schema)))
    case 'Parallel':
      return parallel(node.nodes.map((each) => compilePlan(each, schema)))
    case 'Flatten':
      return flatten(node, schema)
    case 'Fetch':
      return compileFetch(node, schema).step
    case 'Condition':
      return condition(node, schema)
    case 'Defer':
      throw new Error('@defer is not supported')
  }
}

function sequence(steps: readonly Step[]): Step {
  return async (run, objects, path) => {
    for (const step of steps) await step(run, objects, path)
  }
}

function parallel(steps: readonly Step[]): Step {
  return async (run, objects, path) => void (await Promise.all(steps.map(async (step) => step(run, objects, path))))
}

function flatten({ path: below, node }: FlattenNode, schema: GraphQLSchema): Step {
  const step = compilePlan(node, schema)
  return (run, objects, path) => {
    const found = objectsAt(objects, below)
    return found.length > 0 ? step(run, found, [...path, ...below]) : undefined
  }
}

function condition({ condition: name, ifClause, elseClause }: ConditionNode, schema: GraphQLSchema): Step {
  const yes = compilePlan(ifClause, schema)
  const no = compilePlan(elseClause, schema)
  return (run, objects, path) => (run.variables[name] === true ? yes : no)(run, objects, path)
}

export interface CompiledFetch {
  step: Step
  /** Body of the request, given the variables. */
  bodyOf(variables: Data): string
  /** Merges a result that did not come by the step's own request: the event of a subscription. */
  mergeRoot: <Context>(run: Run<Context>, result: SubgraphResult) => void
}

export function compileFetch(node: FetchNode, schema: GraphQLSchema): CompiledFetch {
  const { serviceName, operation, operationName, operationKind, variableUsages = [], requires } = node
  const named = operationName ? `,"operationName":${JSON.stringify(operationName)}` : ''
  const head = `{"query":${JSON.stringify(operation)}${named},"variables":{`
  const repeatable = operationKind !== 'mutation'
  const represent = requires && representationOf(requires, (object, type) => isObjectOfType(schema, object, type))

  const variablesOf = (variables: Data): string[] =>
    variableUsages.flatMap((name) => {
      const value = own(variables, name)
      return value === undefined ? [] : `${JSON.stringify(name)}:${JSON.stringify(value)}`
    })
  const bodyOf = (variables: Data) => `${head}${variablesOf(variables).join(',')}}}`

  const send = <Context>(
    { services, context, variables }: Run<Context>,
    body: string,
    entities?: Fetched['entities'],
  ): Promise<SubgraphResult> =>
    services[serviceName]?.({ body, repeatable, fetch: { node, variables, ...(entities && { entities }) } }, context) ??
    Promise.resolve({ errors: [failure('SUBGRAPH_UNAVAILABLE', `There is no ${serviceName} service.`)] })

  const mergeInto = <Context>(run: Run<Context>, objects: readonly Data[], path: Path, { data, errors }: SubgraphResult) => {
    for (const error of errors ?? []) tell(run, error, error.path ? [...concrete(path), ...error.path] : concrete(path))
    if (!data) return
    applyRewrites(schema, node.outputRewrites, data)
    for (const object of objects) merge(object, data)
  }

  const nonsense = () => failure('SUBGRAPH_INVALID_RESPONSE', `The ${serviceName} service gave an answer that makes no sense.`)

  const fetchRoot: Step = async (run, objects, path) => mergeInto(run, objects, path, await send(run, bodyOf(run.variables)))

  const fetchEntities: Step = async (run, objects, path) => {
    const wanted = new Map<string, Data[]>()
    for (const object of objects) {
      const representation = represent?.(object)
      if (!representation?.['__typename']) continue
      applyRewrites(schema, node.inputRewrites, representation)
      const key = JSON.stringify(representation)
      const same = wanted.get(key)
      if (same) same.push(object)
      else wanted.set(key, [object])
    }
    if (wanted.size === 0) return
    const before = variablesOf(run.variables)
    const bodyFor = (representations: readonly string[]) =>
      `${head}${[...before, `"representations":[${representations.join(',')}]`].join(',')}}}`
    const representations = [...wanted.keys()]
    const result = await send(run, bodyFor(representations), { wanted: representations, bodyOf: bodyFor })
    const targets = [...wanted.values()]
    tellEntityErrors(run, result.errors ?? [], targets, path)
    if (!result.data) return
    const entities = result.data['_entities']
    if (!Array.isArray(entities) || entities.length !== targets.length) return tell(run, nonsense(), concrete(path))
    const wrong = targets.flatMap((same, index) => mergeEntity(entities[index], same, index) ?? [])
    tellEntityErrors(run, wrong, targets, path)
  }

  /** Merges an entity's data into all its places, or says why the data cannot be of this entity. */
  const mergeEntity = (entity: unknown, same: readonly Data[], index: number): SubgraphError | null => {
    if (entity === null || entity === undefined) return null
    if (!isData(entity)) return { ...nonsense(), path: ['_entities', index] }
    const known = same[0]?.['__typename']
    const type = entity['__typename']
    // A subgraph that knows an interface as an object gives the interface's name. The real type was known before.
    if (type === undefined || type === null || isInterfaceNamed(type)) entity['__typename'] = known
    else if (!isOf(type, known)) {
      const message = `The ${serviceName} service gave ${nameOf(type)} where ${nameOf(known)} was asked for.`
      return { ...failure('SUBGRAPH_INVALID_RESPONSE', message), path: ['_entities', index] }
    }
    applyRewrites(schema, node.outputRewrites, entity)
    // All places of one entity share the objects below it: a later fetch asks the same of each of them.
    for (const object of same) merge(object, entity)
    return null
  }

  const isInterfaceNamed = (type: unknown): boolean => typeof type === 'string' && isInterfaceType(schema.getType(type))
  const isOf = (type: unknown, known: unknown): boolean =>
    typeof type === 'string' && (typeof known !== 'string' || isObjectOfType(schema, { __typename: type }, known))

  /** An answer nested so deep that the stack ends is nonsense. The other subgraphs' answers stay. */
  const guarded =
    (step: Step): Step =>
    async (run, objects, path) => {
      try {
        await step(run, objects, path)
      } catch (error) {
        if (!(error instanceof RangeError)) throw error
        tell(run, nonsense(), concrete(path))
      }
    }

  return {
    step: guarded(represent ? fetchEntities : fetchRoot),
    bodyOf,
    mergeRoot: (run, result) => mergeInto(run, [run.data], [], result),
  }
}

/** An error about an entity belongs to every place where the entity stands in the result. */
function tellEntityErrors<Context>(
  run: Run<Context>,
  errors: readonly SubgraphError[],
  targets: readonly Data[][],
  path: Path,
): void {
  if (errors.length === 0) return
  const of = ({ path: [root, index] = [] }: SubgraphError): readonly Data[] =>
    (root === '_entities' && typeof index === 'number' ? targets[index] : undefined) ?? []
  const places = placesOf(run.data, path, new Set(errors.flatMap(of)))
  for (const error of errors) {
    const found = of(error).flatMap((object) => places.get(object) ?? [])
    if (found.length === 0) tell(run, error, concrete(path))
    for (const place of found) tell(run, error, [...place, ...(error.path ?? []).slice(2)])
  }
}

/** A type's name, safe to repeat in a message. */
const nameOf = (type: unknown): string => (typeof type === 'string' ? JSON.stringify(type.slice(0, 100)) : 'no type')

function errorAt({ message, extensions }: SubgraphError, path: Path): GraphQLError {
  return new GraphQLError(message, {
    ...(path.length > 0 && { path }),
    extensions: { code: 'INTERNAL_SERVER_ERROR', ...extensions },
  })
}

/** The part of a plan's path that names one place: up to its first list. */
function concrete(path: Path): Path {
  const list = path.indexOf('@')
  return list < 0 ? path : path.slice(0, list)
}
