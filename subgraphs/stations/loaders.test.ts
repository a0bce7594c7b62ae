import { Kysely, PostgresDialect } from 'kysely'
import { graphql, GraphQLSchema } from 'graphql'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLocalBus } from '#lib/bus-local.ts'
import { createLog } from '#lib/log.ts'
import { callerPublicKeyPem } from '../../test/caller.ts'
import { testDatabase, type TestDatabase } from '../../test/postgres.ts'
import { box } from './box.ts'
import type { Context } from './context.ts'
import { createLoaders } from './loaders.ts'
import { registerStation } from './station.service.ts'
import { driver, operator, stationInput } from './stations.fixture.ts'
import type { StationsTables } from './tables.ts'

let database: TestDatabase
let db: Kysely<StationsTables>
const schema = box.schema ?? new GraphQLSchema({})
const statements: string[] = []
beforeAll(async () => {
  database = await testDatabase('stations')
  const pool = new pg.Pool({ connectionString: database.url, options: '-c search_path=stations', max: 2 })
  db = new Kysely<StationsTables>({ dialect: new PostgresDialect({ pool }), log: ({ query }) => void statements.push(query.sql) })
})
afterAll(async () => {
  await db.destroy()
  await database[Symbol.asyncDispose]()
})

const contextOf = (caller: typeof driver): Context => ({
  db,
  bus: createLocalBus(),
  log: createLog('test', { level: 'silent' }),
  config: box.config({ DATABASE_URL: database.url, CALLER_PUBLIC_KEY: callerPublicKeyPem }),
  caller,
  clientAddress: null,
  clientAgent: null,
  loaders: createLoaders(db, caller),
})

test('a list costs as many statements as it has levels, however long it is', async () => {
  const counts: number[] = []
  for (let round = 0; round < 2; round++) {
    // The fixture's input has the shape of the schema's.
    for (let i = 0; i < 4; i++)
      await registerStation(contextOf(operator), stationInput() as unknown as Parameters<typeof registerStation>[1])
    statements.length = 0
    const source = `{ stations { edges { node { name evses { status connectors { status tariff { version } station { name } evse { number } } } } } } }`
    const { data, errors } = await graphql({ schema, source, contextValue: contextOf(driver) })
    expect(errors).toBeUndefined()
    const list = data?.['stations'] as { edges: unknown[] } | undefined
    expect(list?.edges).toHaveLength(4 * (round + 1))
    counts.push(statements.length)
  }
  expect(counts[0]).toBe(counts[1])
  expect(counts[0]).toBeLessThanOrEqual(6)
})
