import { sql } from 'kysely'
import pg from 'pg'
import { expect, test } from 'vitest'
import { createLog } from '#lib/log.ts'
import { testDatabase } from '../test/postgres.ts'
import { connect } from './connect.ts'

test('a connection that is cut between two statements of a transaction fails that transaction, and not the process', async () => {
  await using database = await testDatabase('accounts')
  await using stack = new AsyncDisposableStack()
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
  const cut = db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(trx)
    await admin.query('SELECT pg_terminate_backend($1, 5000)', [rows[0]?.pid])
    await sql`SELECT 1`.execute(trx)
  })
  await expect(cut).rejects.toThrow()
  expect(uncaught).toEqual([])
  await expect(sql`SELECT 1`.execute(db)).resolves.toBeDefined()
})
