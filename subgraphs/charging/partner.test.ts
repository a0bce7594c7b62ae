import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Caller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { newIdToken } from '#lib/id-token.ts'
import { sandboxOf } from '#lib/partners/sandbox.ts'
import { keyOf, userCaller } from '../../test/caller.ts'
import { expectToldAgain } from '../../test/told-again.ts'
import { at, refusalOf, testCharging, type TestCharging } from './charging.fixture.ts'
import { past } from './past.ts'

let box: TestCharging
beforeAll(async () => {
  box = await testCharging()
})
afterAll(() => box[Symbol.asyncDispose]())

/** A finished session at a station of this operator. */
async function charged(operatorId?: string) {
  const place = await box.station()
  if (operatorId !== undefined) await box.sayStation(place, new Date(at(-500)), { operatorId })
  const transaction = await box.begin(place, { idToken: (await box.driver()).idToken })
  await transaction.end(30, 1_010_000)
  const session = await box.sessionOf(transaction.transactionId)
  return { place, id: session.id, stationId: place.stationId }
}

const READ = 'query ($id: UUID!) { chargingSession(id: $id) { id chargeDetailRecord { id totalEnergyWh } } }'
type Read = { chargingSession: { id: string; chargeDetailRecord: { id: string } | null } }
const read = (caller: Caller, id: string) => box.ask<Read>(caller, READ, { id })
const LIST = '{ chargingSessions(first: 100) { edges { node { id } } } }'
type List = { chargingSessions: { edges: { node: { id: string } }[] } }
const list = async (caller: Caller) => (await box.ask<List>(caller, LIST)).data?.chargingSessions.edges.map(({ node }) => node.id)

test("a partner sees the sessions of their stations, and so do their keys by scope; bills are a scope's of their own", async () => {
  const partner = userCaller(['PARTNER'])
  const [mine, other] = [await charged(partner.userId), await charged()]
  const sessions = keyOf(partner.userId, ['sessions:read'])
  const bills = keyOf(partner.userId, ['sessions:read', 'billing:read'])
  for (const caller of [partner, sessions, bills]) {
    expect(await list(caller)).toEqual([mine.id])
    expect(refusalOf(await read(caller, other.id)).code).toBe('NOT_FOUND')
  }
  expect((await read(sessions, mine.id)).data?.chargingSession).toEqual({ id: mine.id, chargeDetailRecord: null })
  const record = (await read(bills, mine.id)).data?.chargingSession.chargeDetailRecord?.id
  expect(record).toBeDefined()
  const RECORD = 'query ($id: UUID!) { chargeDetailRecord(id: $id) { id } }'
  expect((await box.ask<object>(bills, RECORD, { id: record })).data).toEqual({ chargeDetailRecord: { id: record } })
  expect(refusalOf(await box.ask(sessions, RECORD, { id: record })).code).toBe('FORBIDDEN')
  const without = keyOf(partner.userId, ['chargers:command', 'stations:read'])
  expect(refusalOf(await read(without, mine.id)).code).toBe('FORBIDDEN')
  expect(refusalOf(await box.ask(without, LIST)).code).toBe('FORBIDDEN')
  expect(await list(keyOf(partner.userId, ['sessions:read'], true))).toEqual([])
})

test('what is charged in the sandbox is billed there, and earns nothing anywhere', async () => {
  const partner = userCaller(['PARTNER'])
  const [real, tried] = [await charged(partner.userId), await charged(sandboxOf(partner.userId))]
  const tries = keyOf(partner.userId, ['sessions:read', 'billing:read'], true)
  expect(await list(tries)).toEqual([tried.id])
  expect((await read(tries, tried.id)).data?.chargingSession.chargeDetailRecord).not.toBeNull()
  expect(refusalOf(await read(tries, real.id)).code).toBe('NOT_FOUND')
  expect(await box.said('charging.session.completed', real.id)).toHaveLength(1)
  expect(await box.said('charging.session.completed', tried.id)).toEqual([])
  const telling = past['charging.session.completed'] ?? expect.fail('nothing is told')
  const { facts } = await box.db.transaction().execute((trx) => telling.page(trx, null, 1_000))
  const told = facts.map(({ aggregateId }) => aggregateId)
  expect(told).toContain(real.id)
  expect(told).not.toContain(tried.id)
  // Nobody pays what was only tried.
  const bills = (await box.said('charging.cdr.issued')).filter(({ sessionId }) => [real.id, tried.id].includes(sessionId))
  expect(bills.map(({ sessionId, bill }) => [sessionId, bill !== undefined])).toEqual([
    [real.id, true],
    [tried.id, false],
  ])
  await expectToldAgain(box.db, past, 'charging.cdr.issued')
})

