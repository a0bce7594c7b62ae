import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Caller } from '#lib/auth.ts'
import { connect } from '#db/connect.ts'
import { createLog } from '#lib/log.ts'
import { listen } from '#lib/work/listen.ts'
import { metrics } from '#lib/metrics.ts'
import { newId } from '#lib/id.ts'
import { admin, userCaller } from '../../test/caller.ts'
import { testDatabaseAdmin } from '../../test/postgres.ts'
import { fault } from '../../test/subgraph.ts'
import { until } from '../../test/until.ts'
import { testBridge, type TestBridge } from '../bridge.fixture.ts'
import { OCPP_LIMITS } from '../limits.ts'
import { pruneBridge } from '../retention.ts'
import type { OcppTables } from '../tables.ts'
import { createFrameRecorder } from './recorder.ts'

let bridge: TestBridge
beforeAll(async () => {
  bridge = await testBridge()
  await bridge.issue('DRIVER12345')
})
afterAll(() => bridge[Symbol.asyncDispose]())

const silent = createLog('test', { level: 'silent' })

const administration = () =>
  connect<OcppTables>({ url: testDatabaseAdmin(bridge.databaseUrl), schema: 'ocpp', log: silent, max: 1 })

const LIST = `query ($id: UUID!, $filter: ChargePointMessageFilter, $first: Int, $after: String) { chargePoint(id: $id) {
  messages(filter: $filter, first: $first, after: $after) {
    edges { cursor node { id at direction kind messageId action text bytes } } pageInfo { hasNextPage } } } }`
interface Message {
  direction: string
  kind: string
  messageId: string | null
  action: string | null
  text: string
  bytes: number
  at: string
}
interface Listed {
  chargePoint: { messages: { edges: { cursor: string; node: Message }[]; pageInfo: { hasNextPage: boolean } } }
}
const page = async (id: string, filter: object = {}, more: object = {}, caller: Caller = admin) => {
  const { data, errors } = await bridge.ask<Listed>(caller, LIST, { id, filter, ...more })
  expect(errors).toBeUndefined()
  return data?.chargePoint.messages as Listed['chargePoint']['messages']
}
const messages = async (id: string, filter?: object) => (await page(id, filter)).edges.map(({ node }) => node)
const logged = (id: string, count: number) =>
  until(async () => {
    const found = await messages(id)
    return found.length >= count ? found : undefined
  })
const told = ({ direction, kind, action }: Message) => [direction, kind, action]
const RESET = `mutation ($input: ResetChargePointInput!) { resetChargePoint(input: $input) { id } }`

test.each(['1.6', '2.0.1', '2.1'] as const)(
  '%s: what is said both ways is in the log, calls and their answers together',
  async (version) => {
    const { stationId, identity } = await bridge.register()
    const charger = await bridge.connect(identity, { version, boot: false, answers: { Reset: () => ({ status: 'Accepted' }) } })
    await charger.heartbeat()
    await bridge.ask(admin, RESET, { input: { chargePointId: stationId, idempotencyKey: newId(), type: 'IMMEDIATE' } })
    await charger.waitFor('commanded')
    await charger.call('Nonsense', {}).catch(() => undefined)
    const all = (await logged(stationId, 6)).toReversed()
    expect(all.map(told)).toEqual([
      ['IN', 'CALL', 'Heartbeat'],
      ['OUT', 'RESULT', 'Heartbeat'],
      ['OUT', 'CALL', 'Reset'],
      ['IN', 'RESULT', 'Reset'],
      ['IN', 'CALL', 'Nonsense'],
      ['OUT', 'ERROR', 'Nonsense'],
    ])
    expect(all[1]?.messageId).toBe(all[0]?.messageId)
    const frames = charger.wire.frames.map(({ text }) => text)
    expect(all.map(({ text }) => text)).toEqual(frames)
    expect(all.map(({ bytes }) => bytes)).toEqual(frames.map((text) => Buffer.byteLength(text)))
  },
)

test('a text that is no frame is in the log too', async () => {
  const { stationId, identity } = await bridge.register()
  const charger = await bridge.connect(identity, { boot: false })
  charger.wire.sendRaw('[2,"x"\0')
  expect(await logged(stationId, 1)).toMatchObject([
    { direction: 'IN', kind: 'MALFORMED', messageId: null, action: null, text: '[2,"x"' },
  ])
})

