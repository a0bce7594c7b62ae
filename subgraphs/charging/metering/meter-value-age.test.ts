import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asAdministrator, testCharging, type TestCharging } from '../charging.fixture.ts'
import { CHARGING_LIMITS } from '../limits.ts'
import { pruneCharging } from '../retention.ts'
import type { SessionChange } from '../tables.ts'
import { dropPartitions, makePartitions } from './meter-value-age.queries.ts'

const DAY_MS = 86_400_000
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS)
/** The first id of a session that is opened then (UUIDv7). */
const idAt = (moment: Date, tail = '0') => {
  const hex = moment.getTime().toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-${tail.padStart(12, '0')}`
}

let box: TestCharging
beforeAll(async () => {
  box = await testCharging()
})
afterAll(() => box[Symbol.asyncDispose]())

const valuesOf = (id: string) => box.db.selectFrom('meter_value').selectAll().where('session_id', '=', id).orderBy('at').execute()
const partitions = async () => {
  const { rows } = await sql<{ name: string }>`SELECT name FROM meter_value_partition ORDER BY to_id`.execute(box.db)
  return rows.map(({ name }) => name)
}

/** A session that ended then, with a meter value each second for so long before. */
async function session(endedAt: Date, more: { seconds?: number; id?: string; held?: boolean } = {}): Promise<string> {
  const { seconds = 0, held = false } = more
  const place = await box.station()
  const startedAt = new Date(endedAt.getTime() - seconds * 1_000)
  const transaction = await box.begin(place, { startedAt: startedAt.toISOString() })
  const { transactionId } = transaction
  await transaction.end(1, 1_001_000)
  const { id } = await box.sessionOf(transactionId)
  const to = more.id ?? id
  if (to !== id) await asAdministrator(box, sql`DELETE FROM cdr WHERE session_id = ${id}`)
  await box.db
    .updateTable('session')
    .set({ id: to, ended_at: endedAt, started_at: startedAt, meter_values: seconds + 1, ...(held && { flags: ['UNAUTHORISED'] }) })
    .where('id', '=', id)
    .execute()
  await sql`INSERT INTO meter_value (session_id, at, received_at, register_wh)
    SELECT ${to}::uuid, ${startedAt}::timestamptz + make_interval(secs => second), now(), second
    FROM generate_series(0, ${seconds}::integer) AS second`.execute(box.db)
  return to
}

test('a session keeps every meter value, then one a minute, then one a quarter of an hour, then none', async () => {
  const [minute, quarter] = CHARGING_LIMITS.meterValueDetail
  // At a full hour, so that stretches are whole.
  const hour = (days: number) => new Date(Math.floor(daysAgo(days).getTime() / 3_600_000) * 3_600_000)
  const ids = {
    recent: await session(hour(minute.afterDays - 1), { seconds: 1_800 }),
    minutes: await session(hour(minute.afterDays + 1), { seconds: 1_800 }),
    quarters: await session(hour(quarter.afterDays + 1), { seconds: 1_800 }),
    none: await session(hour(CHARGING_LIMITS.meterValueDays + 1), { seconds: 1_800 }),
    held: await session(hour(CHARGING_LIMITS.meterValueDays + 1), { seconds: 60, held: true }),
  }
  for (const round of ['once', 'again']) {
    await pruneCharging(box.db)
    const left = Object.fromEntries(
      await Promise.all(Object.entries(ids).map(async ([name, id]) => [name, (await valuesOf(id)).length] as const)),
    )
    // Each stretch, the very first, and the very last, which begins a stretch.
    expect({ round, left }).toEqual({ round, left: { recent: 1_801, minutes: 32, quarters: 4, none: 0, held: 61 } })
  }
  const registers = (await valuesOf(ids.quarters)).map(({ register_wh }) => register_wh)
  expect(registers).toEqual([0, 899, 1_799, 1_800])
  const rows = await box.db.selectFrom('session').select(['id', 'meter_values', 'meter_value_every_s']).execute()
  const noted = (id: string) => rows.filter((row) => row.id === id).map((row) => [row.meter_values, row.meter_value_every_s])[0]
  expect([ids.recent, ids.minutes, ids.quarters, ids.none].map(noted)).toEqual([
    [1_801, 0],
    [32, 60],
    [4, 900],
    [0, null],
  ])
})

test('there is a partition of this month and of the next ones, and making them again makes none', async () => {
  const before = await partitions()
  expect(before).toHaveLength(1 + CHARGING_LIMITS.meterValueMonthsAhead)
  expect(before[0]).toBe('meter_value_before')
  expect(await makePartitions(box.db)).toBe(0)
  expect((await Promise.all([1, 2, 3, 4].map(() => makePartitions(box.db)))).every((made) => made === 0)).toBe(true)
  expect(await partitions()).toEqual(before)
})

test('what came for a month while it had no partition is in it when it has one', async () => {
  const last = (await partitions()).at(-1) ?? ''
  const [year = 0, month = 0] = last.split('_').slice(-2).map(Number)
  await asAdministrator(box, sql`DROP TABLE ${sql.table(last)}`)
  const id = await session(daysAgo(1), { seconds: 5, id: idAt(new Date(Date.UTC(year, month - 1, 3))) })
  const place = async () =>
    (
      await sql<{
        place: string
      }>`SELECT DISTINCT tableoid::regclass::text AS place FROM meter_value WHERE session_id = ${id}`.execute(box.db)
    ).rows
  expect(await place()).toEqual([{ place: 'meter_value_default' }])
  expect(await makePartitions(box.db)).toBe(1)
  expect(await place()).toEqual([{ place: last }])
  expect(await valuesOf(id)).toHaveLength(6)
})

test('a month is dropped when all its sessions ended long ago and are billed, and not before', async () => {
  const { meterValueDays } = CHARGING_LIMITS
  const month = new Date(Date.UTC(2020, 0, 1))
  // As if this month had been made in its time.
  await asAdministrator(box, sql`ALTER TABLE meter_value DETACH PARTITION meter_value_before`)
  await asAdministrator(
    box,
    sql`CREATE TABLE meter_value_2020_01 PARTITION OF meter_value
    FOR VALUES FROM (${sql.lit(idAt(month))}) TO (${sql.lit(idAt(new Date(Date.UTC(2020, 1, 1))))})`,
  )
  const id = (day: number) => idAt(new Date(Date.UTC(2020, 0, day)))
  const long = daysAgo(meterValueDays + 1)
  const one = await session(long, { id: id(2), seconds: 3 })
  await session(long, { id: id(3), seconds: 3 })
  const change = (to: SessionChange) => box.db.updateTable('session').set(to).where('id', '=', one).execute()
  const recent = daysAgo(meterValueDays - 1)
  const waiting: [SessionChange, SessionChange][] = [
    [{ flags: ['UNAUTHORISED'] }, { flags: [] }],
    [{ ended_at: recent }, { ended_at: long }],
    [
      { status: 'ACTIVE', ended_at: null, ended_by: null, settled_at: null, displaced: true },
      { status: 'COMPLETED', ended_at: long },
    ],
  ]
  for (const [waits, waitsNoMore] of waiting) {
    await change(waits)
    expect(await dropPartitions(box.db)).toBe(0)
    expect(await valuesOf(one)).toHaveLength(4)
    await change(waitsNoMore)
  }
  await pruneCharging(box.db)
  expect(await partitions()).not.toContain('meter_value_2020_01')
  // A late word on such a session is still kept.
  await sql`INSERT INTO meter_value (session_id, at, received_at) VALUES (${one}, now(), now())`.execute(box.db)
  expect(await valuesOf(one)).toHaveLength(1)
})

test('the box itself may make nothing, drop nothing, and write no partition past the table', async () => {
  const last = (await partitions()).at(-1) ?? ''
  for (const statement of [
    `CREATE TABLE mine PARTITION OF meter_value FOR VALUES FROM ('00000000-0000-0000-0000-000000000000') TO ('00000000-0000-0000-0000-000000000001')`,
    `DROP TABLE ${last}`,
    `INSERT INTO ${last} (session_id, at, received_at) VALUES ('${idAt(new Date())}', now(), now())`,
    `UPDATE ${last} SET power_w = 0`,
    `DELETE FROM meter_value_default`,
    `UPDATE meter_value SET power_w = 0`,
    `ALTER TABLE meter_value DETACH PARTITION ${last}`,
  ])
    await expect(sql.raw(statement).execute(box.db)).rejects.toThrow(/permission denied|must be owner/)
  for (const statement of [
    'SELECT make_meter_value_partitions(13)',
    'SELECT make_meter_value_partitions(NULL)',
    'SELECT drop_meter_value_partitions(0)',
    'SELECT drop_meter_value_partitions(NULL)',
  ])
    await expect(sql.raw(statement).execute(box.db)).rejects.toThrow(/Partitions are made|Meter values are kept/)
})
