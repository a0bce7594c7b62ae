import { sql, type Kysely } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Redis } from 'ioredis'
import { createLocalBus } from '#lib/bus-local.ts'
import { createRedisBus } from '#lib/bus-redis.ts'
import type { Bus } from '#lib/bus.ts'
import type { EventEnvelope, EventName } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { leaderboard } from '#lib/leaderboard/leaderboard.ts'
import { ANONYMOUS } from '#lib/auth.ts'
import { redisAvailable, testRedis } from '../test/redis.ts'
import { until } from '../test/until.ts'
import { startMessaging } from './messaging.ts'
import { migrate } from './migrate.ts'
import type { MessagingTables } from './outbox.ts'
import type { Schema } from './schemas.ts'
import { releasedDatabase } from './upgrade.fixture.ts'

/** The last release had deeds and meetups in one schema, `community`, and called a meetup an event. */

let stack: AsyncDisposableStack
let released: Awaited<ReturnType<typeof releasedDatabase>>
let admin: Kysely<object>
async function open(): Promise<void> {
  stack = new AsyncDisposableStack()
  released = await releasedDatabase(stack, ['community', 'rewards', 'verification'])
  admin = released.admin
  await fill()
}
const close = () => stack.disposeAsync()

const [ada, bob, host] = [newId(), newId(), newId()] as const
const ids = {
  approved: newId(),
  charged: newId(),
  session: newId(),
  station: newId(),
  meetup: newId(),
  cancelled: newId(),
  seats: [newId(), newId()] as const,
  standings: [newId(), newId()].toSorted(),
  photo: newId(),
  events: { submitted: newId(), approved: newId(), saved: newId(), joined: newId() },
  letter: newId(),
}

/** Something in every table, as the boxes of then would have written it. */
async function fill(): Promise<void> {
  const [low, high] = ids.standings
  await sql
    .raw(
      `
    SET search_path TO community;
    UPDATE deed_limit SET per_day = 9, changed_at = '2026-03-01' WHERE task = 'CYCLING';
    INSERT INTO station VALUES ('${ids.station}', 52.5, 13.4), ('${newId()}', NULL, NULL);
    INSERT INTO charge VALUES ('${ids.session}', '${ada}', '${ids.station}', '2026-03-01T10:00Z', '2026-03-01T11:00Z', false);
    INSERT INTO deed (id, photo_id, user_id, task, taken_at, latitude, longitude, state, decided_at, session_id, note, material, reasons) VALUES
      ('${ids.approved}', '${ids.photo}', '${ada}', 'RECYCLING', '2026-03-01T10:00Z', 52.5, 13.4, 'APPROVED', '2026-03-02', NULL, 'Paper.', 'PAPER', '[]'),
      ('${ids.charged}', '${newId()}', '${ada}', 'EV_CHARGING', '2026-03-01T10:30Z', 52.5, 13.4, 'APPROVED', '2026-03-02', '${ids.session}', NULL, NULL, '[]'),
      ('${newId()}', '${newId()}', '${bob}', 'CYCLING', '2026-03-01T10:30Z', 52.5, 13.4, 'REJECTED', '2026-03-02', NULL, NULL, NULL, '[{"code":"X","message":"Y"}]');
    INSERT INTO standing VALUES ('${low}', 'ALL', 'epoch', 'ALL', '${ada}', 2), ('${high}', 'ALL', 'epoch', 'ALL', '${bob}', 2),
      ('${newId()}', 'ALL', 'epoch', 'ALL', '${host}', 1);
    INSERT INTO tally VALUES ('ALL', 'epoch', 'ALL', 5, 3);
    INSERT INTO leaderboard_name VALUES ('${ada}', '2026-03-01');
    INSERT INTO community_event (id, host_id, idempotency_key, title, description, task, address, latitude, longitude, starts_at, ends_at,
        time_zone, capacity, code_hash, status, cancel_reason) VALUES
      ('${ids.meetup}', '${host}', '${newId()}', 'Clean the park', '', 'LITTER_CLEAN_UP', 'Here', 52.5, 13.4, '2026-04-01', '2026-04-02', 'UTC', 2, 'hash', 'UPCOMING', NULL),
      ('${ids.cancelled}', '${host}', '${newId()}', 'Rain', 'Wet', NULL, 'There', 52.5, 13.4, '2026-04-01', '2026-04-02', 'UTC', 5, NULL, 'CANCELLED', 'Rain.');
    INSERT INTO attendance (id, event_id, user_id, checked_in_at, checked_in_by, wrong_codes) VALUES
      ('${ids.seats[0]}', '${ids.meetup}', '${ada}', '2026-04-01', 'CODE', 3), ('${ids.seats[1]}', '${ids.meetup}', '${bob}', NULL, NULL, 0);
    INSERT INTO audit (id, action, subject_id) VALUES ('${newId()}', 'deed-limit.changed', '${newId()}'), ('${newId()}', 'event.created', '${ids.meetup}');
    INSERT INTO inbox VALUES ('${newId()}', '2026-03-01');
    INSERT INTO dead_letter (event_id, event, error, tries) VALUES ('${newId()}', '{"name":"stations.station.saved"}', 'broken', 5);
    INSERT INTO outbox (id, name, aggregate_id, data, published_at) VALUES
      ('${ids.events.approved}', 'community.deed.approved', '${ids.approved}', '{"submissionId":"${ids.approved}"}', now()),
      ('${ids.events.joined}', 'community.event.joined', '${ids.meetup}', '{"eventId":"${ids.meetup}","userId":"${bob}"}', now()),
      ('${ids.events.submitted}', 'community.deed.submitted', '${ids.charged}', '{"submissionId":"${ids.charged}"}', NULL),
      ('${ids.events.saved}', 'community.event.saved', '${ids.meetup}', '{"eventId":"${ids.meetup}","title":"Clean the park"}', NULL);
    UPDATE relay SET sequence = 7;
    INSERT INTO rewards.dead_letter (event_id, event, error, tries) VALUES ('${ids.letter}',
      '{"id":"${ids.letter}","name":"community.deed.approved","aggregateId":"${ids.approved}","data":{}}', 'broken', 5);
    INSERT INTO verification.dead_letter (event_id, event, error, tries) VALUES ('${ids.letter}',
      '{"id":"${ids.letter}","name":"community.review.requested","aggregateId":"${ids.approved}","data":{}}', 'broken', 5);
    SET search_path TO public;`,
    )
    .execute(admin)
}

