import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { connect } from '#db/connect.ts'
import { newId } from '#lib/id.ts'
import { createLog } from '#lib/log.ts'
import { metrics } from '#lib/metrics.ts'
import { testDatabaseAdmin } from '../../test/postgres.ts'
import { until } from '../../test/until.ts'
import { testBridge, type TestBridge } from '../bridge.fixture.ts'
import type { OcppTables } from '../tables.ts'
import type { PassedFrame } from './passed.ts'
import { createFrameRecorder } from './recorder.ts'

let bridge: TestBridge
beforeAll(async () => {
  bridge = await testBridge()
})
afterAll(() => bridge[Symbol.asyncDispose]())

const silent = createLog('test', { level: 'silent' })
const frame = (n: number, more: object = {}): PassedFrame => ({
  direction: 'IN',
  kind: 'CALL',
  messageId: `${n}`,
  action: 'Heartbeat',
  text: '[]',
  ...more,
})
const written = async (stationId: string) =>
  (await bridge.db.selectFrom('frame').select('message_id').where('station_id', '=', stationId).orderBy('id').execute()).map(
    ({ message_id: id }) => Number(id),
  )
const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)
const droppedSoFar = async () => Number(/^evergraph_ocpp_frames_dropped_total (\d+)/m.exec(await metrics.metrics())?.[1] ?? 0)

/** A recorder whose statements the database gives up soon, and a table that cannot be written while `work` goes on. */
async function impatient(limits: { waitingBytes?: number } = {}) {
  const stack = new AsyncDisposableStack()
  const db = connect<OcppTables>({ url: bridge.databaseUrl, schema: 'ocpp', log: silent, max: 1, statementMs: 500 })
  stack.defer(() => db.destroy())
  const other = connect<OcppTables>({ url: testDatabaseAdmin(bridge.databaseUrl), schema: 'ocpp', log: silent, max: 1 })
  stack.defer(() => other.destroy())
  const failed = vi.fn<() => void>()
  const log = Object.assign(createLog('test', { level: 'silent' }), { warn: failed })
  const recorder = stack.use(createFrameRecorder({ db, log }, limits))
  const whileLocked = (work: () => Promise<void>) =>
    other.transaction().execute(async (trx) => {
      await sql`LOCK TABLE frame IN SHARE MODE`.execute(trx)
      await work()
    })
  /** A write is under way and waits for the table. */
  const writing = () =>
    until(async () => {
      const { rows } = await sql`SELECT FROM pg_locks WHERE NOT granted AND relation = 'frame'::regclass`.execute(bridge.db)
      return rows.length > 0
    })
  const hasFailed = () => until(() => failed.mock.calls.length > 0)
  return { recorder, whileLocked, writing, hasFailed, [Symbol.asyncDispose]: () => stack.disposeAsync() }
}

test('frames of a write that failed by a passing fault are written when the database is well again, each once', async () => {
  await using slow = await impatient()
  const stationId = newId()
  const before = await droppedSoFar()
  await slow.whileLocked(async () => {
    for (const n of numbers(0, 10)) slow.recorder.record(stationId, frame(n))
    await slow.hasFailed()
    for (const n of numbers(10, 20)) slow.recorder.record(stationId, frame(n))
  })
  await until(async () => (await written(stationId)).length >= 20)
  expect(await written(stationId)).toEqual(numbers(0, 20))
  expect(await droppedSoFar()).toBe(before)
})

test('frames that wait for another try count, and are older than those that came meanwhile', async () => {
  await using slow = await impatient({ waitingBytes: 40 })
  const stationId = newId()
  const before = await droppedSoFar()
  await slow.whileLocked(async () => {
    for (const n of numbers(0, 15)) slow.recorder.record(stationId, frame(n))
    await slow.writing()
    for (const n of numbers(15, 30)) slow.recorder.record(stationId, frame(n))
    await slow.hasFailed()
    slow.recorder.record(stationId, frame(30))
  })
  await until(async () => (await written(stationId)).at(-1) === 30)
  const gone = (await droppedSoFar()) - before
  expect(gone).toBeGreaterThan(0)
  expect(await written(stationId)).toEqual(numbers(gone, 31))
})

test('what has been written no longer counts', async () => {
  const stationId = newId()
  await using recorder = createFrameRecorder({ db: bridge.db, log: silent }, { waitingBytes: 40 })
  for (const round of numbers(0, 4)) {
    for (const n of numbers(15 * round, 15 * round + 15)) recorder.record(stationId, frame(n))
    await until(async () => (await written(stationId)).includes(15 * round + 14))
  }
  expect(await written(stationId)).toEqual(numbers(0, 60))
})

test('a frame that the database will never take goes, is counted, and holds up no other', async () => {
  const stationId = newId()
  const before = await droppedSoFar()
  await using recorder = createFrameRecorder({ db: bridge.db, log: silent })
  recorder.record(stationId, frame(0, { direction: 'SIDEWAYS' }))
  await until(async () => (await droppedSoFar()) === before + 1)
  recorder.record(stationId, frame(1))
  await until(async () => (await written(stationId)).length > 0)
  expect(await written(stationId)).toEqual([1])
})

test('the share of a charger is one of each hour', async () => {
  const stationId = newId()
  const now = vi.spyOn(performance, 'now')
  try {
    await using recorder = createFrameRecorder({ db: bridge.db, log: silent }, { hourOfCharger: 600 })
    for (const hour of [1, 2]) {
      now.mockReturnValue(hour * 3_600_000)
      for (const n of numbers(10 * hour, 10 * hour + 5)) recorder.record(stationId, frame(n))
    }
  } finally {
    now.mockRestore()
  }
  expect(await written(stationId)).toEqual([10, 11, 20, 21])
})
