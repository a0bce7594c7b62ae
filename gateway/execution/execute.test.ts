import { buildOperationContext, executeQueryPlan } from '@apollo/gateway'
import { Supergraph, operationFromDocument } from '@apollo/federation-internals'
import { QueryPlanner } from '@apollo/query-planner'
import { parse, validate, type ExecutionResult } from 'graphql'
import { describe, expect, test, vi } from 'vitest'
import { librarySubgraphs, librarySupergraph } from '../fixtures/library.ts'
import { randomQuery } from '../fixtures/queries.ts'
import type { SubgraphResult } from './execute.ts'
import { execute, loadGraph } from './graph.ts'

const supergraphSdl = librarySupergraph()
const graph = loadGraph(supergraphSdl)
const subgraphs = librarySubgraphs()

async function ours(query: string, variables: Record<string, unknown>): Promise<ExecutionResult> {
  const services = Object.fromEntries(
    Object.entries(subgraphs).map(([name, answer]) => [name, ({ body }: { body: string }) => answer(body)]),
  )
  const operation = graph.plan(parse(query), null)
  const coerced = operation.coerce(variables)
  if ('errors' in coerced) return coerced
  return execute(operation, { services, variables: coerced.coerced, context: null })
}

const supergraph = Supergraph.build(supergraphSdl)
const apollo = {
  api: supergraph.apiSchema(),
  supergraphSchema: supergraph.schema.toGraphQLJSSchema(),
  planner: new QueryPlanner(supergraph),
}

/** The same query by the executor of @apollo/gateway. */
async function theirs(query: string, variables: Record<string, unknown>): Promise<ExecutionResult> {
  const document = parse(query)
  const plan = apollo.planner.buildQueryPlan(operationFromDocument(apollo.api, document))
  const services = Object.fromEntries(
    Object.entries(subgraphs).map(([name, answer]) => [
      name,
      {
        process: async ({ request }: { request: object }) => {
          const {
            query: operation,
            variables: given,
            operationName,
          } = request as { query: string; variables: object; operationName?: string }
          return withoutInterfaceNames(await answer(JSON.stringify({ query: operation, variables: given, operationName }))) as never
        },
      },
    ]),
  )
  const context = buildOperationContext({ schema: graph.schema, operationDocument: document })
  const request = { request: { variables }, metrics: {}, context: {} } as never
  return executeQueryPlan(plan, services, request, context, apollo.supergraphSchema, apollo.api)
}

/**
 * That executor takes the name of an interface object for the type of the entity, and then drops what the client asked of the
 * real type. It is spared the name here; the test of it is below.
 */
function withoutInterfaceNames(result: SubgraphResult): SubgraphResult {
  const entities = (result.data?.['_entities'] ?? []) as (Record<string, unknown> | null)[]
  for (const entity of entities) if (entity?.['__typename'] === 'Work') delete entity['__typename']
  return result
}

const VARIABLES = [{ yes: true }, { yes: false, no: true }]
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null))
const faultsOf = ({ errors, extensions }: ExecutionResult): number =>
  (errors ?? (extensions?.['valueCompletion'] as unknown[] | undefined) ?? []).length

describe('the compiled plan means what @apollo/gateway makes of it', () => {
  const SEEDS = 60
  test(`in ${SEEDS} random queries`, async () => {
    let faults = 0
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const query = randomQuery(graph.schema, seed)
      if (validate(graph.schema, parse(query)).length > 0) continue
      for (const variables of VARIABLES) {
        const [mine, reference] = await Promise.all([ours(query, variables), theirs(query, variables)])
        expect(plain(mine.data), `seed ${seed}: ${query}`).toEqual(plain(reference.data))
        expect(faultsOf(mine) > 0, `seed ${seed}: ${query}`).toBe(faultsOf(reference) > 0)
        faults += faultsOf(mine)
      }
    }
    // The comparison is worth something only while refusals and nulls are among what is compared.
    expect(faults).toBeGreaterThan(50)
  }, 120_000)

  const chosen: Record<string, string> = {
    'a required field of another subgraph': '{ works { ... on Book { shipping } } }',
    'an interface object': '{ works { id popularity reviews(first: 1) { text author { name born } } } }',
    'a union': '{ search { __typename ... on Book { title price } ... on Film { minutes } ... on Author { name born } } }',
    'a list of lists with nulls': '{ grid { title price reviews { stars } } }',
    'one field asked for in several places':
      '{ best { title } best { price } ...F ...F } fragment F on Query { best { pages author { name } } }',
    'introspection beside data':
      '{ __typename best { title } __type(name: "Book") { name fields { name } } s: __schema { queryType { name } } }',
    'nothing but what is skipped': 'query ($yes: Boolean = true) { best @skip(if: $yes) { title } }',
    'a mutation with what follows': 'mutation { retitle(id: "b2", title: "new") { title ... on Book { price } } }',
    'names that every object inherits':
      '{ constructor: best { toString: title hasOwnProperty: price valueOf: author { constructor: born } } }',
  }
  for (const [what, query] of Object.entries(chosen)) {
    test(`with ${what}`, async () => {
      const [mine, reference] = await Promise.all([ours(query, {}), theirs(query, {})])
      expect(plain(mine.data)).toEqual(plain(reference.data))
      expect(mine.data).toBeTruthy()
      expect(faultsOf(mine)).toBe(faultsOf(reference))
    })
  }
})

