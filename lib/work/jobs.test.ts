import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createConnection, createServer, type AddressInfo } from 'node:net'
import type { Kysely } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect } from '#db/connect.ts'
import { jobsSchemaOf } from '#db/schemas.ts'
import { testDatabase, type TestDatabase } from '../../test/postgres.ts'
import { root } from '../../test/source-files.ts'
import { until } from '../../test/until.ts'
import { createJobs, type Jobs } from './jobs.ts'
import { createLog } from '../log.ts'
import { traceparent, useTracing, within } from '../tracing/trace.ts'

const stack = new AsyncDisposableStack()
const log = createLog('test', { level: 'silent' })
let db: Kysely<unknown>
let jobs: Jobs
let database: TestDatabase
beforeAll(async () => {
  database = stack.use(await testDatabase('rewards'))
  db = stack.adopt(connect({ url: database.url, schema: 'rewards', log }), (open) => open.destroy())
  jobs = stack.use(
    await createJobs({
      url: database.url,
      schema: jobsSchemaOf('rewards'),
      queues: ['letters', 'fickle', 'traced', 'keyed', 'orphaned'],
      log,
    }),
  )
})
afterAll(() => stack.disposeAsync())

test('a job is done if its transaction commits, and never if it does not', async () => {
  const done: string[] = []
  await jobs.work<{ name: string }>('letters', async ({ name }) => void done.push(name))
  const undone = db.transaction().execute(async (trx) => {
    await jobs.enqueue(trx, 'letters', { name: 'undone' })
    throw new Error('rolled back')
  })
  await expect(undone).rejects.toThrow('rolled back')
  await db.transaction().execute((trx) => jobs.enqueue(trx, 'letters', { name: 'done' }))
  await until(() => done.length > 0)
  expect(done).toEqual(['done'])
})

test('a job that fails is tried again until it works', async () => {
  let tries = 0
  await jobs.work('fickle', async () => {
    if (++tries < 2) throw new Error('not yet')
  })
  await db.transaction().execute((trx) => jobs.enqueue(trx, 'fickle', {}))
  await until(() => tries === 2, { timeoutMs: 25_000 })
})

test('a job that somebody has caused is done in their trace; its data are as they were given', async () => {
  const cause = '00-c0ffee00c0ffee00c0ffee00c0ffee00-c0ffee00c0ffee00-01'
  const own = '00-c0ffee00c0ffee00c0ffee00c0ffee00-00000000000000aa-01'
  const spans: string[] = []
  useTracing({
    open: ({ name, box }, from) => {
      spans.push(`${box}: ${name} by ${from}`)
      return { traceparent: own, set: () => undefined, failed: () => undefined, end: () => undefined }
    },
  })
  try {
    const seen: [object, string | null][] = []
    await jobs.work('traced', async (data) => void seen.push([data, traceparent()]))
    await within(cause, () => db.transaction().execute((trx) => jobs.enqueue(trx, 'traced', { name: 'one' })))
    await until(() => seen.length === 1)
    await db.transaction().execute((trx) => jobs.enqueue(trx, 'traced', { name: 'of itself' }))
    await until(() => seen.length === 2)
    expect(seen).toEqual([
      [{ name: 'one' }, own],
      [{ name: 'of itself' }, null],
    ])
    expect(spans).toEqual([`rewards: job traced by ${cause}`])
  } finally {
    useTracing(null)
  }
})

test('while a job of a key waits, another is not added', async () => {
  const runAt = new Date(Date.now() + 1_500)
  for (const name of ['first', 'second', 'third'])
    await db.transaction().execute((trx) => jobs.enqueue(trx, 'keyed', { name }, { key: 'one', runAt }))
  const done: string[] = []
  await jobs.work<{ name: string }>('keyed', async ({ name }) => void done.push(name))
  await until(() => done.length > 0)
  await db.transaction().execute((trx) => jobs.enqueue(trx, 'keyed', { name: 'last' }))
  await until(() => done.includes('last'))
  expect(done).toEqual(['first', 'last'])
})

test('jobs begin where the database takes no connection at first; where it never does, they say what to do', async () => {
  const { hostname, port } = new URL(database.url)
  let refused = 0
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    if (refused++ < 2) return socket.destroy()
    const through = createConnection(Number(port), hostname)
    for (const [from, to] of [
      [socket, through],
      [through, socket],
    ] as const)
      from.pipe(to).on('error', () => from.destroy())
    socket.once('close', () => through.destroy())
    through.once('close', () => socket.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const busy = new URL(database.url)
  busy.port = String((server.address() as AddressInfo).port)
  const options = { url: busy.href, schema: jobsSchemaOf('rewards'), queues: ['letters'], log }
  await (await createJobs(options))[Symbol.asyncDispose]()
  expect(refused).toBeGreaterThan(2)
  server.close()
  await expect(createJobs(options)).rejects.toThrow(/The job queue of rewards did not start: .*ECONNREFUSED.* then start again\./)
})

/** Another process of the box: it takes a job, says so, and never ends it. */
const HANGING = `
  import { createJobs } from '#lib/work/jobs.ts'
  import { createLog } from '#lib/log.ts'
  const [url, schema] = process.argv.slice(1)
  const jobs = await createJobs({ url, schema, queues: ['orphaned'], log: createLog('test', { level: 'silent' }) })
  await jobs.work('orphaned', () => { process.stdout.write('working'); return new Promise(() => {}) })
  process.stdout.write('ready')
`

test('a job whose process is killed is done by another', { timeout: 180_000 }, async () => {
  const child = spawn(process.execPath, ['--input-type=module', '-e', HANGING, database.url, jobsSchemaOf('rewards')], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  const working = once(child.stdout, 'data')
  await db.transaction().execute((trx) => jobs.enqueue(trx, 'orphaned', { name: 'orphan' }))
  expect(String(await working)).toBe('working')
  child.kill('SIGKILL')
  await once(child, 'exit')
  const done: string[] = []
  await jobs.work<{ name: string }>('orphaned', async ({ name }) => void done.push(name))
  await until(() => done.length > 0, { timeoutMs: 150_000, everyMs: 200 })
  expect(done).toEqual(['orphan'])
})