const upgrade = () => migrate({ adminUrl: released.adminUrl, passwords: released.passwords, log: released.log })

/** A table's rows as JSON, in an order of their own; columns that a later release has added and that are empty are left out. */
async function rowsOf(table: string): Promise<Record<string, unknown>[]> {
  const { rows } = await sql<{ row: Record<string, unknown> }>`SELECT to_jsonb(t) AS row FROM ${sql.table(table)} AS t
    ORDER BY to_jsonb(t)::text`.execute(admin)
  return rows.map(({ row }) =>
    Object.fromEntries(Object.entries(row).filter(([name, value]) => !NEWER.has(name) || value !== null)),
  )
}
const byPosition = (one: Record<string, unknown>, other: Record<string, unknown>) =>
  Number(one['position']) - Number(other['position'])
const NEWER = new Set(['addressee', 'page', 'since', 'appealable'])

/** The constraint that refuses a statement. */
const refusal = async (statement: string) => {
  const fault = await sql
    .raw(statement)
    .execute(admin)
    .then(
      () => null,
      (error: { constraint?: string }) => error,
    )
  return fault?.constraint
}

describe('the upgrade from community to deeds and meetups', () => {
  const SAME = ['deed_limit', 'station', 'charge', 'deed', 'standing', 'tally', 'leaderboard_name', 'inbox', 'dead_letter']

  const before = new Map<string, Record<string, unknown>[]>()
  beforeAll(async () => {
    await open()
    for (const table of [...SAME, 'community_event', 'attendance', 'audit']) before.set(table, await rowsOf(`community.${table}`))
    await upgrade()
  })
  afterAll(close)

  test('keeps every row, and nothing is left of community', async () => {
    for (const [table, rows] of before) expect(rows.length, table).toBeGreaterThan(0)
    for (const table of SAME) expect(await rowsOf(`deeds.${table}`), table).toEqual(before.get(table))
    expect(await rowsOf('meetups.meetup')).toEqual(before.get('community_event'))
    const renamed = (row: unknown) => JSON.parse(JSON.stringify(row).replace('"event_id"', '"meetup_id"')) as unknown
    expect(await rowsOf('meetups.attendance')).toEqual(before.get('attendance')?.map(renamed))
    expect([...(await rowsOf('deeds.audit')), ...(await rowsOf('meetups.audit'))]).toEqual(before.get('audit'))
    expect(await rowsOf('meetups.audit')).toMatchObject([{ action: 'event.created', subject_id: ids.meetup }])
    const { rows } = await sql`SELECT nspname AS name FROM pg_namespace WHERE nspname = 'community'
      UNION ALL SELECT rolname FROM pg_roles WHERE rolname = 'evergraph_community'`.execute(admin)
    expect(rows).toEqual([])
    await upgrade()
    expect(await rowsOf('deeds.deed')).toEqual(before.get('deed'))
  })

  test('keeps what the constraints and triggers hold', async () => {
    const deed = (photo: string, user: string, session: string | null) => `INSERT INTO deeds.deed
      (id, photo_id, user_id, task, taken_at, latitude, longitude, state, decided_at, session_id) VALUES
      ('${newId()}', '${photo}', '${user}', 'EV_CHARGING', now(), 1, 1, 'APPROVED', now(), ${session ? `'${session}'` : 'NULL'})`
    expect(await refusal(deed(newId(), ada, ids.session))).toBe('deed_session')
    expect(await refusal(deed(newId(), ada, null))).toBe('deed_proof')
    expect(await refusal(`UPDATE deeds.deed SET photo_id = '${ids.photo}' WHERE id = '${ids.charged}'`)).toBe('deed_photo')
    expect(await refusal(`UPDATE deeds.deed SET photo_id = '${ids.photo}', user_id = '${bob}' WHERE id = '${ids.charged}'`)).toBe(
      'deed_photo_approved',
    )
    const seat = (user: string) =>
      `INSERT INTO meetups.attendance (id, meetup_id, user_id) VALUES ('${newId()}', '${ids.meetup}', '${user}')`
    // As a box does it: the trigger finds its table by the search path.
    await sql`SET search_path TO meetups`.execute(admin)
    expect(await refusal(seat(host))).toBe('meetup_seats')
    await sql`DELETE FROM meetups.attendance WHERE id = ${ids.seats[1]}`.execute(admin)
    expect(await refusal(seat(host))).toBeUndefined()
    expect(await refusal(seat(host))).toBe('attendance_user')
  })

  test('keeps the places of leaderboards, and cursors that clients hold', async () => {
    const [low = '', high = ''] = ids.standings
    const after = Buffer.from(JSON.stringify([2, high])).toString('base64url')
    const db = released.open(released.urlOf('deeds'), 'deeds')
    const scoring = { score: 'deeds', most: 2_147_483_647, only: () => ({ task: 'ALL' }) }
    const page = await leaderboard({ db, caller: ANONYMOUS }, scoring, { period: 'ALL', after })
    expect(page.edges.map(({ node }) => [node.id, node.rank, node.named])).toEqual([
      [low, 1, true],
      [expect.any(String), 3, false],
    ])
  })

  test('gives each new role its own tables and no others', async () => {
    const seen = async (schema: Schema, table: string) =>
      sql
        .raw(`SELECT FROM ${table}`)
        .execute(released.open(released.urlOf(schema), schema))
        .then(
          () => true,
          () => false,
        )
    expect(await Promise.all(['deeds.deed', 'meetups.meetup'].map((table) => seen('deeds', table)))).toEqual([true, false])
    expect(await Promise.all(['deeds.deed', 'meetups.meetup'].map((table) => seen('meetups', table)))).toEqual([false, true])
  })

  test('names the events that are kept anew, in their order, and new ones come after them', async () => {
    expect((await rowsOf('deeds.outbox')).toSorted(byPosition)).toMatchObject([
      { position: 1, id: ids.events.approved, name: 'deeds.deed.approved', published_at: expect.any(String) as string },
      {
        position: 3,
        id: ids.events.submitted,
        name: 'deeds.deed.submitted',
        data: { submissionId: ids.charged },
        published_at: null,
      },
    ])
    expect((await rowsOf('meetups.outbox')).toSorted(byPosition)).toMatchObject([
      { position: 2, id: ids.events.joined, name: 'meetups.meetup.joined', data: { meetupId: ids.meetup, userId: bob } },
      { position: 4, id: ids.events.saved, name: 'meetups.meetup.saved', data: { meetupId: ids.meetup, title: 'Clean the park' } },
    ])
    expect((await rowsOf('meetups.outbox')).filter(({ data }) => Object.hasOwn(data as object, 'eventId'))).toEqual([])
    for (const schema of ['deeds', 'meetups']) {
      const { rows } = await sql<{ position: number }>`INSERT INTO ${sql.table(`${schema}.outbox`)} (id, name, aggregate_id, data)
        VALUES (${newId()}, 'x', 'x', '{}') RETURNING position`.execute(admin)
      expect(rows[0]?.position).toBeGreaterThan(4)
    }
  })
})

