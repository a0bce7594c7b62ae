import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Caller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { createLog } from '#lib/log.ts'
import { startRepeat } from '#lib/work/repeat.ts'
import { admin, userCaller } from '../../test/caller.ts'
import { fault } from '../../test/subgraph.ts'
import { until } from '../../test/until.ts'
import { testBridge, type TestBridge } from '../bridge.fixture.ts'
import { OCPP_LIMITS } from '../limits.ts'
import { startNode } from '../node-process.fixture.ts'
import { advanceBulk } from './bulk.handler.ts'

const silent = createLog('test', { level: 'silent' })
let bridge: TestBridge
beforeAll(async () => {
  bridge = await testBridge()
  await bridge.addNode()
})
afterAll(() => bridge[Symbol.asyncDispose]())

const BULK = 'id state message chargerCount doneCount counts { state count } settledAt'
interface Bulk {
  id: string
  state: string
  message: string | null
  chargerCount: number
  doneCount: number
  counts: { state: string; count: number }[]
  settledAt: string | null
}
const START = `mutation ($input: StartBulkCommandInput!) { startBulkCommand(input: $input) { ${BULK} } }`
const ONE = `query ($id: UUID!) { bulkCommand(id: $id) { ${BULK} } }`
const RESULTS = `query ($id: UUID!, $state: ChargePointCommandState, $first: Int) { bulkCommand(id: $id) {
  results(state: $state, first: $first) { edges { node { state chargePoint { identity } command { id } } } pageInfo { hasNextPage } } } }`
const RESET = `mutation ($input: ResetChargePointInput!) { resetChargePoint(input: $input) { id } }`

/** Chargers as rows; `connected` ones are held by a process that is no more than a row, so that the test plays the chargers. */
async function fleet(on: TestBridge, count: number, { connected = true, operatorId = newId() } = {}) {
  const prefix = `FLEET-${newId().slice(-6)}`
  const stations = Array.from({ length: count }, (_, i) => ({
    station_id: newId(),
    identity: `${prefix}-${String(i).padStart(4, '0')}`,
  }))
  const common = { operator_id: operatorId, password_hash: null, evses: '[]', saved_at: new Date(), said: 1 }
  const rows = stations.map((station) => ({ ...station, ...common, ocpp_version: '1.6' as const }))
  await on.db.insertInto('charge_point').values(rows).execute()
  const nodeId = newId()
  await on.db
    .insertInto('node')
    .values({ node_id: nodeId, seen_at: new Date(Date.now() + 3_600_000) })
    .execute()
  const connect = (some: typeof stations) =>
    on.db
      .insertInto('connection')
      .values(
        some.map((s) => ({
          ...s,
          node_id: nodeId,
          epoch: sql<number>`nextval('connection_epoch')`,
          ocpp_version: '1.6' as const,
          security_profile: 1 as const,
        })),
      )
      .execute()
  if (connected) await connect(stations)
  const operator = userCaller(['OPERATOR'], operatorId)
  return { stations, prefix, operator, connect, like: await template(on, stations[0]?.station_id ?? '', operator) }
}

/** A command that a person has asked of one charger. */
async function template(on: TestBridge, chargePointId: string, caller: Caller): Promise<string> {
  const input = { chargePointId, idempotencyKey: newId(), type: 'IMMEDIATE' }
  const { data } = await on.ask<{ resetChargePoint: { id: string } }>(caller, RESET, { input })
  return data?.resetChargePoint.id ?? ''
}

const ask = (on: TestBridge, caller: Caller, commandId: string, more: object = {}) =>
  on.ask<{ startBulkCommand: Bulk }>(caller, START, { input: { commandId, idempotencyKey: newId(), filter: {}, ...more } })
async function start(on: TestBridge, caller: Caller, commandId: string, more: object = {}): Promise<Bulk> {
  const { data, errors } = await ask(on, caller, commandId, more)
  expect(errors).toBeUndefined()
  return data?.startBulkCommand as Bulk
}
const read = async (id: string, on = bridge): Promise<Bulk> =>
  (await on.ask<{ bulkCommand: Bulk }>(admin, ONE, { id })).data?.bulkCommand as Bulk
const reached = (id: string, match: (bulk: Bulk) => boolean, on = bridge) =>
  until(
    async () => {
      const bulk = await read(id, on)
      return match(bulk) ? bulk : undefined
    },
    { timeoutMs: 180_000 },
  )
