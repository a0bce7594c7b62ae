import { writeFile } from 'node:fs/promises'
import { readdir } from 'node:fs/promises'
import type { GraphQLSchema } from 'graphql'
import { printSdl } from '#lib/graph.ts'

const subgraphs = new URL('../subgraphs/', import.meta.url)

/** Writes every subgraph's `schema.graphql` from its code; the composition and the clients read those files. */
for (const name of await readdir(subgraphs)) {
  const { schema } = (await import(new URL(`${name}/schema.ts`, subgraphs).href)) as { schema: GraphQLSchema }
  await writeFile(new URL(`${name}/schema.graphql`, subgraphs), printSdl(schema))
}
