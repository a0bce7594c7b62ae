import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { metrics } from '#lib/metrics.ts'
import { until } from '../../test/until.ts'
import { testBridge, type TestBridge } from '../bridge.fixture.ts'

let bridge: TestBridge
beforeAll(async () => {
  bridge = await testBridge()
  await bridge.issue('DRIVER1')
})
afterAll(() => bridge[Symbol.asyncDispose]())

/** A charger in a transaction whose row our code cannot work with until it is mended; with its id as the charger knows it. */
async function broken(version: '1.6' | '2.0.1' | '2.1') {
  const { identity, stationId } = await bridge.register()
  const charger = await bridge.connect(identity, { version })
  await charger.start({ idToken: 'DRIVER1' })
  const { transactionId } = await bridge.waitFor('ocpp.transaction.started', (data) => data.stationId === stationId)
  const setStart = (started_at: Date | ReturnType<typeof sql<Date>>) =>
    bridge.db.updateTable('transaction').set({ started_at, clock_ahead_ms: 5 }).where('id', '=', transactionId).execute()
  // A time that JavaScript has no Date for.
  await setStart(sql<Date>`'infinity'`)
  return { charger, identity, id: charger.transaction()?.id, transactionId, mend: () => setStart(new Date()) }
}

const kept = (identity: string) =>
  bridge.db.selectFrom('kept_message').selectAll().where('identity', '=', identity).orderBy('position').execute()
const ends = async (transactionId: string) =>
  (await bridge.said('ocpp.transaction.ended')).filter((end) => end.transactionId === transactionId)
const timestamp = () => new Date().toISOString()
test('1.6: samples and a stop that we stumble over are answered and kept, told of, and worked by themselves once we can', async () => {
  const { charger, identity, id, transactionId, mend } = await broken('1.6')
  const meterValue = [{ timestamp: timestamp(), sampledValue: [{ value: '5' }] }]
  const stop = { transactionId: id, meterStop: 9_000_000, timestamp: timestamp() }
  expect(await charger.call('MeterValues', { connectorId: 1, transactionId: id, meterValue })).toEqual({})
  expect(await charger.call('StopTransaction', stop, 'stop-1')).toEqual({})
  // Again, because our answer was lost.
  expect(await charger.call('StopTransaction', stop, 'stop-1')).toEqual({})
  expect(await kept(identity)).toMatchObject([{ action: 'MeterValues' }, { action: 'StopTransaction', payload: stop }])
  expect(await bridge.app.degraded?.()).toEqual({ keptMessages: expect.stringContaining('2 acknowledged') as string })
  await until(async () => /^evergraph_ocpp_kept_messages 2$/m.test(await metrics.metrics()))

  await mend()
  const ended = await bridge.waitFor('ocpp.transaction.ended', (end) => end.transactionId === transactionId)
  expect(ended.meterStopWh).toBe(9_000_000)
  await until(async () => (await kept(identity)).length === 0)
  expect((await bridge.said('ocpp.transaction.metered')).map((metered) => metered.transactionId)).toContain(transactionId)
  expect(await charger.call('StopTransaction', stop, 'stop-1')).toEqual({})
  expect(await ends(transactionId)).toHaveLength(1)
  expect(await bridge.app.degraded?.()).toEqual({ keptMessages: null })
})

test.each(['2.0.1', '2.1'] as const)('%s: so is a part of a transaction, with what its token is worth', async (version) => {
  const { charger, identity, id, transactionId, mend } = await broken(version)
  const part = {
    eventType: 'Ended',
    timestamp: timestamp(),
    triggerReason: 'StopAuthorized',
    seqNo: 1,
    transactionInfo: { transactionId: id },
    idToken: { idToken: 'DRIVER1', type: 'Central' },
    meterValue: [{ timestamp: timestamp(), sampledValue: [{ value: 9_000_000 }] }],
  }
  expect(await charger.call('TransactionEvent', part)).toMatchObject({ idTokenInfo: { status: 'Accepted' } })
  expect(await kept(identity)).toMatchObject([{ action: 'TransactionEvent', payload: part }])
  await mend()
  const ended = await bridge.waitFor('ocpp.transaction.ended', (end) => end.transactionId === transactionId)
  expect(ended.meterStopWh).toBe(9_000_000)
  await until(async () => (await kept(identity)).length === 0)
  expect(await ends(transactionId)).toHaveLength(1)
})

