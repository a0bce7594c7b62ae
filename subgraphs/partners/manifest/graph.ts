import { readFile, stat } from 'node:fs/promises'
import { setImmediate as turn } from 'node:timers/promises'
import { buildSchema, parse, validate, type GraphQLSchema } from 'graphql'

/** The graph that clients see, as it was composed. */
const FILE = new URL('../../../gateway/schema.graphql', import.meta.url)

let known: { at: number; schema: GraphQLSchema } | null = null

/** The graph as it is now: the file is read again when it has changed. */
async function presentGraph(): Promise<GraphQLSchema> {
  const { mtimeMs: at } = await stat(FILE)
  if (known?.at !== at) known = { at, schema: buildSchema(await readFile(FILE, 'utf8'), { assumeValidSDL: true }) }
  return known.schema
}

export interface Problem {
  operation: string
  message: string
}

/** What is wrong with operations in the present graph: the first fault of each. Others get their turn between two documents. */
export async function problemsOf(operations: readonly { name: string; body: string }[]): Promise<Problem[]> {
  const schema = await presentGraph()
  const problems: Problem[] = []
  for (const { name, body } of operations) {
    await turn()
    const [fault] = validate(schema, parse(body), undefined, { maxErrors: 1 })
    if (fault) problems.push({ operation: name, message: fault.message })
  }
  return problems
}
