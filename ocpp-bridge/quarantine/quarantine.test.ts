import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Caller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { admin, userCaller } from '../../test/caller.ts'
import { fault } from '../../test/subgraph.ts'
import { testBridge, type TestBridge } from '../bridge.fixture.ts'
import { OCPP_LIMITS } from '../limits.ts'

let bridge: TestBridge
beforeAll(async () => {
  bridge = await testBridge()
  await bridge.issue('DRIVER12345')
})
afterAll(() => bridge[Symbol.asyncDispose]())

interface Entry {
  id: string
  action: string
  reason: string
  payload: object
  isUsedInPart: boolean
  resolution: string | null
  resolvedBy: string | null
  note: string | null
}
const ENTRY = 'id action reason payload isUsedInPart resolution resolvedBy note'
const LIST = `query ($filter: QuarantinedMessageFilter) { quarantinedMessages(filter: $filter) { edges { node { ${ENTRY} } } } }`
const ONE = `query ($id: UUID!) { quarantinedMessage(id: $id) { ${ENTRY} } }`
const RETRY = `mutation ($input: RetryQuarantinedMessageInput!) { retryQuarantinedMessage(input: $input) { message { ${ENTRY} } again { ${ENTRY} } } }`
const DISMISS = `mutation ($input: DismissQuarantinedMessageInput!) { dismissQuarantinedMessage(input: $input) { ${ENTRY} } }`
const COUNTS = `query ($id: UUID!) { chargePoint(id: $id) { quarantinedCount keptCount } }`

const list = async (filter: object, caller: Caller = admin): Promise<Entry[]> => {
  const { data } = await bridge.ask<{ quarantinedMessages: { edges: { node: Entry }[] } }>(caller, LIST, { filter })
  return (data?.quarantinedMessages.edges ?? []).map(({ node }) => node)
}
const retry = (messageId: string, caller: Caller = admin) =>
  bridge.ask<{ retryQuarantinedMessage: { message: Entry; again: Entry | null } }>(caller, RETRY, { input: { messageId } })
const dismiss = (messageId: string, reason: string, caller: Caller = admin) =>
  bridge.ask<{ dismissQuarantinedMessage: Entry }>(caller, DISMISS, { input: { messageId, reason } })
const audited = (id: string) => bridge.db.selectFrom('audit').select(['action', 'actor_id']).where('subject_id', '=', id).execute()

async function station() {
  const registered = await bridge.register()
  return { ...registered, charger: await bridge.connect(registered.identity) }
}
const now = () => new Date().toISOString()

test('what could not be used is listed with its reason and without secrets, for the operator of the charger', async () => {
  const { stationId, operatorId, charger } = await station()
  const operator = userCaller(['OPERATOR'], operatorId)
  await charger.call('StopTransaction', { transactionId: -1, idTag: 'DRIVER12345', meterStop: 7, timestamp: now() })
  const [entry, ...more] = await list({ chargePointId: stationId, open: true }, operator)
  expect(more).toEqual([])
  expect(entry).toMatchObject({
    action: 'StopTransaction',
    reason: 'its transactionId is unknown',
    isUsedInPart: false,
    resolution: null,
  })
  expect(entry?.payload).toMatchObject({ transactionId: -1, idTag: '…2345' })
  expect(await list({ chargePointId: stationId, open: false }, operator)).toEqual([])
  expect((await bridge.ask(operator, COUNTS, { id: stationId })).data).toEqual({
    chargePoint: { quarantinedCount: 1, keptCount: 0 },
  })

  const stranger = userCaller(['OPERATOR'])
  const id = entry?.id ?? ''
  expect(await list({}, stranger)).toEqual([])
  expect(await list({ chargePointId: stationId }, stranger)).toEqual([])
  for (const answer of [await bridge.ask(stranger, ONE, { id }), await retry(id, stranger), await dismiss(id, 'Mine.', stranger)])
    expect(fault(answer).code).toBe('NOT_FOUND')
  expect(fault(await retry(id, userCaller())).code).toBe('FORBIDDEN')
  expect((await list({ chargePointId: stationId }))[0]?.resolution).toBeNull()
})

test('a message that can be used now is used once, however many retry it at once', async () => {
  const { stationId, charger } = await station()
  const { id: last } = await charger.start({ idToken: 'DRIVER12345' })
  await charger.stop()
  const transactionId = Number(last) + 1
  const sample = { timestamp: new Date(Date.now() + 60_000).toISOString(), sampledValue: [{ value: '1234567' }] }
  await charger.call('MeterValues', { connectorId: 1, transactionId, meterValue: [sample] })
  const [entry] = await list({ chargePointId: stationId })
  expect(entry?.reason).toContain('its transactionId is unknown')
  expect((await charger.start({ idToken: 'DRIVER12345' })).id).toBe(transactionId)

  const answers = await Promise.all(Array.from({ length: 5 }, () => retry(entry?.id ?? '')))
  for (const { data } of answers)
    expect(data?.retryQuarantinedMessage).toMatchObject({
      message: { resolution: 'RETRIED', resolvedBy: admin.userId },
      again: null,
    })
  const metered = (await bridge.said('ocpp.transaction.metered')).filter(({ samples }) =>
    samples.some(({ registerWh }) => registerWh === 1_234_567),
  )
  const { received_at: receivedAt } = await bridge.db
    .selectFrom('quarantine')
    .select('received_at')
    .where('id', '=', entry?.id ?? '')
    .executeTakeFirstOrThrow()
  // At the time when it came, not when it was retried.
  expect(metered.map((said) => said.receivedAt)).toEqual([receivedAt.toISOString()])
  expect(await audited(entry?.id ?? '')).toEqual([{ action: 'quarantined-message.retried', actor_id: admin.userId }])
  expect(await list({ chargePointId: stationId, open: true })).toEqual([])
})

