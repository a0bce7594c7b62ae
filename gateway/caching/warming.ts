import type { FetchNode } from '@apollo/query-planner'
import { OperationTypeNode, type GraphQLSchema } from 'graphql'
import { z } from 'zod'
import type { Principal } from '../caller.ts'
import type { Send, SubgraphRequest } from '../execution/execute.ts'
import { GATEWAY_LIMITS } from '../limits.ts'
import type { OperationContext } from '../subgraphs/data-source.ts'
import { cacheableOf } from './cacheable.ts'

interface Warmed {
  schema: GraphQLSchema
  services: Readonly<Record<string, Send<OperationContext>>>
  nobody: Principal
}

/**
 * Asks questions as nobody, so that their answers are kept before anybody waits for them. Only what everybody may see is asked: whatever else
 * stands in Redis is left out. Gives how many were asked.
 */
export async function warm(questions: readonly string[], { schema, services, nobody }: Warmed): Promise<number> {
  const asked = questions.flatMap((question) => readQuestion(question, schema) ?? [])
  const left = asked.values()
  const context: OperationContext = { principal: nobody, signal: undefined, traceparent: undefined, clientAddress: undefined }
  const askOn = async () => {
    // What a subgraph does not answer is not kept. Whoever asks for it waits, as without us.
    for (const { name, request } of left) await services[name]?.(request, context)
  }
  await Promise.all(Array.from({ length: GATEWAY_LIMITS.warming.atOnce }, askOn))
  return asked.length
}

const bodyShape = z.object({
  query: z.string(),
  operationName: z.string().optional(),
  variables: z.looseObject({ representations: z.tuple([z.looseObject({})]).optional() }),
})

/** The fetch that a question was: the subgraph's name, nobody's shelf, and the body. */
function readQuestion(question: string, schema: GraphQLSchema): { name: string; request: SubgraphRequest } | null {
  const [, name = '', body = ''] = /^(\S+) {2}(\{.*)$/s.exec(question) ?? []
  try {
    const { query, operationName, variables } = bodyShape.parse(JSON.parse(body))
    const node = {
      kind: 'Fetch',
      serviceName: name,
      operation: query,
      operationName,
      operationKind: OperationTypeNode.QUERY,
      variableUsages: [],
      // Nobody reads it; its type wants it.
    } as unknown as FetchNode
    if (cacheableOf(node, schema)?.scope !== 'public') return null
    const { representations, ...given } = variables
    if (!representations) return { name, request: { body, repeatable: true, fetch: { node, variables: given } } }
    const head = body.slice(0, body.lastIndexOf(REPRESENTATIONS) + REPRESENTATIONS.length)
    const wanted = representations.map((each) => JSON.stringify(each))
    const entities = { wanted, bodyOf: (all: readonly string[]) => `${head}${all.join(',')}]}}` }
    return entities.bodyOf(wanted) === body
      ? { name, request: { body, repeatable: true, fetch: { node, variables: given, entities } } }
      : null
  } catch {
    return null
  }
}

/** No text in a JSON string has this: its quotation marks are written otherwise there. */
const REPRESENTATIONS = '"representations":['
