import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { createLog } from '#lib/log.ts'
import { metrics } from '#lib/metrics.ts'
import { testBridge, type TestBridge } from './bridge.fixture.ts'
import { keepMessage } from './answers/kept-message.handler.ts'
import { OCPP_LIMITS } from './limits.ts'
import { pruneBridge } from './retention.ts'

let bridge: TestBridge
beforeAll(async () => {
  bridge = await testBridge()
  await bridge.issue('DRIVER1')
})
afterAll(() => bridge[Symbol.asyncDispose]())

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)
const quarantined = (identity: string) =>
  bridge.db.selectFrom('quarantine').selectAll().where('identity', '=', identity).orderBy('received_at').execute()
const row = (identity: string, more: { received_at?: Date; stop_at?: Date | null; resolved_at?: Date | null } = {}) => ({
  id: newId(),
  identity,
  station_id: newId(),
  ocpp_version: '1.6' as const,
  action: 'StopTransaction',
  message_id: newId(),
  payload: '{}',
  reason: 'its transactionId is unknown',
  received_at: new Date(),
  transaction_id: null,
  stop_id_token: 'DRIVER1',
  stop_at: null,
  stop_meter_wh: null,
  resolved_at: null,
  ...more,
})

test('a charger that fills quarantine loses the oldest of it, and no stop that may find its transaction', async () => {
  const { identity } = await bridge.register()
  const charger = await bridge.connect(identity)
  await charger.call('StopTransaction', { transactionId: -1, idTag: 'DRIVER1', meterStop: 7, timestamp: new Date().toISOString() })
  const filled = Array.from({ length: 25 }, () => ({ ...row(identity), bytes: 200_000 }))
  await bridge.db.insertInto('quarantine').values(filled).execute()
  const large = 'x'.repeat(50_000)
  for (let i = 0; i < 3; i++) {
    await charger.call('MeterValues', { connectorId: 1, transactionId: 2_000_000_000, meterValue: [], large: `${i} ${large}` })
  }
  const rows = await quarantined(identity)
  expect(rows[0]).toMatchObject({ action: 'StopTransaction', stop_meter_wh: 7 })
  expect(rows.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(OCPP_LIMITS.quarantineBytes + 1_000)
  expect(rows.at(-1)?.payload).toMatchObject({ large: expect.stringMatching(/^2 /) as string })
  expect(await metrics.metrics()).toMatch(/^evergraph_ocpp_quarantine_dropped_total [1-9]/m)
})

test('a message of many faults is kept with the first of them', async () => {
  const { identity } = await bridge.register()
  const charger = await bridge.connect(identity)
  const meterValue = [{ timestamp: new Date().toISOString(), sampledValue: Array.from({ length: 20_000 }, () => 1) }]
  await charger.call('MeterValues', { connectorId: 1, meterValue })
  const [kept] = await quarantined(identity)
  expect(kept?.reason).toHaveLength(OCPP_LIMITS.reasonLength)
  expect(kept?.payload).toEqual({ connectorId: 1, meterValue })
})

test('stops of unknown transactions beyond the cap are refused, never acknowledged and dropped', async () => {
  const { identity } = await bridge.register()
  const charger = await bridge.connect(identity)
  const waiting = Array.from({ length: OCPP_LIMITS.openStops - 1 }, () => row(identity, { stop_at: new Date() }))
  await bridge.db.insertInto('quarantine').values(waiting).execute()
  const stop = (meterStop: number) =>
    charger.call('StopTransaction', { transactionId: -1, idTag: 'DRIVER1', meterStop, timestamp: new Date().toISOString() })
  await stop(1)
  await expect(stop(2)).rejects.toMatchObject({ code: 'InternalError' })
  expect(await quarantined(identity)).toHaveLength(OCPP_LIMITS.openStops)
  expect(await bridge.db.selectFrom('kept_message').selectAll().execute()).toEqual([])
})

test('what is old and done with goes, in every table; what is not done with stays, however old', async () => {
  const { identity, stationId } = await bridge.register()
  const charger = await bridge.connect(identity, { version: '2.0.1', evses: [{}, {}] })
  await charger.start({ idToken: 'DRIVER1', evse: 1 })
  await charger.start({ idToken: 'DRIVER1', evse: 2 })
  await charger.stop(1)
  const long = daysAgo(1_000)
  const { db } = bridge
  await db
    .insertInto('quarantine')
    .values([row(identity, { received_at: long }), row(identity, { received_at: long, stop_at: long })])
    .execute()
  const command = {
    kind: 'START' as const,
    station_id: stationId,
    evse_number: 1,
    connector_number: 1,
    id_token: 'X',
    created_at: long,
  }
  const more = { sent_at: long, settled_at: long, expires_at: daysAgo(-1), transaction_id: null, started_transaction_id: null }
  await db
    .insertInto('command')
    .values([
      { ...command, ...more, id: newId(), session_id: newId(), state: 'failed', failure: 'REJECTED' },
      { ...command, ...more, id: newId(), session_id: newId(), state: 'pending', failure: null },
    ])
    .execute()
  const run = { station_id: stationId, requested_at: long, quiet_until: daysAgo(-1) }
  await db
    .insertInto('run')
    .values([
      { ...run, id: newId(), kind: 'FIRMWARE', state: 'DONE', ended_at: long },
      { ...run, id: newId(), kind: 'LOG', log_type: 'SECURITY', state: 'RUNNING', ended_at: null },
    ])
    .execute()
  await db.updateTable('message_log').set({ at: long }).where('identity', '=', identity).execute()
  await db
    .updateTable('transaction')
    .set({ end_received_at: long })
    .where('identity', '=', identity)
    .where('state', '=', 'ended')
    .execute()

  await pruneBridge({ db })
  expect(await quarantined(identity)).toMatchObject([{ stop_at: long }])
  const commands = await db.selectFrom('command').select('state').where('created_at', '=', long).execute()
  expect(commands).toHaveLength(1)
  expect(await db.selectFrom('run').select('kind').where('station_id', '=', stationId).execute()).toEqual([{ kind: 'LOG' }])
  expect(await db.selectFrom('message_log').select('at').where('identity', '=', identity).execute()).toEqual([])
  const parts = await db
    .selectFrom('transaction_part')
    .innerJoin('transaction', 'transaction.id', 'transaction_id')
    .select('state')
    .where('identity', '=', identity)
    .execute()
  expect(new Set(parts.map(({ state }) => state))).toEqual(new Set(['active']))
  for (const table of ['message_log', 'quarantine', 'command', 'run', 'transaction_part'])
    expect(await metrics.metrics()).toMatch(new RegExp(`^evergraph_pruned_total\\{schema="ocpp",table="${table}"\\} [1-9]`, 'm'))
})

test('parts of a transaction whose end nobody has been told of stay, however old', async () => {
  const { identity } = await bridge.register()
  const charger = await bridge.connect(identity, { version: '2.0.1' })
  await charger.start({ idToken: 'DRIVER1' })
  await charger.stop()
  const { db } = bridge
  await db
    .updateTable('transaction')
    // Inferred, so that the sweep does not announce it meanwhile.
    .set({ end_received_at: daysAgo(1_000), end_announced: false, end_inferred_from: 'BOOT' })
    .where('identity', '=', identity)
    .execute()
  const parts = () =>
    db
      .selectFrom('transaction_part')
      .innerJoin('transaction', 'transaction.id', 'transaction_id')
      .select('transaction.id')
      .where('identity', '=', identity)
      .execute()
  const before = await parts()
  expect(before.length).toBeGreaterThan(0)
  await pruneBridge({ db })
  expect(await parts()).toEqual(before)
})

test('of one charger so many messages are kept and no more; the next is not acknowledged, and others’ are kept', async () => {
  const full = await bridge.register()
  const kept = Array.from({ length: OCPP_LIMITS.keptMessages }, (_, n) => ({
    identity: full.identity,
    station_id: full.stationId,
    ocpp_version: '1.6' as const,
    action: 'MeterValues',
    message_id: `m-${n}`,
    digest: Buffer.from(String(n)),
    payload: '{}',
    received_at: new Date(),
    fault: 'test',
    due_at: daysAgo(-1),
  }))
  for (let i = 0; i < kept.length; i += 1_000)
    await bridge.db
      .insertInto('kept_message')
      .values(kept.slice(i, i + 1_000))
      .execute()
  const log = createLog('test', { level: 'silent' })
  const keep = ({ identity, stationId }: typeof full) => {
    const call = { identity, stationId, version: '1.6', messageId: newId(), action: 'StopTransaction', payload: {} } as const
    return keepMessage({ db: bridge.db, log }, { ...call, receivedAt: new Date() }, new Error('a fault of ours'))
  }
  expect(await keep(full)).toBe(false)
  const other = await bridge.register()
  expect(await keep(other)).toBe(true)
  await bridge.db.deleteFrom('kept_message').where('identity', 'in', [full.identity, other.identity]).execute()
})