test('a message that is no good again has a new entry, and a stop waits on for its start', async () => {
  const { stationId, charger } = await station()
  await charger.call('StopTransaction', { transactionId: -1, idTag: 'DRIVER12345', meterStop: 7, timestamp: now() })
  const [entry] = await list({ chargePointId: stationId })
  const { data } = await retry(entry?.id ?? '')
  const again = data?.retryQuarantinedMessage.again
  expect(again).toMatchObject({ action: 'StopTransaction', resolution: null })
  expect((await list({ chargePointId: stationId, open: true })).map(({ id }) => id)).toEqual([again?.id])
  const waiting = await bridge.db
    .selectFrom('quarantine')
    .select('stop_meter_wh')
    .where('id', '=', again?.id ?? '')
    .executeTakeFirst()
  expect(waiting?.stop_meter_wh).toBe(7)
})

test('a message that there is no room for stays where it is, and its retry says why', async () => {
  const { stationId, identity, charger } = await station()
  await charger.call('StopTransaction', { transactionId: -1, idTag: 'DRIVER12345', meterStop: 7, timestamp: now() })
  const [entry] = await list({ chargePointId: stationId })
  const { id: _id, ...like } = await bridge.db
    .selectFrom('quarantine')
    .selectAll()
    .where('id', '=', entry?.id ?? '')
    .executeTakeFirstOrThrow()
  const others = Array.from({ length: OCPP_LIMITS.openStops }, () => ({ ...like, id: newId(), payload: '{}', message_id: newId() }))
  await bridge.db.insertInto('quarantine').values(others).execute()
  expect(fault(await retry(entry?.id ?? ''))).toEqual({ code: 'CONFLICT', path: ['input', 'messageId'] })
  const { data } = await bridge.ask<{ quarantinedMessage: Entry }>(admin, ONE, { id: entry?.id })
  expect(data?.quarantinedMessage.resolution).toBeNull()
  expect(await audited(entry?.id ?? '')).toEqual([])
  await bridge.db
    .deleteFrom('quarantine')
    .where('identity', '=', identity)
    .where('id', '<>', entry?.id ?? '')
    .execute()
  expect((await retry(entry?.id ?? '')).data?.retryQuarantinedMessage.message.resolution).toBe('RETRIED')
})

test('a start that has its transaction makes no second one', async () => {
  const { stationId, identity, charger } = await station()
  await charger.call('StartTransaction', { connectorId: 1, idTag: 'DRIVER12345', meterStart: 0, timestamp: 'noon' })
  const [entry] = await list({ chargePointId: stationId })
  expect(entry?.isUsedInPart).toBe(true)
  expect(fault(await retry(entry?.id ?? '')).code).toBe('CONFLICT')
  const made = await bridge.db.selectFrom('transaction').select('id').where('identity', '=', identity).execute()
  expect(made).toHaveLength(1)
})

test('a message is dismissed for a reason, once', async () => {
  const { stationId, charger } = await station()
  await charger.call('StopTransaction', { transactionId: -1, meterStop: 7, timestamp: now() })
  const id = (await list({ chargePointId: stationId }))[0]?.id ?? ''
  const [first, second] = [await dismiss(id, 'A test of the maker.'), await dismiss(id, 'Another reason.')]
  for (const { data } of [first, second])
    expect(data?.dismissQuarantinedMessage).toMatchObject({
      resolution: 'DISMISSED',
      note: 'A test of the maker.',
      resolvedBy: admin.userId,
    })
  expect(await audited(id)).toEqual([{ action: 'quarantined-message.dismissed', actor_id: admin.userId }])
  expect((await retry(id)).data?.retryQuarantinedMessage).toMatchObject({ message: { resolution: 'DISMISSED' }, again: null })
  await charger.start({ idToken: 'DRIVER12345' })
  expect(charger.transaction()).toBeDefined()
})

test('what is not there is not found, and a reason is needed', async () => {
  expect(fault(await bridge.ask(admin, ONE, { id: newId() }))).toEqual({ code: 'NOT_FOUND', path: ['id'] })
  expect(fault(await retry(newId()))).toEqual({ code: 'NOT_FOUND', path: ['input', 'messageId'] })
  expect(fault(await dismiss(newId(), ' '))).toEqual({ code: 'BAD_USER_INPUT', path: ['input', 'reason'] })
})