const control = async (verb: 'pause' | 'resume' | 'cancel', bulkCommandId: string, caller: Caller = admin) => {
  const type = `${verb[0]?.toUpperCase()}${verb.slice(1)}BulkCommandInput`
  const text = `mutation ($input: ${type}!) { bulk: ${verb}BulkCommand(input: $input) { ${BULK} } }`
  return bridge.ask<{ bulk: Bulk }>(caller, text, { input: { bulkCommandId } })
}
const countOf = ({ counts }: Bulk, state: string) => counts.find((each) => each.state === state)?.count ?? 0
const fast = (id: string, on = bridge) =>
  on.db.updateTable('bulk_command').set({ per_minute: 60_000 }).where('id', '=', id).execute()

/** Every bulk command goes on, as far as it can just now. */
async function rounds(on = bridge): Promise<void> {
  for (let round = 0; round < 3; round++) {
    await advanceBulk({ db: on.db, config: on.config, log: silent } as never)
    // It leaves alone what a process works on just now. That is waited for.
    await on.db.selectFrom('bulk_command').select('id').forUpdate().execute()
  }
}

/** The commands of a bulk command so far. */
const asked = (id: string, on = bridge) =>
  on.db
    .selectFrom('bulk_command_charger')
    .innerJoin('charge_point_command', 'charge_point_command.id', 'command_id')
    .select(['charge_point_command.id', 'charge_point_command.state', 'charge_point_command.station_id'])
    .where('bulk_command_id', '=', id)
    .execute()
/** What fleets' chargers answer to what they were asked. */
async function answer(id: string, state: 'ACCEPTED' | 'REJECTED' | 'SENT', most = 1_000, on = bridge) {
  const waiting = (await asked(id, on)).filter((command) => command.state === 'PENDING').slice(0, most)
  if (waiting.length === 0) return 0
  const sent = { sent_at: new Date(), action: 'Reset' }
  const change = state === 'SENT' ? { state, ...sent } : { state, ...sent, response: '{}', settled_at: new Date() }
  await on.db
    .updateTable('charge_point_command')
    .set(change)
    .where(
      'id',
      'in',
      waiting.map((command) => command.id),
    )
    .execute()
  return waiting.length
}

test.each<[mutation: string, type: string, input: object]>([
  ['reserveNow', 'ReserveNowInput', { expiresAt: '2100-01-01T00:00:00Z', idToken: 'CARD1' }],
  ['cancelReservation', 'CancelReservationInput', { reservationId: newId() }],
])('%s is for one charger alone', async (mutation, type, more) => {
  const { stations, operator } = await fleet(bridge, 2)
  const input = { chargePointId: stations[0]?.station_id, idempotencyKey: newId(), ...more }
  const text = `mutation ($input: ${type}!) { asked: ${mutation}(input: $input) { id } }`
  const { data, errors } = await bridge.ask<{ asked: { id: string } }>(operator, text, { input })
  expect(errors).toBeUndefined()
  expect(fault(await ask(bridge, operator, data?.asked.id ?? ''))).toMatchObject({ code: 'CONFLICT' })
})

test('what one charger was asked is asked of all others that fit, over two nodes, each once, with its result', async () => {
  const operatorId = newId()
  const node = await bridge.addNode()
  const versions = ['1.6', '2.0.1', '2.1'] as const
  const chargers = []
  for (let i = 0; i < 9; i++) {
    const { identity, stationId } = await bridge.register()
    await bridge.db.updateTable('charge_point').set({ operator_id: operatorId }).where('station_id', '=', stationId).execute()
    const status = i === 8 ? 'Rejected' : 'Accepted'
    const options = {
      version: versions[i % 3] ?? '1.6',
      answers: { Reset: () => ({ status }) },
      ...(i % 2 === 0 && { url: node.url }),
    }
    chargers.push({ stationId, identity, charger: await bridge.connect(identity, options) })
  }
  const away = await bridge.register()
  await bridge.db.updateTable('charge_point').set({ operator_id: operatorId }).where('station_id', '=', away.stationId).execute()
  const operator = userCaller(['OPERATOR'], operatorId)
  const like = await template(bridge, chargers[0]?.stationId ?? '', operator)
  await chargers[0]?.charger.waitFor('commanded')

  const bulk = await start(bridge, operator, like, { perMinute: 600, expectedCount: 9 })
  expect(bulk).toMatchObject({ chargerCount: 9, counts: [{ state: 'PENDING', count: 9 }] })
  const almost = await reached(bulk.id, ({ doneCount }) => doneCount === 8)
  expect(almost).toMatchObject({ state: 'RUNNING', settledAt: null })
  for (const { charger } of chargers)
    expect(charger.events.filter((event) => event.name === 'commanded' && event.action === 'Reset')).toHaveLength(1)

  const late = await bridge.connect(away.identity, { answers: { Reset: () => ({ status: 'Accepted' }) } })
  await late.waitFor('commanded')
  const done = await reached(bulk.id, ({ state }) => state === 'DONE')
  expect([countOf(done, 'ACCEPTED'), countOf(done, 'REJECTED')]).toEqual([8, 1])
  interface Results {
    bulkCommand: { results: { edges: { node: { state: string; chargePoint: { identity: string } } }[] } }
  }
  const { data } = await bridge.ask<Results>(operator, RESULTS, { id: bulk.id, state: 'REJECTED' })
  expect(data?.bulkCommand.results.edges.map(({ node: result }) => result.chargePoint.identity)).toEqual([chargers[8]?.identity])
})

