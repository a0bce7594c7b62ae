import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLog } from '#lib/log.ts'
import { inject } from 'vitest'
import { testDatabase, type TestDatabase } from '../test/postgres.ts'
import { migrate } from './migrate.ts'
import { SCHEMAS } from './schemas.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase('charging')
})
afterAll(() => database[Symbol.asyncDispose]())

async function refusal(url: string, statement: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
    return 'allowed'
  } catch (error) {
    return (error as pg.DatabaseError).code ?? 'no code'
  } finally {
    await client.end()
  }
}

const INSUFFICIENT_PRIVILEGE = '42501'

test('a role reads its own schema and no other', async () => {
  for (const own of SCHEMAS) {
    for (const other of SCHEMAS) {
      const outcome = await refusal(database.urlOf(own), `SELECT * FROM ${other}.outbox`)
      expect({ own, other, outcome }).toEqual({ own, other, outcome: own === other ? 'allowed' : INSUFFICIENT_PRIVILEGE })
    }
  }
})

test('a role may neither create nor drop anything', async () => {
  for (const statement of ['CREATE TABLE charging.mine (a int)', 'CREATE SCHEMA mine', 'CREATE TABLE public.mine (a int)'])
    expect(await refusal(database.url, statement)).toBe(INSUFFICIENT_PRIVILEGE)
  expect(await refusal(database.url, 'DROP TABLE charging.outbox')).toBe(INSUFFICIENT_PRIVILEGE)
})

test('migrating twice, and twice at once, changes nothing', async () => {
  const { passwords } = inject('postgres')
  const log = createLog('migrate', { level: 'silent' })
  const again = () => migrate({ adminUrl: database.adminUrl, passwords, log })
  await Promise.all([again(), again()])
  await expect(again()).resolves.toBeUndefined()
})