test('a key that may command chargers stops sessions at them, and starts none', async () => {
  const partner = userCaller(['PARTNER'])
  const place = await box.station()
  await box.sayStation(place, new Date(at(-500)), { operatorId: partner.userId })
  const driver = await box.driver()
  const session = await box.started(driver, place)
  const key = keyOf(partner.userId, ['chargers:command', 'sessions:read'])
  expect(refusalOf(await box.stop(keyOf(partner.userId, ['sessions:read']), session.id)).code).toBe('FORBIDDEN')
  expect(refusalOf(await box.start(key, { connectorId: place.connectors[1]?.connectorId })).code).toBe('FORBIDDEN')
  expect((await box.stop(key, session.id)).errors).toBeUndefined()
})

/** A customer of this partner, with an identity for the app and a card. */
async function customerOf(partnerId: string) {
  const [customerId, card] = [newId(), `CARD${newId().slice(-8)}`]
  for (const [value, type] of [
    [newIdToken(), 'APP'],
    [card, 'RFID'],
  ] as const) {
    const idTokenId = newId()
    const token = { idTokenId, userId: customerId, partnerId, value, type, status: 'ACTIVE' as const }
    await box.tell('accounts.id-token.issued', idTokenId, token, new Date(at(-600)))
  }
  return { customerId, card }
}
const stationOf = async (operatorId: string) => {
  const place = await box.station()
  await box.sayStation(place, new Date(at(-500)), { operatorId })
  return place
}
const WHO = 'query ($id: UUID!) { chargingSession(id: $id) { user { id } customer { id } chargeDetailRecord { customer { id } } } }'
const BILLS = `query ($filter: ChargeDetailRecordFilter) { chargeDetailRecords(filter: $filter, first: 100) { edges { node { sessionId } } } }`
type Bills = { chargeDetailRecords: { edges: { node: { sessionId: string } }[] } }
const bills = async (caller: Caller, filter: object) =>
  (await box.ask<Bills>(caller, BILLS, { filter })).data?.chargeDetailRecords.edges.map(({ node }) => node.sessionId)

test("a customer's session and bill know their partner, who sees them wherever it was; the operator sees neither customer nor user", async () => {
  const [partner, operator, stranger] = [userCaller(['PARTNER']), userCaller(['PARTNER']), userCaller(['PARTNER'])]
  const { customerId, card } = await customerOf(partner.userId)
  const place = await stationOf(operator.userId)
  const transaction = await box.begin(place, { idToken: card })
  await transaction.end(30, 1_010_000)
  const { id } = await box.sessionOf(transaction.transactionId)
  const who = async (caller: Caller) => (await box.ask<{ chargingSession: object }>(caller, WHO, { id })).data?.chargingSession
  const customer = { id: customerId }
  for (const caller of [partner, keyOf(partner.userId, ['sessions:read', 'billing:read'])])
    expect(await who(caller)).toEqual({ user: null, customer, chargeDetailRecord: { customer } })
  expect(await who(operator)).toEqual({ user: null, customer: null, chargeDetailRecord: { customer: null } })
  expect(refusalOf(await read(stranger, id)).code).toBe('NOT_FOUND')

  expect(await bills(partner, { customerId })).toEqual([id])
  expect(await bills(partner, { customers: true })).toEqual([id])
  expect(await bills(partner, {})).toEqual([])
  expect(await bills(operator, {})).toEqual([id])
  expect(await bills(operator, { customers: true })).toEqual([])
  for (const query of [BILLS, 'query ($filter: ChargingSessionFilter) { chargingSessions(filter: $filter) { totalCount } }']) {
    const foreign = await box.ask(stranger, query, { filter: { customerId } })
    expect(refusalOf(foreign)).toEqual({ code: 'NOT_FOUND', path: 'filter.customerId' })
    expect(foreign).toEqual(await box.ask(stranger, query, { filter: { customerId: newId() } }))
  }
  const SESSIONS = 'query ($filter: ChargingSessionFilter) { chargingSessions(filter: $filter) { totalCount } }'
  expect((await box.ask(partner, SESSIONS, { filter: { customerId } })).data).toEqual({ chargingSessions: { totalCount: 1 } })

  // What those who run the station think of the bill is theirs, until it is approved.
  const runs: Caller = { ...operator, roles: ['OPERATOR'] }
  const PROPOSE = 'mutation ($input: ProposeBillCorrectionInput!) { proposeBillCorrection(input: $input) { state } }'
  const proposal = { sessionId: id, energyWh: 4_000, reason: 'They always complain.', idempotencyKey: newId() }
  expect((await box.ask(runs, PROPOSE, { input: proposal })).errors).toBeUndefined()
  const CORRECTIONS = 'query ($id: UUID!) { chargingSession(id: $id) { corrections { reason } } }'
  const corrections = async (caller: Caller) => (await box.ask(caller, CORRECTIONS, { id })).data
  expect(await corrections(runs)).toEqual({ chargingSession: { corrections: [{ reason: proposal.reason }] } })
  expect(await corrections(partner)).toEqual({ chargingSession: { corrections: [] } })

  // They have no account, so nothing is earned, and no other box hears of them.
  expect(await box.said('charging.session.completed', id)).toMatchObject([{ userId: null }])
  expect(await box.said('charging.cdr.issued', id)).toMatchObject([{ userId: null, bill: { partnerId: partner.userId } }])
  await expectToldAgain(box.db, past, 'charging.session.completed', 'charging.cdr.issued')
})

