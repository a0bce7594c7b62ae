import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import type { ChargePoint } from '../../test/charge-point.ts'
import { testBridge, type TestBridge } from '../bridge.fixture.ts'
import { lockChargePoint } from '../transactions/transaction.queries.ts'

let bridge: TestBridge
beforeAll(async () => {
  bridge = await testBridge()
  await bridge.issue('DRIVER1')
})
afterAll(() => bridge[Symbol.asyncDispose]())

interface Running {
  charger: ChargePoint
  identity: string
  transactionId: string
}

async function running(): Promise<Running> {
  const { identity, stationId } = await bridge.register()
  const charger = await bridge.connect(identity)
  await charger.start({ idToken: 'DRIVER1' })
  const { transactionId } = await bridge.waitFor('ocpp.transaction.started', (data) => data.stationId === stationId)
  return { charger, identity, transactionId }
}

const meter = ({ charger }: Running, registerWh: number, messageId = newId()) => {
  const meterValue = [{ timestamp: new Date().toISOString(), sampledValue: [{ value: String(registerWh) }] }]
  return charger.call('MeterValues', { connectorId: 1, transactionId: charger.transaction()?.id, meterValue }, messageId)
}
const samplesOf = async ({ transactionId }: Pick<Running, 'transactionId'>) =>
  (await bridge.said('ocpp.transaction.metered'))
    .filter((said) => said.transactionId === transactionId)
    .flatMap(({ samples }) => samples.map(({ registerWh }) => registerWh))
const rowOf = ({ transactionId }: Pick<Running, 'transactionId'>) =>
  bridge.db.selectFrom('transaction').selectAll().where('id', '=', transactionId).executeTakeFirstOrThrow()

test('samples that many chargers send at one moment are kept in few transactions, and each is told once', async () => {
  const fleet = await Promise.all(Array.from({ length: 20 }, running))
  await Promise.all(fleet.map((one, n) => meter(one, 2_000_000 + n, `plain-${n}`)))
  const { rows } = await sql<{ count: number }>`
    SELECT count(DISTINCT xmin::text) FROM message_log WHERE message_id LIKE 'plain-%'`.execute(bridge.db)
  expect(rows[0]?.count).toBeLessThanOrEqual(10)
  for (const [n, one] of fleet.entries()) {
    expect(await samplesOf(one)).toEqual([2_000_000 + n])
    expect(await rowOf(one)).toMatchObject({ last_register_wh: 2_000_000 + n })
  }
})

test('the same message again is answered again, and told once; another one under its id is a new one', async () => {
  const one = await running()
  const meterValue = [{ timestamp: new Date().toISOString(), sampledValue: [{ value: '2000001' }] }]
  const payload = { connectorId: 1, transactionId: one.charger.transaction()?.id, meterValue }
  for (let times = 0; times < 3; times++) expect(await one.charger.call('MeterValues', payload, 'again')).toEqual({})
  expect(await samplesOf(one)).toEqual([2_000_001])
  await meter(one, 2_000_002, 'again')
  expect(await samplesOf(one)).toEqual([2_000_001, 2_000_002])
})

test('a charger that another process works for holds up none of the others', async () => {
  const [held, ...others] = await Promise.all([running(), running(), running()])
  const answered = await bridge.db.transaction().execute(async (trx) => {
    await lockChargePoint(trx, held.identity)
    const late = meter(held, 2_000_001)
    await Promise.all(others.map((one) => meter(one, 2_000_001)))
    expect(await samplesOf(held)).toEqual([])
    return { late }
  })
  expect(await answered.late).toEqual({})
  for (const one of [held, ...others]) expect(await samplesOf(one)).toEqual([2_000_001])
})

test('what is not plain is read as ever: an odd value is quarantined, a late sample moves nothing back, one after a boot resumes', async () => {
  const [odd, late, booted] = await Promise.all([running(), running(), running()])
  const sampledValue = [{ value: '2000001' }, { value: 'warm', measurand: 'SoC', unit: 'Percent' }]
  const meterValue = [{ timestamp: new Date().toISOString(), sampledValue }]
  await odd.charger.call('MeterValues', { connectorId: 1, transactionId: odd.charger.transaction()?.id, meterValue })
  const quarantined = bridge.db.selectFrom('quarantine').select('reason').where('identity', '=', odd.identity)
  expect(await quarantined.execute()).toMatchObject([{ reason: expect.stringContaining('is no number') as string }])
  expect(await samplesOf(odd)).toEqual([2_000_001])

  await meter(late, 2_000_005)
  const before = new Date(Date.now() - 60_000).toISOString()
  const earlier = [{ timestamp: before, sampledValue: [{ value: '2000003' }] }]
  await late.charger.call('MeterValues', { connectorId: 1, transactionId: late.charger.transaction()?.id, meterValue: earlier })
  expect(await rowOf(late)).toMatchObject({ last_register_wh: 2_000_005 })
  expect(await samplesOf(late)).toEqual([2_000_005, 2_000_003])

  await booted.charger.boot()
  expect(await rowOf(booted)).toMatchObject({ state: 'suspended' })
  await meter(booted, 2_000_001)
  expect(await rowOf(booted)).toMatchObject({ state: 'active', doubt: null })
})

