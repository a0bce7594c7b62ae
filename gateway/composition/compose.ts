import { readFile, writeFile } from 'node:fs/promises'
import { composeServices } from '@apollo/composition'
import { Supergraph } from '@apollo/federation-internals'
import { parse as parseSdl, printSchema, type GraphQLError } from 'graphql'
import { parse as parseYaml } from 'yaml'
import { z } from 'zod'
import { faultsOf } from './composition-rules.ts'

const ROOT = new URL('../../', import.meta.url)
const SUPERGRAPH = 'gateway/supergraph.graphql'
const SCHEMA = 'gateway/schema.graphql'

const layout = z.strictObject({
  federation_version: z.string(),
  subgraphs: z.record(
    z.string().regex(/^[a-z][a-z0-9-]*$/),
    z.strictObject({ routing_url: z.url(), schema: z.strictObject({ file: z.string() }) }),
  ),
})

export interface Subgraph {
  name: string
  url: string
  sdl: string
}
export interface Composition {
  /** What the gateway runs. */
  supergraph: string
  /** The public API. */
  schema: string
}

/** The subgraphs do not fit together. The message says where, in lines for people. */
export class CompositionError extends Error {
  override readonly name = 'CompositionError'
}

/** The subgraphs of supergraph.yaml with their committed SDL. Throws a CompositionError for what is missing or malformed. */
export async function committedSubgraphs(root: URL = ROOT): Promise<Subgraph[]> {
  const given = layout.safeParse(parseYaml(await readFile(new URL('supergraph.yaml', root), 'utf8')))
  if (!given.success) throw new CompositionError(`supergraph.yaml:\n${z.prettifyError(given.error)}`)
  return Promise.all(
    Object.entries(given.data.subgraphs).map(async ([name, { routing_url: url, schema }]) => {
      const sdl = await readFile(new URL(schema.file, root), 'utf8').catch(() => {
        throw new CompositionError(`${name}: cannot read ${schema.file}. Print the subgraph's schema first.`)
      })
      return { name, url, sdl }
    }),
  )
}

/** Composes subgraphs into a supergraph. Throws a CompositionError that lists every fault. */
export function compose(subgraphs: readonly Subgraph[]): Composition {
  const services = subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parsed(name, sdl) }))
  const wrong = services.flatMap(({ name, typeDefs }) => faultsOf(name, typeDefs))
  if (wrong.length > 0) throw new CompositionError(wrong.join('\n'))
  const { supergraphSdl, errors } = composeServices(services)
  if (errors) throw new CompositionError(errors.map(lineOf).join('\n'))
  return {
    supergraph: `${supergraphSdl.trim()}\n`,
    schema: `${printSchema(Supergraph.build(supergraphSdl).apiSchema().toGraphQLJSSchema()).trim()}\n`,
  }
}

function parsed(name: string, sdl: string) {
  try {
    return parseSdl(sdl)
  } catch (error) {
    throw new CompositionError(`[${name}] ${error instanceof Error ? error.message : String(error)}`)
  }
}

function lineOf({ message, extensions, nodes }: GraphQLError): string {
  const lines = new Set(nodes?.flatMap(({ loc }) => (loc ? [loc.startToken.line] : [])))
  const where = lines.size > 0 ? ` (line ${[...lines].join(', ')})` : ''
  return `${typeof extensions['code'] === 'string' ? extensions['code'] : 'INVALID'}: ${message}${where}`
}

/** `npm run compose` writes the two files. With `--check` it says whether they are up to date. */
async function main(check: boolean): Promise<void> {
  const { supergraph, schema } = compose(await committedSubgraphs())
  const files = { [SUPERGRAPH]: supergraph, [SCHEMA]: schema }
  for (const [path, text] of Object.entries(files)) {
    const old = await readFile(new URL(path, ROOT), 'utf8').catch(() => null)
    if (old === text) continue
    if (check) throw new CompositionError(`${path} is not what the subgraphs compose to. Run "npm run compose" and commit it.`)
    await writeFile(new URL(path, ROOT), text)
    process.stdout.write(`${path} written\n`)
  }
}

if (import.meta.main) {
  await main(process.argv.includes('--check')).catch((error: unknown) => {
    if (!(error instanceof CompositionError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  })
}
