import { readFile, stat } from 'node:fs/promises'
import { setImmediate as turn } from 'node:timers/promises'
import { buildSchema, parse, validate, type GraphQLSchema } from 'graphql'
import { PARTNERS_LIMITS } from '../limits.ts'

/** The graph that clients see, as it was composed. */
const FILE = new URL('../../../gateway/schema.graphql', import.meta.url)

/** A graph, and the first fault in it of documents that were looked at, by their hash; null for none. */
interface Graph {
  schema: GraphQLSchema
  faults: Map<string, string | null>
}
let known: { at: number; graph: Promise<Graph> } | null = null

/** The graph as it is now: the file is read again when it has changed, once for all who ask. */
async function presentGraph(): Promise<Graph> {
  const { mtimeMs: at } = await stat(FILE)
  if (known?.at !== at) known = { at, graph: readGraph() }
  return known.graph
}

async function readGraph(): Promise<Graph> {
  try {
    return { schema: buildSchema(await readFile(FILE, 'utf8'), { assumeValidSDL: true }), faults: new Map() }
  } catch (error) {
    known = null
    throw error
  }
}

export interface Problem {
  operation: string
  message: string
}

/**
 * What is wrong with operations in the present graph: the first fault of each. Some documents take a tenth of a second, and one question may
 * ask for those of all versions many times. So each is looked at once, and others get their turn between two.
 */
export async function problemsOf(operations: readonly { name: string; hash: string; body: string }[]): Promise<Problem[]> {
  const graph = await presentGraph()
  const problems: Problem[] = []
  for (const { name, hash, body } of operations) {
    if (!graph.faults.has(hash)) await turn()
    const message = graph.faults.has(hash) ? graph.faults.get(hash) : faultOf(graph, hash, body)
    if (message != null) problems.push({ operation: name, message })
  }
  return problems
}

function faultOf({ schema, faults }: Graph, hash: string, body: string): string | null {
  const [fault] = validate(schema, parse(body), undefined, { maxErrors: 1 })
  const message = fault?.message ?? null
  if (faults.size >= PARTNERS_LIMITS.manifest.judged) faults.clear()
  faults.set(hash, message)
  return message
}
