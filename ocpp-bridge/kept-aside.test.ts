import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { testBridge, type TestBridge } from './bridge.fixture.ts'

let bridge: TestBridge
beforeAll(async () => {
  bridge = await testBridge()
  await bridge.issue('DRIVER1')
})
afterAll(() => bridge[Symbol.asyncDispose]())

/** A charger in a transaction whose row our code cannot work with; gives its id as the charger knows it. */
async function broken(version: '1.6' | '2.0.1' | '2.1') {
  const { identity, stationId } = await bridge.register()
  const charger = await bridge.connect(identity, { version })
  await charger.start({ idToken: 'DRIVER1' })
  await bridge.waitFor('ocpp.transaction.started', (data) => data.stationId === stationId)
  // A time that JavaScript has no Date for.
  await bridge.db
    .updateTable('transaction')
    .set({ started_at: sql<Date>`'infinity'`, clock_ahead_ms: 5 })
    .where('identity', '=', identity)
    .execute()
  return { charger, identity, id: charger.transaction()?.id }
}

const kept = (identity: string) =>
  bridge.db.selectFrom('quarantine').select(['action', 'reason', 'payload']).where('identity', '=', identity).execute()
const timestamp = () => new Date().toISOString()

test('1.6: samples and a stop that a fault of ours kept from being used are kept aside, and answered', async () => {
  const { charger, identity, id } = await broken('1.6')
  const meterValue = [{ timestamp: timestamp(), sampledValue: [{ value: '5' }] }]
  expect(await charger.call('MeterValues', { connectorId: 1, transactionId: id, meterValue })).toEqual({})
  const stop = { transactionId: id, meterStop: 9_000_000, timestamp: timestamp() }
  expect(await charger.call('StopTransaction', stop)).toEqual({})
  const reason = expect.stringContaining('our fault') as string
  expect(await kept(identity)).toMatchObject([
    { action: 'MeterValues', reason },
    { action: 'StopTransaction', reason, payload: stop },
  ])
})

test.each(['2.0.1', '2.1'] as const)('%s: so is a part of a transaction, with what its token is worth', async (version) => {
  const { charger, identity, id } = await broken(version)
  const part = {
    eventType: 'Ended',
    timestamp: timestamp(),
    triggerReason: 'StopAuthorized',
    seqNo: 9,
    transactionInfo: { transactionId: id },
    idToken: { idToken: 'DRIVER1', type: 'Central' },
  }
  expect(await charger.call('TransactionEvent', part)).toMatchObject({ idTokenInfo: { status: 'Accepted' } })
  expect(await kept(identity)).toMatchObject([{ action: 'TransactionEvent', payload: part }])
})

test('a start without a transaction id to give is refused, and kept aside', async () => {
  const { identity, stationId } = await bridge.register()
  const charger = await bridge.connect(identity)
  // A stop that this start would end by, which cannot be read.
  await bridge.db
    .insertInto('quarantine')
    .values({
      id: newId(),
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
  expect((await kept(identity)).at(-1)).toMatchObject({ action: 'StartTransaction', payload: start })
})
