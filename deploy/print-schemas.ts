import { writeFile } from 'node:fs/promises'
import { readdir } from 'node:fs/promises'
import type { GraphQLSchema } from 'graphql'
import { printSdl } from '#lib/graph.ts'

const root = new URL('../', import.meta.url)
const subgraphs = (await readdir(new URL('subgraphs/', root))).map((name) => `subgraphs/${name}`)

/** Writes every subgraph's `schema.graphql` from its code; the composition and the clients read those files. */
for (const folder of [...subgraphs, 'verification']) {
  const { schema } = (await import(new URL(`${folder}/schema.ts`, root).href)) as { schema: GraphQLSchema }
  await writeFile(new URL(`${folder}/schema.graphql`, root), printSdl(schema))
}