test('processes that are killed in between lose nothing and ask nobody twice', async () => {
  // This process does not work bulk commands, so that those that are killed do.
  await using own = await testBridge({ sweepMs: 3_600_000 })
  const { operator, like, stations } = await fleet(own, 331)
  const { id } = await start(own, operator, like, { perMinute: 600 })
  // All the time: a process may take long to start, and a command that nobody answers expires.
  await using _answering = startRepeat({ what: 'answering', everyMs: 20, task: () => answer(id, 'ACCEPTED', 1_000, own) }, silent)
  for (const least of [20, 80]) {
    const nodes = await Promise.all([startNode(own, { OCPP_SWEEP_MS: '20' }), startNode(own, { OCPP_SWEEP_MS: '20' })])
    await until(async () => (await asked(id, own)).length >= least, { timeoutMs: 120_000 })
    await Promise.all(nodes.map((node) => node.kill()))
  }
  expect((await asked(id, own)).length).toBeLessThan(330)
  await using _last = await startNode(own, { OCPP_SWEEP_MS: '20' })
  const done = await reached(id, ({ state }) => state !== 'RUNNING', own)
  expect(done).toMatchObject({ state: 'DONE', counts: [{ state: 'ACCEPTED', count: 330 }] })
  const commands = await own.db.selectFrom('charge_point_command').select('station_id').where('id', '<>', like).execute()
  expect(commands.map(({ station_id: id }) => id).toSorted()).toEqual(
    stations
      .slice(1)
      .map(({ station_id: id }) => id)
      .toSorted(),
  )
}, 600_000)

test('no more are open at once than was said, whichever process asks', async () => {
  const { operator, like } = await fleet(bridge, 20)
  const { id } = await start(bridge, operator, like, { atOnce: 5 })
  await fast(id)
  await until(async () => (await asked(id)).length === 5)
  await answer(id, 'SENT')
  for (let round = 0; round < 5; round++) expect((await asked(id)).length).toBe(5)
  await bridge.db
    .updateTable('charge_point_command')
    .set({ state: 'UNANSWERED', settled_at: new Date() })
    .where(
      'id',
      'in',
      (await asked(id)).slice(0, 2).map((command) => command.id),
    )
    .execute()
  await until(async () => (await asked(id)).length === 7)
  await control('cancel', id)
})

