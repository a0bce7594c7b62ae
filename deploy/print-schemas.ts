import { writeFile } from 'node:fs/promises'
import { boxEntry } from '#lib/boxes.ts'
import { printSdl } from '#lib/graph.ts'
import { loadBoxes } from './boxes.ts'

/** Writes every subgraph's `schema.graphql` from its code; the composition and the clients read those files. */
for (const { name, schema } of await loadBoxes())
  if (schema) await writeFile(new URL(`../${boxEntry(name).folder}/schema.graphql`, import.meta.url), printSdl(schema))