/** A part of a transaction of 2.0.1 that charges. */
const part = (transactionId: string, eventType: 'Started' | 'Updated', seqNo: number, more: object = {}) => {
  const timestamp = new Date().toISOString()
  return {
    eventType,
    timestamp,
    triggerReason: eventType === 'Started' ? 'Authorized' : 'MeterValuePeriodic',
    seqNo,
    transactionInfo: { transactionId, chargingState: 'Charging' },
    evse: { id: 1, connectorId: 1 },
    meterValue: [{ timestamp, sampledValue: [{ value: 1_000_000 + seqNo }] }],
    ...(eventType === 'Started' && { idToken: { idToken: 'DRIVER1', type: 'Central' } }),
    ...more,
  }
}

async function running2() {
  const { identity, stationId } = await bridge.register()
  const charger = await bridge.connect(identity, { version: '2.0.1' })
  const chargerId = newId()
  await charger.call('TransactionEvent', part(chargerId, 'Started', 0))
  const { transactionId } = await bridge.waitFor('ocpp.transaction.started', (data) => data.stationId === stationId)
  const update = (seqNo: number, more: object = {}, messageId = newId()) =>
    charger.call('TransactionEvent', part(chargerId, 'Updated', seqNo, more), messageId)
  return { charger, identity, stationId, transactionId, update }
}

test('2.x: samples that many chargers send at one moment are kept in few transactions, each is told once and its part is noted', async () => {
  const fleet = await Promise.all(Array.from({ length: 12 }, running2))
  await Promise.all(fleet.map(({ update }, n) => update(1, {}, `plain2-${n}`)))
  const { rows } = await sql<{ count: number }>`
    SELECT count(DISTINCT xmin::text) FROM message_log WHERE message_id LIKE 'plain2-%'`.execute(bridge.db)
  expect(rows[0]?.count).toBeLessThanOrEqual(6)
  for (const one of fleet) {
    expect(await samplesOf(one)).toEqual([1_000_000, 1_000_001])
    const parts = bridge.db.selectFrom('transaction_part').select(['seq_no', 'event_type'])
    expect(await parts.where('transaction_id', '=', one.transactionId).orderBy('seq_no').execute()).toEqual([
      { seq_no: 0, event_type: 'Started' },
      { seq_no: 1, event_type: 'Updated' },
    ])
  }
})

test('2.x: a part that comes again is told once; one with its number and another time is quarantined; a new state is worked as ever', async () => {
  const one = await running2()
  const timestamp = new Date().toISOString()
  for (let times = 0; times < 3; times++) expect(await one.update(1, { timestamp })).toEqual({})
  expect(await samplesOf(one)).toEqual([1_000_000, 1_000_001])
  const quarantined = bridge.db.selectFrom('quarantine').select('reason').where('identity', '=', one.identity)
  expect(await quarantined.execute()).toEqual([])
  await one.update(1, { timestamp: new Date(Date.parse(timestamp) + 5_000).toISOString() })
  expect(await quarantined.execute()).toMatchObject([{ reason: expect.stringContaining('used before') as string }])
  expect(await samplesOf(one)).toEqual([1_000_000, 1_000_001])
  const { charger_transaction_id: transactionId } = await rowOf(one)
  await one.update(2, { transactionInfo: { transactionId, chargingState: 'SuspendedEV' } })
  expect(await rowOf(one)).toMatchObject({ state: 'suspended', suspended_by: 'EV', last_register_wh: 1_000_002 })
  await one.update(3, { idToken: { idToken: 'DRIVER1', type: 'Central' } })
  expect(await rowOf(one)).toMatchObject({ state: 'active', last_register_wh: 1_000_003 })
})

test('2.x: a clock that is set is noted with the samples, its jitter is not', async () => {
  const one = await running2()
  const aheadOf = async () =>
    (
      await bridge.db
        .selectFrom('charge_point')
        .select('clock_ahead_ms')
        .where('identity', '=', one.identity)
        .executeTakeFirstOrThrow()
    ).clock_ahead_ms
  const ahead = (milliseconds: number) => ({ timestamp: new Date(Date.now() + milliseconds).toISOString() })
  await one.update(1, ahead(3_600_000))
  const noted = await aheadOf()
  expect(noted).toBeGreaterThan(3_000_000)
  await one.update(2, ahead(3_600_000 + 300))
  expect(await aheadOf()).toBe(noted)
  await one.update(3, ahead(0))
  expect(await aheadOf()).toBeLessThan(3_000_000)
})
