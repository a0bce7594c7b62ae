import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import type { GraphQLSchema } from 'graphql'
import type { Box } from '#box/definition.ts'
import { BOXES } from '#lib/boxes.ts'
import { printSdl } from '#lib/graph.ts'

const root = new URL('../', import.meta.url)

/** Writes every subgraph's `schema.graphql` from its code; the composition and the clients read those files. */
for (const { folder } of BOXES.filter(({ graph }) => graph)) {
  const file = new URL(`${folder}/box.ts`, root)
  const schema = existsSync(file)
    ? ((await import(file.href)) as { box: Box }).box.schema
    : ((await import(new URL(`${folder}/schema.ts`, root).href)) as { schema: GraphQLSchema }).schema
  if (schema) await writeFile(new URL(`${folder}/schema.graphql`, root), printSdl(schema))
}