test('the schema is asked once, however often the operation asks for parts of it', async () => {
  const operation = graph.plan(
    parse('{ a: __type(name: "Book") { name } b: __type(name: "Film") { name } __schema { description } }'),
    null,
  )
  const introspect = vi.fn<typeof operation.introspect>((variables) => operation.introspect(variables))
  const { data } = await execute({ ...operation, introspect }, { services: {}, variables: {}, context: null })
  expect(plain(data)).toMatchObject({ a: { name: 'Book' }, b: { name: 'Film' } })
  expect(introspect).toHaveBeenCalledOnce()
})

test('an entity stays what it is when a subgraph knows it by its interface alone', async () => {
  const { data } = await ours('{ grid { popularity ... on Book { pages shipping __typename } } }', {})
  expect(plain(data)).toMatchObject({
    grid: [[{ popularity: 1, pages: 100, shipping: 'by post 1', __typename: 'Book' }, {}], null, [], [{}]],
  })
})

test('an error of an entity stands at every place of it', async () => {
  // Author a4 is refused by the shop, and directs two of these films.
  const { errors } = await ours(
    '{ a: work(id: "f4") { ... on Film { director { born } } } b: work(id: "f9") { ... on Film { director { born } } } }',
    {},
  )
  expect(errors?.map(({ path }) => path?.join('.'))).toEqual(expect.arrayContaining(['a.director', 'b.director']))
})

describe('a null that the schema rules out', () => {
  const answering = async (query: string, answers: Readonly<Record<string, SubgraphResult>>) => {
    const services = Object.fromEntries(Object.entries(answers).map(([name, answer]) => [name, () => Promise.resolve(answer)]))
    const { data, errors } = await execute(graph.plan(parse(query), null), { services, variables: {}, context: null })
    return { data, places: errors?.map(({ message, path }) => `${path?.join('.')}: ${message}`) }
  }

  test('is told beside an error of another place', async () => {
    const { data, places } = await answering('{ work(id: "b1") { title } review(id: "r1") { text } }', {
      works: { data: { work: { __typename: 'Book', title: null } } },
      reviews: { data: { review: null }, errors: [{ message: 'no', path: ['review'] }] },
    })
    expect(plain(data)).toEqual({ work: null, review: null })
    expect(places).toEqual(['review: no', 'work.title: Cannot return null for non-nullable field Book.title.'])
  })

  const covered: Record<string, string[]> = {
    'at its place': ['best', 'title'],
    'above it': ['best'],
    'below it': ['best', 'title', 'x'],
  }
  for (const [where, path] of Object.entries(covered)) {
    test(`is not told again where an error stands ${where}`, async () => {
      const works = { data: { best: { __typename: 'Book', title: null } }, errors: [{ message: 'no', path }] }
      expect((await answering('{ best { title } }', { works })).places).toEqual([`${path.join('.')}: no`])
    })
  }
})

test('a key that would change an object’s prototype is not merged', async () => {
  const { merge } = await import('./merge.ts')
  const target: Record<string, unknown> = {}
  merge(
    target,
    JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}') as Record<string, unknown>,
  )
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  expect(Object.getPrototypeOf(target)).toBe(Object.prototype)
})