test('a start without a transaction id to give is refused and kept; worked later, it is the transaction that the charger asks for again', async () => {
  const { identity, stationId } = await bridge.register()
  const charger = await bridge.connect(identity)
  const id = newId()
  // A stop that this start would end by, which cannot be read.
  await bridge.db
    .insertInto('quarantine')
    .values({
      id,
      identity,
      station_id: stationId,
      ocpp_version: '1.6',
      action: 'StopTransaction',
      message_id: 'x',
      payload: 'null',
      reason: 'its transactionId is unknown',
      received_at: new Date(),
      transaction_id: null,
      stop_id_token: 'DRIVER1',
      stop_at: new Date(Date.now() + 60_000),
      stop_meter_wh: null,
      resolved_at: null,
    })
    .execute()
  const start = { connectorId: 1, idTag: 'DRIVER1', meterStart: 77, timestamp: timestamp() }
  await expect(charger.call('StartTransaction', start)).rejects.toMatchObject({ code: 'InternalError' })
  expect(await kept(identity)).toMatchObject([{ action: 'StartTransaction', payload: start }])
  await bridge.db.deleteFrom('quarantine').where('id', '=', id).execute()
  await bridge.waitFor('ocpp.transaction.started', (data) => data.stationId === stationId)
  await until(async () => (await kept(identity)).length === 0)
  expect(await charger.call('StartTransaction', start)).toMatchObject({ idTagInfo: { status: 'Accepted' } })
  expect((await bridge.said('ocpp.transaction.started')).filter((data) => data.stationId === stationId)).toHaveLength(1)
})

test('what was kept is worked in its order, and one that fails holds nobody up', async () => {
  const { charger, identity, stationId } = await (async () => {
    const registered = await bridge.register()
    return { ...registered, charger: await bridge.connect(registered.identity) }
  })()
  await charger.start({ idToken: 'DRIVER1' })
  const id = charger.transaction()?.id
  const message = (action: string, payload: object) => ({
    identity,
    station_id: stationId,
    ocpp_version: '1.6' as const,
    action,
    message_id: newId(),
    digest: Buffer.from(action),
    payload: JSON.stringify(payload),
    received_at: new Date(),
    fault: 'test',
    due_at: new Date(Date.now() + 3_600_000),
  })
  const meterValue = [{ timestamp: timestamp(), sampledValue: [{ value: '1000001' }] }]
  const stop = { transactionId: id, meterStop: 1_000_005, timestamp: timestamp() }
  const rows = [
    message('NoSuchAction', {}),
    message('MeterValues', { connectorId: 1, transactionId: id, meterValue }),
    message('StopTransaction', stop),
  ]
  await bridge.db.insertInto('kept_message').values(rows).execute()
  await bridge.db
    .updateTable('kept_message')
    .set({ due_at: sql<Date>`now()` })
    .where('identity', '=', identity)
    .execute()
  await until(async () => (await kept(identity)).length === 1)
  const [left] = await kept(identity)
  expect(left).toMatchObject({ action: 'NoSuchAction', fault: expect.stringContaining('has no handler') as string })
  expect(left?.tries).toBeGreaterThan(0)
  const names = (await bridge.events()).filter(({ data }) => 'transactionId' in data).slice(-3)
  expect(names.map(({ name }) => name)).toEqual(['ocpp.transaction.started', 'ocpp.transaction.metered', 'ocpp.transaction.ended'])
  await bridge.db.deleteFrom('kept_message').where('identity', '=', identity).execute()
})

test('samples without a transaction id that were kept are not those of a transaction that began after them', async () => {
  const { identity, stationId } = await bridge.register()
  const charger = await bridge.connect(identity)
  const before = new Date()
  await charger.start({ idToken: 'DRIVER1' })
  const { transactionId } = await bridge.waitFor('ocpp.transaction.started', (data) => data.stationId === stationId)
  const meterValue = [{ timestamp: before.toISOString(), sampledValue: [{ value: '5' }] }]
  await bridge.db
    .insertInto('kept_message')
    .values({
      identity,
      station_id: stationId,
      ocpp_version: '1.6',
      action: 'MeterValues',
      message_id: newId(),
      digest: Buffer.from('x'),
      payload: JSON.stringify({ connectorId: 1, meterValue }),
      received_at: before,
      fault: 'test',
    })
    .execute()
  await until(async () => (await kept(identity)).length === 0)
  expect((await bridge.said('ocpp.transaction.metered')).filter((data) => data.transactionId === transactionId)).toEqual([])
})
