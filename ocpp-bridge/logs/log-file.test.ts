import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { until } from '../../test/until.ts'
import { sql } from 'kysely'
import { testBridge, type TestBridge } from '../bridge.fixture.ts'
import { OCPP_LIMITS } from '../limits.ts'
import { removeSpentLogs } from './log-file.handler.ts'
import { insertLogFile, noteStored, spentFiles } from './log-file.queries.ts'

let bridge: TestBridge
beforeAll(async () => {
  // The test removes by itself.
  bridge = await testBridge({ sweepMs: 3_600_000 })
})
afterAll(() => bridge[Symbol.asyncDispose]())

const ago = (ms: number) => new Date(Date.now() - ms)
const DAY_MS = 86_400_000

/** The upload of a log of a station, and files of it that came so long ago; of some of them only a half. */
async function run(stationId = newId()) {
  const id = newId()
  const about = { kind: 'LOG', log_type: 'DIAGNOSTICS', requested_by: null, quiet_until: new Date() } as const
  await bridge.db
    .insertInto('run')
    .values({ id, station_id: stationId, state: 'DONE', ended_at: new Date(), ...about })
    .execute()
  const file = async (agoMs: number, { bytes = 1, half = false } = {}): Promise<string> => {
    const key = `logs/${newId()}.x`
    const stored = { stored_at: half ? null : ago(agoMs), created_at: ago(agoMs) }
    await insertLogFile(bridge.db, { key, run_id: id, station_id: stationId, name: 'x', bytes, ...stored })
    return key
  }
  return { id, stationId, file }
}
const spent = async (...keys: string[]) => {
  const found = new Set((await spentFiles(bridge.db)).map(({ key }) => key))
  return keys.map((key) => found.has(key))
}

test('the half of an upload that died goes when no more of it can come, and a log when it is old', async () => {
  const hour = OCPP_LIMITS.lateUploadMs
  const [one, other] = [await run(), await run()]
  const halves = [await one.file(hour - 60_000, { half: true }), await one.file(hour + 60_000, { half: true })]
  expect(await spent(...halves)).toEqual([false, true])
  const days = OCPP_LIMITS.keepDays.logs
  const whole = [await one.file((days - 1) * DAY_MS), await other.file((days + 1) * DAY_MS)]
  expect(await spent(...whole)).toEqual([false, true])
})

test('what is too much of one charger goes, the oldest first, and nothing of another', async () => {
  const most = OCPP_LIMITS.logBytesOfCharger
  const stationId = newId()
  const keys = []
  for (const minutes of [3, 2, 1]) keys.push(await (await run(stationId)).file(minutes * 60_000, { bytes: most / 2 }))
  const other = await (await run()).file(240_000, { bytes: most })
  expect(await spent(...keys, other)).toEqual([true, false, false, false])
})

test('a file whose object could not be removed is remembered, and removed later', async () => {
  const { file, stationId } = await run()
  const key = await file(2 * OCPP_LIMITS.lateUploadMs, { half: true })
  const rows = () => bridge.db.selectFrom('log_file').select('key').where('key', '=', key).execute()
  // An object store that is away cannot run here.
  const removed: string[] = []
  const store = (away: boolean) =>
    ({
      db: bridge.db,
      storage: {
        delete: (of: string) => (away ? Promise.reject(new Error('The store is away.')) : Promise.resolve(removed.push(of))),
      },
    }) as never
  await expect(removeSpentLogs(store(true), stationId)).rejects.toThrow('away')
  expect(await rows()).toHaveLength(1)
  await removeSpentLogs(store(false), stationId)
  expect(removed).toEqual([key])
  expect(await rows()).toEqual([])
})

test('of two files that come for one log at once, in two processes, the first is it', async () => {
  const { id, file } = await run()
  const [first, second] = [await file(0, { half: true }), await file(0, { half: true })]
  let other: Promise<boolean> | undefined
  await bridge.db.transaction().execute(async (trx) => {
    expect(await noteStored(trx, first, id)).toBe(true)
    other = bridge.db.transaction().execute((later) => noteStored(later, second, id))
    await until(async () => {
      const waiting = sql`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
      return (await waiting.execute(bridge.db)).rows.length > 0
    })
  })
  expect(await other).toBe(false)
})