/** A box with messaging alone, which notes the events that it handles. */
async function start(box: Schema, bus: Bus, names: readonly EventName[]) {
  const handled: EventEnvelope[] = []
  const url = released.urlOf(box)
  const db = released.open<MessagingTables>(url, box)
  const note = (_trx: unknown, event: EventEnvelope) => Promise.resolve(void handled.push(event))
  const handlers = Object.fromEntries(names.map((name) => [name, note]))
  stack.use(await startMessaging({ db, url, box, bus, handlers, ctx: {}, log: released.log }))
  return { db, handled, names: () => handled.map(({ id, name }) => [id, name]) }
}

describe('the traffic of events', () => {
  beforeEach(open)
  afterEach(close)

  test('in one process, an event that was not out yet is heard by its new name, and dead letters of old names can be handled again', async () => {
    await upgrade()
    const bus = stack.use(createLocalBus())
    const verification = await start('verification', bus, ['deeds.deed.submitted', 'deeds.review.requested'])
    const rewards = await start('rewards', bus, ['deeds.deed.approved'])
    await start('deeds', bus, [])
    await until(() => verification.handled.length === 1)
    expect(verification.names()).toEqual([[ids.events.submitted, 'deeds.deed.submitted']])
    for (const { db } of [verification, rewards]) await db.updateTable('dead_letter').set({ replay: true }).execute()
    await until(() => verification.handled.length === 2 && rewards.handled.length === 1)
    expect(rewards.names()).toEqual([[ids.letter, 'deeds.deed.approved']])
    expect(verification.names()[1]).toEqual([ids.letter, 'deeds.review.requested'])
  })

  test.runIf(redisAvailable)(
    'over Redis, what was not read by its old name is heard by the new one, and the streams are not held for community',
    async () => {
      const { url } = stack.use(await testRedis())
      const redis = stack.adopt(new Redis(url), (open) => open.disconnect())
      // As the last release left it: published, read by community and not yet by rewards.
      const streams = Array.from({ length: 8 }, (_, partition) => `{evergraph}:events:${partition}`)
      const old = { id: ids.events.approved, name: 'community.deed.approved', aggregateId: ids.approved, data: {} }
      for (const stream of streams)
        for (const group of ['rewards', 'verification', 'community']) await redis.xgroup('CREATE', stream, group, '0', 'MKSTREAM')
      await redis.xadd(streams[0] ?? '', '*', 'event', JSON.stringify(old))
      await redis.set('{evergraph}:sequence:community', 7)
      await upgrade()

      const bus = () => stack.use(createRedisBus({ url, log: released.log }))
      const rewards = await start('rewards', bus(), ['deeds.deed.approved'])
      await start('deeds', bus(), [])
      await until(() => rewards.handled.length > 0)
      expect(rewards.names()).toEqual([[ids.events.approved, 'deeds.deed.approved']])
      await until(async () => {
        const groups = await Promise.all(streams.map((stream) => redis.xinfo('GROUPS', stream) as Promise<unknown[][]>))
        return groups.every(
          (each) => each.some((group) => group.includes('deeds')) && !each.some((group) => group.includes('community')),
        )
      })
    },
  )
})