test('the log is searched by time, action, direction, kind, message id and text, and pages', async () => {
  const { stationId, identity } = await bridge.register()
  const charger = await bridge.connect(identity, { boot: false })
  await charger.call('Heartbeat', {}, 'beat-1')
  await charger.call('DataTransfer', { vendorId: 'Maker', data: '100%_sure' }, 'data-1')
  const all = await logged(stationId, 4)
  const ids = async (filter: object) =>
    (await messages(stationId, filter)).map(({ messageId, direction }) => `${messageId} ${direction}`)
  expect(await ids({ action: 'Heartbeat' })).toEqual(['beat-1 OUT', 'beat-1 IN'])
  expect(await ids({ direction: 'IN' })).toEqual(['data-1 IN', 'beat-1 IN'])
  expect(await ids({ kind: 'RESULT' })).toEqual(['data-1 OUT', 'beat-1 OUT'])
  expect(await ids({ messageId: 'data-1' })).toEqual(['data-1 OUT', 'data-1 IN'])
  expect(await ids({ text: 'maker' })).toEqual(['data-1 IN'])
  expect(await ids({ text: '%_s' })).toEqual(['data-1 IN'])
  expect(await ids({ text: '%', action: 'Heartbeat' })).toEqual([])
  expect(await ids({ from: new Date(Date.parse(all[0]?.at ?? '') + 1) })).toEqual([])
  expect(await ids({ until: new Date(Date.parse(all.at(-1)?.at ?? '')) })).toEqual([])
  const first = await page(stationId, { text: '"' }, { first: 3 })
  expect(first.pageInfo.hasNextPage).toBe(true)
  const rest = await page(stationId, { text: '"' }, { first: 3, after: first.edges.at(-1)?.cursor })
  expect(rest.edges.map(({ node }) => node.messageId)).toEqual(['beat-1'])
  expect(fault(await bridge.ask(admin, LIST, { id: stationId, filter: { text: '' } }))).toEqual({
    code: 'BAD_USER_INPUT',
    path: ['filter', 'text'],
  })
})

test('no secret is in the table, and a long frame is cut', async () => {
  const { stationId, identity } = await bridge.register()
  const charger = await bridge.connect(identity, { boot: false })
  await charger.authorize('DRIVER12345')
  const long = '😀'.repeat(OCPP_LIMITS.frames.textLength)
  await charger.call('DataTransfer', { vendorId: 'Maker', data: `x${long}` })
  await logged(stationId, 4)
  const rows = await bridge.db
    .selectFrom('frame')
    .select(['text', 'bytes'])
    .where('station_id', '=', stationId)
    .orderBy('id')
    .execute()
  expect(rows.every(({ text }) => !text.includes('DRIVER1'))).toBe(true)
  expect(rows[0]?.text).toContain('…2345')
  expect(rows[2]?.text.length).toBeLessThanOrEqual(OCPP_LIMITS.frames.textLength + 1)
  expect(rows[2]?.text.endsWith('…')).toBe(true)
  expect(rows[2]?.bytes).toBeGreaterThan(long.length)
})

test('somebody else reads and watches nothing', async () => {
  const { stationId } = await bridge.register()
  const stranger = userCaller(['OPERATOR'])
  expect(fault(await bridge.ask(stranger, LIST, { id: stationId })).code).toBe('NOT_FOUND')
  const stream = bridge.watch(stranger, WATCH, { id: stationId })
  expect((await stream.next()).value?.errors?.[0]?.extensions?.code).toBe('NOT_FOUND')
})

const WATCH = `subscription ($id: UUID!) { chargePointMessages(chargePointId: $id) { direction kind action text } }`
interface Watched {
  chargePointMessages: Message
}

test('frames are watched in order, whichever process holds the socket', async () => {
  const { stationId, identity, operatorId } = await bridge.register()
  const node = await bridge.addNode()
  const charger = await bridge.connect(identity, { url: node.url, boot: false })
  await charger.heartbeat()
  await logged(stationId, 2)
  const stream = bridge.watch<Watched>(userCaller(['OPERATOR'], operatorId), WATCH, { id: stationId })
  const next = stream.next()
  const beats = 40
  const heard: Message[] = []
  // The subscription begins when its first answer is under way, so the first beats may be before it.
  const beating = (async () => {
    while (heard.length === 0) await charger.heartbeat()
    for (let i = 0; i < beats; i++) await charger.heartbeat()
    await charger.call('DataTransfer', { vendorId: 'last' })
  })()
  for (let shown = await next; shown.done !== true; shown = await stream.next()) {
    const message = shown.value.data?.chargePointMessages
    if (message !== undefined) heard.push(message)
    if (message?.action === 'DataTransfer' && message.direction === 'OUT') break
  }
  await beating
  await stream.return()
  expect(heard.length).toBeGreaterThanOrEqual(2 * beats + 2)
  const said = charger.wire.frames.map(({ text }) => text)
  expect(heard.map(({ text }) => text)).toEqual(said.slice(-heard.length))
})

test('nobody is told of a charger that nobody watches', async () => {
  const [quiet, watched] = [await bridge.register(), await bridge.register()]
  const chargers = [await bridge.connect(quiet.identity), await bridge.connect(watched.identity)]
  const bells: string[] = []
  const channels = { ocpp_frame: (stationId: string) => bells.push(stationId) }
  await using _ears = await listen({ url: bridge.databaseUrl, name: 'test', channels, log: silent })
  const stream = bridge.watch<Watched>(admin, WATCH, { id: watched.stationId })
  const next = stream.next()
  await until(async () => {
    for (const charger of chargers) await charger.heartbeat()
    return bells.includes(watched.stationId)
  })
  expect((await next).done).toBe(false)
  await stream.return()
  expect(bells).not.toContain(quiet.stationId)
})

