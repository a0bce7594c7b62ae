import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { sql, type Kysely } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLog } from '#lib/log.ts'
import { testDatabase, type TestDatabase } from '../test/postgres.ts'
import { until } from '../test/until.ts'
import { connect } from './connect.ts'
import { isPassing } from './faults.ts'
import type { MessagingTables } from './outbox.ts'

const log = createLog('test', { level: 'silent' })
let database: TestDatabase
let db: Kysely<MessagingTables>
beforeAll(async () => {
  database = await testDatabase('charging')
  db = connect({ url: database.url, schema: 'charging', log, max: 1, statementMs: 100 })
})
afterAll(async () => {
  await db.destroy()
  await database[Symbol.asyncDispose]()
})

const fault = (work: () => Promise<unknown>): Promise<unknown> =>
  work().then(
    () => expect.unreachable('it worked'),
    (error: unknown) => error,
  )

test('a pool with no connection left is passing, though its error has no code', async () => {
  const pool = new pg.Pool({ connectionString: database.url, max: 1 })
  const only = await pool.connect()
  // Only now: opening the one that is there may take long.
  pool.options.connectionTimeoutMillis = 50
  const error = await fault(() => pool.query('SELECT 1'))
  expect(error).not.toHaveProperty('code')
  expect(isPassing(error)).toBe(true)
  only.release()
  await pool.end()
})

test('a statement that took too long is passing: it waited for somebody', async () => {
  expect(isPassing(await fault(() => sql`SELECT pg_sleep(5)`.execute(db)))).toBe(true)
})

test('a connection that is ended in the middle is passing, and so is the next use of it', async () => {
  const client = new pg.Client({ connectionString: database.url })
  client.on('error', () => undefined)
  await client.connect()
  expect(isPassing(await fault(() => client.query('SELECT pg_terminate_backend(pg_backend_pid())')))).toBe(true)
  expect(isPassing(await fault(() => client.query('SELECT 1')))).toBe(true)
})

test('a server that is not there, and one that hangs up, are passing', async () => {
  const hangsUp = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1')
  await once(hangsUp, 'listening')
  const { port } = hangsUp.address() as AddressInfo
  const connecting = () => new pg.Client({ host: '127.0.0.1', port, connectionTimeoutMillis: 2_000 }).connect()
  expect(isPassing(await fault(connecting))).toBe(true)
  hangsUp.close()
  await once(hangsUp, 'close')
  expect(isPassing(await fault(connecting))).toBe(true)
})

test.each(['40001', '40P01', '55P03', '57P01', '57014', '53300', '25006', '58030', 'XX000', '28P01'])(
  'SQLSTATE %s is passing',
  (code) => {
    expect(isPassing(Object.assign(new Error('from the server'), { code }))).toBe(true)
  },
)

test('what says that a passing fault was its cause is passing', () => {
  const cause = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })
  expect(isPassing(new Error('wrapped', { cause }))).toBe(true)
})

test('what the statement itself causes is not passing', async () => {
  expect(isPassing(await fault(() => sql`SELECT 1 / 0`.execute(db)))).toBe(false)
  expect(isPassing(await fault(() => sql`INSERT INTO inbox VALUES (NULL)`.execute(db)))).toBe(false)
  expect(isPassing(await fault(() => sql`SELECT nothing`.execute(db)))).toBe(false)
})

test('a statement with more values than the protocol can count is not passing, though it is told as a fault of the connection', async () => {
  const values = Array.from({ length: 70_000 }, () => 1)
  const tooMany = () => sql`SELECT 1 WHERE 1 IN (${sql.join(values)})`.execute(db)
  // On a loaded machine a connection may not be had in time, which passes; the statement's own fault does not.
  await until(async () => !isPassing(await fault(tooMany)))
  // What a pooler in front of the server says of itself has the same code.
  expect(isPassing(Object.assign(new Error('query_wait_timeout'), { code: '08P01' }))).toBe(true)
})

test('neither is a fault of our own code, whatever words are in it', () => {
  const faults = [
    new TypeError('Connection terminated'),
    new RangeError('9007199254740993 is too large'),
    new Error('a bug'),
    Object.assign(new Error('a bug'), { code: 'ERR_INVALID_ARG_TYPE' }),
    new Error('wrapped', { cause: new Error('a bug') }),
    'text',
  ]
  for (const error of faults) expect(isPassing(error)).toBe(false)
})
