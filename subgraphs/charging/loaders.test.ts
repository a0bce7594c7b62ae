import { graphql, GraphQLSchema } from 'graphql'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLocalBus } from '#lib/bus-local.ts'
import { createLog } from '#lib/log.ts'
import { at, testCharging, type TestCharging } from './charging.fixture.ts'
import { box as charging } from './box.ts'
import type { Context } from './context.ts'
import { createLoaders } from './loaders.ts'
import type { ChargingTables } from './tables.ts'

const schema = charging.schema ?? new GraphQLSchema({})
let box: TestCharging
let db: Kysely<ChargingTables>
const statements: string[] = []
beforeAll(async () => {
  box = await testCharging()
  const pool = new pg.Pool({ connectionString: box.config.databaseUrl, options: '-c search_path=charging', max: 2 })
  db = new Kysely<ChargingTables>({ dialect: new PostgresDialect({ pool }), log: ({ query }) => void statements.push(query.sql) })
})
afterAll(async () => {
  await db.destroy()
  await box[Symbol.asyncDispose]()
})

test('a list of sessions with their bills costs two statements, however long it is', async () => {
  const [driver, place] = [await box.driver(), await box.station()]
  for (let i = 0; i < 6; i++) {
    const transaction = await box.begin(place, { idToken: driver.idToken, startedAt: at(i * 10) })
    await transaction.end(i * 10 + 5, 1_001_000)
  }
  const services = { db, bus: createLocalBus(), log: createLog('test', { level: 'silent' }), config: box.config }
  const contextValue: Context = {
    ...services,
    caller: driver.caller,
    clientAddress: null,
    clientAgent: null,
    loaders: createLoaders(db),
  }
  const source = `query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on User {
    chargingSessions { edges { node { energyWh runningCost { amountMinor } station { id } chargeDetailRecord { id } } } } } } }`
  const variableValues = { refs: [{ __typename: 'User', id: driver.userId }] }
  const { data, errors } = await graphql({ schema, source, variableValues, contextValue })
  expect(errors).toBeUndefined()
  const users = data?.['_entities'] as { chargingSessions: { edges: { node: { chargeDetailRecord: unknown } }[] } }[] | undefined
  expect(users?.[0]?.chargingSessions.edges.map(({ node }) => node.chargeDetailRecord !== null)).toEqual(
    Array.from({ length: 6 }, () => true),
  )
  expect(statements).toHaveLength(2)
})