test("a partner's program starts and stops sessions for its customers, at any station of its world, and for nobody else", async () => {
  const [partner, other] = [userCaller(['PARTNER']), userCaller(['PARTNER'])]
  const { customerId } = await customerOf(partner.userId)
  const place = await stationOf(newId())
  const key = keyOf(partner.userId, ['chargers:command', 'sessions:read'])
  const input = { customerId, connectorId: place.connectors[0]?.connectorId, idempotencyKey: newId() }
  expect(refusalOf(await box.start(keyOf(partner.userId, ['sessions:read']), input)).code).toBe('FORBIDDEN')
  const foreign = await box.start(keyOf(other.userId, ['chargers:command']), input)
  expect(refusalOf(foreign)).toEqual({ code: 'NOT_FOUND', path: 'input.customerId' })
  const started = (await box.start(key, input)).data?.startCharging ?? expect.fail('refused')
  expect((await box.start(key, input)).data?.startCharging.id).toBe(started.id)
  expect(refusalOf(await box.stop(keyOf(other.userId, ['chargers:command']), started.id)).code).toBe('NOT_FOUND')
  expect((await box.stop(key, started.id)).errors).toBeUndefined()
  expect(await box.said('charging.session.failed', started.id)).toMatchObject([{ userId: null, holdId: null }])

  // A sandbox is a world of its own, for those who start and for what they show.
  const tries = await customerOf(sandboxOf(partner.userId))
  const [sandbox, real] = [await stationOf(sandboxOf(partner.userId)), await stationOf(partner.userId)]
  const connectorOf = ({ connectors }: typeof real) => connectors[0]?.connectorId
  const trial = keyOf(partner.userId, ['chargers:command', 'sessions:read'], true)
  const start = (caller: Caller, of: string | null, at: typeof real) =>
    box.start(caller, { ...(of !== null && { customerId: of }), connectorId: connectorOf(at) })
  for (const wrong of [
    await start(trial, tries.customerId, real),
    await start(key, customerId, sandbox),
    await start((await box.driver()).caller, null, sandbox),
  ])
    expect(refusalOf(wrong)).toEqual({ code: 'NOT_FOUND', path: 'input.connectorId' })
  const trialOf = (await start(trial, tries.customerId, sandbox)).data?.startCharging.id ?? expect.fail('refused')
  expect((await box.stop(trial, trialOf)).data?.stopCharging.status).toBe('FAILED')
  expect(await box.said('charging.session.failed', trialOf)).toEqual([])
  const shown = async (place: typeof real, idToken: string) => {
    const { transactionId } = await box.begin({ ...place, connectors: place.connectors.slice(1) }, { idToken })
    return (await box.sessionOf(transactionId)).user_id
  }
  expect(await shown(real, tries.card)).toBeNull()
  expect(await shown(sandbox, tries.card)).toBe(tries.customerId)
})
