import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { newIdToken } from '#lib/id-token.ts'
import { metrics } from '#lib/metrics.ts'
import { testDatabaseAdmin } from '../../test/postgres.ts'
import { until } from '../../test/until.ts'
import { testBridge, type TestBridge } from '../bridge.fixture.ts'
import { askCharger } from '../operations/command.fixture.ts'

const versions = ['1.6', '2.0.1', '2.1'] as const
let bridge: TestBridge
let admin: pg.Client
beforeAll(async () => {
  bridge = await testBridge({ answerWithinMs: 300 })
  await bridge.issue('DRIVER1')
  admin = new pg.Client({ connectionString: testDatabaseAdmin(bridge.databaseUrl) })
  await admin.connect()
  await admin.query(`
    CREATE SEQUENCE ocpp.refused;
    GRANT USAGE ON ocpp.refused TO PUBLIC;
    CREATE FUNCTION ocpp.exhausted() RETURNS trigger LANGUAGE plpgsql
    AS $$ BEGIN PERFORM nextval('ocpp.refused'); RAISE EXCEPTION 'out of memory, for now' USING ERRCODE = '53200'; END $$`)
})
afterAll(async () => {
  await admin.end()
  await bridge[Symbol.asyncDispose]()
})

/** PostgreSQL refuses whatever would change these tables, with a fault that passes, until it is told to stop. */
async function exhaust(...tables: string[]): Promise<AsyncDisposable & { relent: () => Promise<void> }> {
  const each = async (statement: (table: string) => string) => {
    for (const table of tables) await admin.query(statement(table))
  }
  await each((table) => `CREATE TRIGGER exhausted BEFORE INSERT OR UPDATE ON ocpp.${table} EXECUTE FUNCTION ocpp.exhausted()`)
  const relent = () => each((table) => `DROP TRIGGER IF EXISTS exhausted ON ocpp.${table}`)
  return { relent, [Symbol.asyncDispose]: relent }
}

const repeats = async (): Promise<number> => {
  const lines = (await metrics.metrics()).split('\n').filter((line) => line.startsWith('evergraph_ocpp_calls_repeated_total{'))
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)
}
const charging = async (version: (typeof versions)[number]) => {
  const { identity, stationId } = await bridge.register()
  const charger = await bridge.connect(identity, { version })
  await charger.start({ idToken: 'DRIVER1' })
  const { transactionId } = await bridge.waitFor('ocpp.transaction.started', (data) => data.stationId === stationId)
  return { charger, identity, transactionId }
}
const ends = async (transactionId: string) =>
  (await bridge.said('ocpp.transaction.ended')).filter((end) => end.transactionId === transactionId)
const kept = () => bridge.db.selectFrom('kept_message').selectAll().execute()
beforeEach(() => {
  bridge.config.answerWithinMs = 300
})

test.each(versions)('%s: a fault that passes while the charger waits is not seen by it', async (version) => {
  const { charger, transactionId } = await charging(version)
  bridge.config.answerWithinMs = 60_000
  await using fault = await exhaust('transaction')
  const before = await repeats()
  const stopped = charger.stop()
  await until(async () => (await repeats()) > before + 2)
  await fault.relent()
  await stopped
  const end = await charger.waitFor('ended')
  expect(await ends(transactionId)).toMatchObject([{ meterStopWh: end.registerWh }])
  expect(charger.events.map(({ name }) => name)).not.toContain('disconnected')
  expect(await kept()).toEqual([])
})

test.each(versions)('%s: one that lasts longer has the stop kept and acknowledged, and worked when it is over', async (version) => {
  const { charger, transactionId } = await charging(version)
  await using fault = await exhaust('transaction')
  await charger.stop()
  const end = await charger.waitFor('ended')
  expect(await kept()).toHaveLength(1)
  expect(await ends(transactionId)).toEqual([])
  await fault.relent()
  const ended = await bridge.waitFor('ocpp.transaction.ended', (data) => data.transactionId === transactionId)
  expect(ended.meterStopWh).toBe(end.registerWh)
  await until(async () => (await kept()).length === 0)
  expect(await ends(transactionId)).toHaveLength(1)
})

test.each(versions)(
  '%s: where nothing can be kept, nothing is answered: the line ends, and the charger sends again',
  async (version) => {
    const { charger, transactionId } = await charging(version)
    await using fault = await exhaust('transaction', 'kept_message')
    const stopped = charger.stop()
    expect(await charger.waitFor('disconnected')).toMatchObject({ code: 1013 })
    expect(charger.events.map(({ name }) => name)).not.toContain('ended')
    expect(charger.events.map(({ name }) => name)).not.toContain('refused')
    await fault.relent()
    await stopped
    const end = await charger.waitFor('ended')
    expect(await ends(transactionId)).toMatchObject([{ meterStopWh: end.registerWh }])
    expect(await kept()).toEqual([])
  },
)

test('1.6: a start, which cannot be acknowledged without its number, is asked for again over a new line', async () => {
  const { identity, stationId } = await bridge.register()
  const charger = await bridge.connect(identity)
  await using fault = await exhaust('transaction')
  const started = charger.start({ idToken: 'DRIVER1' })
  expect(await charger.waitFor('disconnected')).toMatchObject({ code: 1013 })
  await fault.relent()
  await started
  expect((await charger.waitFor('started')).transaction.id).toBeGreaterThan(0)
  expect((await bridge.said('ocpp.transaction.started')).filter((data) => data.stationId === stationId)).toHaveLength(1)
})

test.each(versions)('%s: what a charger says to a command is said once, and noted when it can be', async (version) => {
  const { stationId, ask } = await askCharger(bridge, {
    version,
    answers: { Reset: () => says('charge_point_command'), [startOf(version)]: () => says('command') },
  })
  let fault: Awaited<ReturnType<typeof exhaust>> | undefined
  const says = async (table: string) => {
    fault = await exhaust(table)
    return { status: 'Accepted' }
  }
  const relent = async () => {
    const before = await refused()
    await until(async () => fault !== undefined && (await refused()) > before + 1)
    await fault?.relent()
    fault = undefined
  }
  const [reset] = await Promise.all([ask('resetChargePoint', { type: 'IMMEDIATE' }), relent()])
  expect(reset).toMatchObject({ state: 'ACCEPTED' })

  const [commandId, sessionId] = [newId(), newId()]
  const place = { stationId, evseNumber: 1, connectorNumber: 1 }
  const expiresAt = new Date(Date.now() + 60_000).toISOString()
  const driver = { idToken: newIdToken(), userId: newId() }
  await bridge.tell('charging.start.requested', sessionId, { commandId, sessionId, ...place, ...driver, expiresAt })
  await relent()
  await bridge.waitFor('ocpp.command.accepted', (data) => data.commandId === commandId)
})

const startOf = (version: (typeof versions)[number]) => (version === '1.6' ? 'RemoteStartTransaction' : 'RequestStartTransaction')
/** How often the database has refused; counted by a sequence, which no rollback takes back. */
const refused = async (): Promise<number> =>
  Number((await admin.query<{ count: string }>('SELECT last_value AS count FROM ocpp.refused')).rows[0]?.count)