test('so many are asked in a minute', async () => {
  const { operator, like } = await fleet(bridge, 20)
  const { id } = await start(bridge, operator, like, { perMinute: 2 })
  await until(async () => (await asked(id)).length === 1)
  const { next_at: nextAt, requested_at: requestedAt } = await bridge.db
    .selectFrom('bulk_command')
    .select(['next_at', 'requested_at'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  expect(nextAt.getTime() - requestedAt.getTime()).toBeGreaterThanOrEqual(30_000)
  await bridge.db
    .updateTable('bulk_command')
    .set({ next_at: new Date(Date.now() - 3_600_000) })
    .where('id', '=', id)
    .execute()
  await until(async () => (await asked(id)).length > 1)
  // An hour in which nobody was asked is not made up for.
  expect((await asked(id)).length).toBe(2)
  await control('cancel', id)
})

test('it pauses when too many have failed, and goes on when a person says so', async () => {
  const { operator, like } = await fleet(bridge, 41)
  const { judgedFrom } = OCPP_LIMITS.bulk
  const { id } = await start(bridge, operator, like, { atOnce: judgedFrom, pauseAtFailedPercent: 30 })
  await fast(id)
  await until(async () => (await asked(id)).length === judgedFrom)
  await answer(id, 'REJECTED', 3)
  await answer(id, 'ACCEPTED')
  const paused = await reached(id, ({ state }) => state === 'PAUSED')
  expect(paused.message).toBe(`It came to nothing at 3 of ${judgedFrom} chargers.`)
  const before = (await asked(id)).length
  expect((await control('resume', id)).data?.bulk.state).toBe('RUNNING')
  await until(async () => (await asked(id)).length > before)
  expect((await control('pause', id)).data?.bulk).toMatchObject({ state: 'PAUSED', message: 'A person has paused it.' })
  const then = (await asked(id)).length
  await answer(id, 'ACCEPTED')
  await rounds()
  expect([(await asked(id)).length, (await read(id)).state]).toEqual([then, 'PAUSED'])
  expect((await control('resume', id)).data?.bulk).toMatchObject({ state: 'RUNNING', message: null })
  await until(async () => {
    await answer(id, 'ACCEPTED')
    return (await read(id)).state === 'DONE'
  })
  expect(countOf(await read(id), 'REJECTED')).toBe(3)
  const audited = bridge.db.selectFrom('audit').select('action').where('subject_id', '=', id).orderBy('at')
  const actions = ['started', 'resumed', 'paused', 'resumed'].map((what) => `bulk-command.${what}`)
  expect((await audited.execute()).map(({ action }) => action)).toEqual(actions)
})

test('called off, nobody else is asked, what waits is called off too, and what was sent is still answered', async () => {
  const { operator, like } = await fleet(bridge, 21)
  const { id } = await start(bridge, operator, like, { atOnce: 6 })
  await fast(id)
  await until(async () => (await asked(id)).length === 6)
  await answer(id, 'SENT', 2)
  const { data } = await control('cancel', id, operator)
  expect(data?.bulk).toMatchObject({ state: 'CANCELLED', settledAt: null })
  expect([countOf(data?.bulk as Bulk, 'SENT'), countOf(data?.bulk as Bulk, 'CANCELLED')]).toEqual([2, 18])
  await rounds()
  for (const verb of ['pause', 'resume'] as const) expect((await control(verb, id)).data?.bulk.state).toBe('CANCELLED')
  expect(await read(id)).toMatchObject({ state: 'CANCELLED', settledAt: null })
  await bridge.db
    .updateTable('charge_point_command')
    .set({ state: 'ACCEPTED', response: '{}', settled_at: new Date() })
    .where('state', '=', 'SENT')
    .where(
      'id',
      'in',
      (await asked(id)).map((command) => command.id),
    )
    .execute()
  const over = await reached(id, ({ settledAt }) => settledAt !== null)
  expect([over.state, countOf(over, 'ACCEPTED'), countOf(over, 'CANCELLED')]).toEqual(['CANCELLED', 2, 18])
  expect((await asked(id)).length).toBe(6)
  expect((await control('resume', id)).data?.bulk.state).toBe('CANCELLED')
})

test('chargers that are away are waited for, and no longer than was said', async () => {
  const { operator, like, stations, connect } = await fleet(bridge, 310, { connected: false })
  const { id } = await start(bridge, operator, like)
  await fast(id)
  await connect(stations.slice(1, 4))
  await until(async () => {
    await answer(id, 'ACCEPTED')
    return countOf(await read(id), 'ACCEPTED') === 3
  })
  expect(await read(id)).toMatchObject({ state: 'RUNNING', doneCount: 3 })
  await bridge.db
    .updateTable('bulk_command')
    .set({ expires_at: new Date(Date.now() - 1) })
    .where('id', '=', id)
    .execute()
  const done = await reached(id, ({ state }) => state === 'DONE')
  expect([countOf(done, 'ACCEPTED'), countOf(done, 'EXPIRED')]).toEqual([3, 306])
  interface Paged {
    bulkCommand: { results: { edges: { node: { command: object | null } }[]; pageInfo: { hasNextPage: boolean } } }
  }
  const { data } = await bridge.ask<Paged>(operator, RESULTS, { id, state: 'EXPIRED', first: 100 })
  expect(data?.bulkCommand.results.pageInfo.hasNextPage).toBe(true)
  expect(data?.bulkCommand.results.edges.every(({ node }) => node.command === null)).toBe(true)
})

test('a charger that can take nothing more has failed, and the others are asked', async () => {
  const { operator, like, stations } = await fleet(bridge, 4)
  const full = stations[1]?.station_id ?? ''
  const waiting = { kind: 'RESET', station_id: full, input: '{}', requested_by: null, expires_at: new Date(Date.now() + 3_600_000) }
  await bridge.db
    .insertInto('charge_point_command')
    .values(Array.from({ length: OCPP_LIMITS.openCommands }, () => ({ ...waiting, id: newId() })))
    .execute()
  const { id } = await start(bridge, operator, like, { perMinute: 600 })
  await until(async () => {
    await answer(id, 'ACCEPTED')
    return (await read(id)).state === 'DONE'
  })
  expect((await asked(id)).find(({ station_id: station }) => station === full)?.state).toBe('FAILED')
  expect(countOf(await read(id), 'ACCEPTED')).toBe(2)
})

test('a charger that cannot take it now is not asked behind its back, and what each is asked is audited', async () => {
  const { operator, stations } = await fleet(bridge, 4)
  const [one = '', busy = '', ...others] = stations.map(({ station_id: id }) => id)
  const log = async (chargePointId: string) => {
    const LOG = `mutation ($input: GetChargePointLogInput!) { asked: getChargePointLog(input: $input) { id } }`
    const input = { chargePointId, idempotencyKey: newId(), type: 'DIAGNOSTICS', location: 'https://files.example/in' }
    return (await bridge.ask<{ asked: { id: string } }>(operator, LOG, { input })).data?.asked.id ?? ''
  }
  await log(busy)
  const { id } = await start(bridge, operator, await log(one), { perMinute: 600 })
  await until(async () => {
    await answer(id, 'ACCEPTED')
    return (await read(id)).state === 'DONE'
  })
  const results = new Map((await asked(id)).map((command) => [command.station_id, command.state]))
  expect([busy, ...others].map((station) => results.get(station))).toEqual(['FAILED', 'ACCEPTED', 'ACCEPTED'])
  for (const station of [busy, ...others]) {
    const runs = await bridge.db.selectFrom('run').select('id').where('station_id', '=', station).execute()
    expect(runs).toHaveLength(1)
    const { rows } = await sql<{ actor_id: string }>`SELECT actor_id FROM audit WHERE action = 'charge-point.commanded'
      AND subject_id = ${station} AND detail ->> 'bulkCommandId' = ${id}`.execute(bridge.db)
    expect(rows).toEqual([{ actor_id: operator.kind === 'user' ? operator.userId : '' }])
  }
})

test('it is watched until it is over', async () => {
  const { operator, like } = await fleet(bridge, 6)
  const { id } = await start(bridge, operator, like, { perMinute: 600 })
  const WATCH = `subscription ($id: UUID!) { bulkCommandUpdated(bulkCommandId: $id) { ${BULK} } }`
  const shown: Bulk[] = []
  const answering = until(async () => {
    await answer(id, 'ACCEPTED')
    return (await read(id)).state === 'DONE'
  })
  for await (const { data } of bridge.watch<{ bulkCommandUpdated: Bulk }>(operator, WATCH, { id }))
    shown.push(data?.bulkCommandUpdated as Bulk)
  await answering
  expect(shown[0]?.state).toBe('RUNNING')
  expect(shown.at(-1)).toMatchObject({ state: 'DONE', doneCount: 5 })
})

test("an operator's bulk command asks their own chargers, also where one was given away meanwhile", async () => {
  const mine = await fleet(bridge, 4)
  const other = await fleet(bridge, 2)
  const stationIds = [...mine.stations, ...other.stations].map(({ station_id: id }) => id)
  const bulk = await start(bridge, mine.operator, mine.like, { filter: { stationIds }, atOnce: 1, perMinute: 600 })
  expect(bulk.chargerCount).toBe(3)
  const given = mine.stations[3]?.station_id ?? ''
  await bridge.db.updateTable('charge_point').set({ operator_id: newId() }).where('station_id', '=', given).execute()
  await until(async () => {
    await answer(bulk.id, 'ACCEPTED')
    return (await read(bulk.id)).doneCount === 2
  })
  await bridge.db
    .updateTable('bulk_command')
    .set({ expires_at: new Date(0) })
    .where('id', '=', bulk.id)
    .execute()
  await reached(bulk.id, ({ state }) => state === 'DONE')
  expect((await asked(bulk.id)).map(({ station_id: id }) => id)).not.toContain(given)
})

test('the same key begins one bulk command, also at once; another command under it is refused', async () => {
  const { operator, like, stations } = await fleet(bridge, 3)
  const idempotencyKey = newId()
  const answers = await Promise.all(Array.from({ length: 4 }, () => ask(bridge, operator, like, { idempotencyKey, perMinute: 1 })))
  const begun = answers.flatMap(({ data }) => data?.startBulkCommand.id ?? [])
  expect(new Set(begun).size).toBe(1)
  expect(answers.filter(({ errors }) => errors !== undefined).every((one) => fault(one).code === 'CONFLICT')).toBe(true)
  const another = await template(bridge, stations[1]?.station_id ?? '', operator)
  expect(fault(await ask(bridge, operator, another, { idempotencyKey }))).toEqual({
    code: 'CONFLICT',
    path: ['input', 'idempotencyKey'],
  })
  await control('cancel', begun[0] ?? '')
})

test('what cannot be asked of many is refused, and so are strangers', async () => {
  const { operator, like, stations } = await fleet(bridge, 3)
  const stranger = userCaller(['OPERATOR'])
  expect(fault(await ask(bridge, userCaller(), like)).code).toBe('FORBIDDEN')
  expect(fault(await ask(bridge, stranger, like))).toEqual({ code: 'NOT_FOUND', path: ['input', 'commandId'] })
  expect(fault(await ask(bridge, operator, like, { filter: { search: 'nobody' } }))).toEqual({
    code: 'BAD_USER_INPUT',
    path: ['input', 'filter'],
  })
  expect(fault(await ask(bridge, operator, like, { expectedCount: 3 }))).toEqual({
    code: 'CONFLICT',
    path: ['input', 'expectedCount'],
  })
  const change = (values: object) => bridge.db.updateTable('charge_point_command').set(values).where('id', '=', like).execute()
  await change({ input: '{"secret":"x"}' })
  expect(fault(await ask(bridge, operator, like)).code).toBe('CONFLICT')
  // It has gone with the end of the command.
  await change({ state: 'CANCELLED', settled_at: new Date() })
  expect(fault(await ask(bridge, operator, like)).code).toBe('CONFLICT')
  await change({ input: '{"number":1}', kind: 'CLEAR_DISPLAY_MESSAGE' })
  expect(fault(await ask(bridge, operator, like)).code).toBe('CONFLICT')
  await change({ input: '{}', requested_by: null })
  expect(fault(await ask(bridge, operator, like)).code).toBe('CONFLICT')

  const again = await template(bridge, stations[0]?.station_id ?? '', operator)
  const { id } = await start(bridge, operator, again, { perMinute: 1 })
  expect(fault(await bridge.ask(stranger, ONE, { id }))).toEqual({ code: 'NOT_FOUND', path: ['id'] })
  for (const verb of ['pause', 'resume', 'cancel'] as const)
    expect(fault(await control(verb, id, stranger))).toEqual({ code: 'NOT_FOUND', path: ['input', 'bulkCommandId'] })
  expect((await control('cancel', id, operator)).data?.bulk.state).toBe('CANCELLED')
})

test('a person has so many bulk commands that are not over, and each has so many chargers', async () => {
  const { operator, like, stations } = await fleet(bridge, 2)
  const open: string[] = []
  for (let begun = 0; begun < OCPP_LIMITS.bulk.open; begun++)
    open.push((await start(bridge, operator, like, { perMinute: 1, waitSeconds: 3_600 })).id)
  await bridge.db.updateTable('bulk_command').set({ state: 'PAUSED', settled_at: null }).where('id', 'in', open).execute()
  expect(fault(await ask(bridge, operator, like)).code).toBe('RATE_LIMITED')
  await control('cancel', open[0] ?? '')
  await until(async () => (await read(open[0] ?? '')).settledAt !== null || (await answer(open[0] ?? '', 'ACCEPTED')) < 0)
  const most = OCPP_LIMITS.bulk.chargers
  await sql`INSERT INTO charge_point (station_id, identity, operator_id, password_hash, evses, saved_at, said)
    SELECT gen_random_uuid(), 'MANY-' || n, operator_id, NULL, '[]', now(), 1 FROM generate_series(1, ${most}) AS n, charge_point
    WHERE station_id = ${stations[0]?.station_id}`.execute(bridge.db)
  expect(fault(await ask(bridge, operator, like))).toEqual({ code: 'BAD_USER_INPUT', path: ['input', 'filter'] })
  for (const id of open) await control('cancel', id)
})
