import { buildSubgraphSchema } from '@apollo/subgraph'
import { readFile } from 'node:fs/promises'
import { parse, validate } from 'graphql'
import { expect, test } from 'vitest'
import { CLIENT_OF_KEY } from './keys.ts'
import { OPERATION_BY_HASH } from './operations.ts'
import { RECORD_USAGE } from './usage.ts'

test('the partners subgraph has what the gateway asks it', async () => {
  const sdl = await readFile(new URL('../../subgraphs/partners/schema.graphql', import.meta.url), 'utf8')
  const schema = buildSubgraphSchema({ typeDefs: parse(sdl) })
  for (const question of [CLIENT_OF_KEY, OPERATION_BY_HASH, RECORD_USAGE])
    expect(validate(schema, parse(question)).map(({ message }) => message)).toEqual([])
})
