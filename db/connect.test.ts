import { sql, type Kysely } from 'kysely'
import pg from 'pg'
import { expect, test } from 'vitest'
import { createLog } from '#lib/log.ts'
import { testDatabase } from '../test/postgres.ts'
import { until } from '../test/until.ts'
import { connect } from './connect.ts'
import { isPassing } from './faults.ts'

/** A pool, the server's admin, and what nobody has caught. */
async function opened() {
  await using stack = new AsyncDisposableStack()
  const database = stack.use(await testDatabase('accounts'))
  const db = stack.adopt(
    connect<object>({ url: database.url, schema: 'accounts', log: createLog('test', { level: 'silent' }) }),
    (open) => open.destroy(),
  )
  const admin = new pg.Client({ connectionString: database.adminUrl })
  await admin.connect()
  stack.defer(() => admin.end())
  const uncaught: unknown[] = []
  const listeners = process.listeners('uncaughtException')
  process.removeAllListeners('uncaughtException')
  process.on('uncaughtException', (error) => uncaught.push(error))
  stack.defer(() => {
    process.removeAllListeners('uncaughtException')
    for (const listener of listeners) process.on('uncaughtException', listener)
  })
  const own = stack.move()
  return { db, admin, uncaught, [Symbol.asyncDispose]: () => own.disposeAsync() }
}
const pidOf = async (db: Kysely<object>) => (await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(db)).rows[0]?.pid

test('a connection that is cut between two statements of a transaction fails that transaction, and not the process', async () => {
  await using pool = await opened()
  const { db, admin, uncaught } = pool
  const cut = db.transaction().execute(async (trx) => {
    await admin.query('SELECT pg_terminate_backend($1, 5000)', [await pidOf(trx)])
    await sql`SELECT 1`.execute(trx)
  })
  await expect(cut).rejects.toThrow()
  expect(uncaught).toEqual([])
  await expect(sql`SELECT 1`.execute(db)).resolves.toBeDefined()
})

test('a connection that is cut while nobody uses it is left out, and nobody sees it', async () => {
  await using pool = await opened()
  const { db, admin, uncaught } = pool
  const idle = await pidOf(db)
  await admin.query('SELECT pg_terminate_backend($1, 5000)', [idle])
  await until(async () => {
    const now = await pidOf(db).catch(() => idle)
    return now !== idle
  })
  expect(uncaught).toEqual([])
})

test('statements are prepared once a connection, and a migration that changes their result is a passing fault', async () => {
  await using database = await testDatabase('accounts')
  await using stack = new AsyncDisposableStack()
  const log = createLog('test', { level: 'silent' })
  const db = stack.adopt(connect<object>({ url: database.url, schema: 'accounts', log, max: 1 }), (open) => open.destroy())
  const admin = new pg.Client({ connectionString: database.adminUrl })
  await admin.connect()
  stack.defer(() => admin.end())
  await admin.query('CREATE TABLE accounts.shape (a int); GRANT SELECT ON accounts.shape TO evergraph_accounts')
  await admin.query('INSERT INTO accounts.shape VALUES (1)')
  const look = () => sql`SELECT * FROM shape WHERE a = ${1}`.execute(db).then(({ rows }) => rows)

  for (let i = 0; i < 3; i++) expect(await look()).toEqual([{ a: 1 }])
  const prepared = sql<{ statement: string }>`SELECT statement FROM pg_prepared_statements WHERE statement LIKE '%FROM shape%'`
  expect((await prepared.execute(db)).rows).toHaveLength(1)
  await admin.query('ALTER TABLE accounts.shape ADD COLUMN b int DEFAULT 2')
  expect(await look().catch(isPassing)).toBe(true)
  expect(await look()).toEqual([{ a: 1, b: 2 }])
})