test('a database that is slow delays no answer; what was said meanwhile is written when it is well again', async () => {
  const { stationId, identity } = await bridge.register()
  const charger = await bridge.connect(identity, { boot: false })
  const other = administration()
  try {
    await other.transaction().execute(async (trx) => {
      await sql`LOCK TABLE frame IN SHARE MODE`.execute(trx)
      for (let i = 0; i < 5; i++) await charger.heartbeat()
    })
  } finally {
    await other.destroy()
  }
  expect(await logged(stationId, 10)).toHaveLength(10)
})

test.each([
  ['frames', { waiting: 20, waitingBytes: 1_000_000 }],
  ['bytes', { waiting: 1_000_000, waitingBytes: 40 }],
])('what is too much to wait is left out, the oldest first, and counted: %s', async (_of, limits) => {
  const stationId = newId()
  const other = administration()
  const recorder = createFrameRecorder({ db: bridge.db, log: silent }, limits)
  const before = await droppedSoFar()
  try {
    await other.transaction().execute(async (trx) => {
      await sql`LOCK TABLE frame IN SHARE MODE`.execute(trx)
      for (let i = 0; i < 30; i++)
        recorder.record(stationId, { direction: 'IN', kind: 'CALL', messageId: `${i}`, action: 'Heartbeat', text: '[]' })
    })
  } finally {
    await other.destroy()
  }
  await recorder[Symbol.asyncDispose]()
  const kept = await bridge.db.selectFrom('frame').select('message_id').where('station_id', '=', stationId).orderBy('id').execute()
  expect(kept.length).toBeLessThanOrEqual(20)
  expect(kept.at(-1)?.message_id).toBe('29')
  expect(kept.length + (await droppedSoFar()) - before).toBe(30)
})

test('a charger that talks without end does not fill the disk, and others are written', async () => {
  const [talker, other] = [newId(), newId()]
  const recorder = createFrameRecorder({ db: bridge.db, log: silent }, { hourOfCharger: 10_000 })
  const before = await droppedSoFar()
  const frame = { direction: 'IN', kind: 'CALL', messageId: null, action: 'DataTransfer', text: 'x'.repeat(2_000) } as const
  for (let i = 0; i < 30; i++) recorder.record(talker, frame)
  recorder.record(other, frame)
  await recorder[Symbol.asyncDispose]()
  const rows = await bridge.db.selectFrom('frame').select('station_id').where('station_id', 'in', [talker, other]).execute()
  expect(rows.filter(({ station_id: id }) => id === talker)).toHaveLength(4)
  expect(rows.filter(({ station_id: id }) => id === other)).toHaveLength(1)
  expect((await droppedSoFar()) - before).toBe(26)
})

const droppedSoFar = async () => Number(/^evergraph_ocpp_frames_dropped_total (\d+)/m.exec(await metrics.metrics())?.[1] ?? 0)

test('days are made ahead and dropped when they are over; the box can do it in no other way', async () => {
  const days = async () => {
    const { rows } = await sql<{ name: string }>`SELECT relname AS name FROM pg_inherits JOIN pg_class ON oid = inhrelid
      WHERE inhparent = 'frame'::regclass ORDER BY relname`.execute(bridge.db)
    return rows.map(({ name }) => name)
  }
  const dayOf = (ahead: number) =>
    `frame_${new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '_')}`
  const administrator = administration()
  try {
    for (const ago of [-OCPP_LIMITS.keepDays.frames - 1, -OCPP_LIMITS.keepDays.frames]) {
      const [from, to] = [ago, ago + 1].map((day) => dayOf(day).slice(6).replaceAll('_', '-'))
      await sql`CREATE TABLE ${sql.table(dayOf(ago))} PARTITION OF frame FOR VALUES FROM (${sql.lit(`${from}T00:00Z`)}) TO (${sql.lit(`${to}T00:00Z`)})`.execute(
        administrator,
      )
    }
    await sql`DROP TABLE ${sql.table(dayOf(2))}`.execute(administrator)
  } finally {
    await administrator.destroy()
  }
  await pruneBridge({ db: bridge.db })
  const names = await days()
  expect(names).toContain(dayOf(2))
  expect(names).toContain(dayOf(-OCPP_LIMITS.keepDays.frames))
  expect(names).not.toContain(dayOf(-OCPP_LIMITS.keepDays.frames - 1))
  for (const statement of [
    sql`DROP TABLE ${sql.table(dayOf(1))}`,
    sql`DELETE FROM frame`,
    sql`UPDATE frame SET text = ''`,
    sql`INSERT INTO ${sql.table(dayOf(0))} SELECT * FROM frame`,
    sql`SELECT keep_frame_days(0, 2)`,
  ])
    await expect(statement.execute(bridge.db)).rejects.toThrow()
})
