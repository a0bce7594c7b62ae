import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { newIdToken } from '#lib/id-token.ts'
import { at, refusalOf, testCharging, type Driver, type Place, type TestCharging } from './charging.fixture.ts'

let box: TestCharging
beforeAll(async () => {
  box = await testCharging()
})
afterAll(() => box[Symbol.asyncDispose]())

/** What accounts says of the driver's identity for the app. */
const allow = ({ userId, idTokenId }: Driver, concurrentSessions?: number) =>
  box.tell('accounts.id-token.issued', idTokenId, {
    idTokenId,
    userId,
    value: newIdToken(),
    type: 'APP',
    status: 'ACTIVE',
    ...(concurrentSessions !== undefined && { concurrentSessions }),
  })
const codeOf = async (driver: Driver, place: Place) =>
  refusalOf(await box.start(driver.caller, { connectorId: place.connectors[0]?.connectorId })).code
const charging = async (driver: Driver) => {
  const place = await box.station()
  const { id } = await box.started(driver, place)
  return { id, place, transaction: await box.begin(place, { sessionId: id }) }
}

test('a driver who charges starts no other session by the app until that one is over, unless their identity allows more', async () => {
  const driver = await box.driver()
  const { transaction } = await charging(driver)
  expect(await codeOf(driver, await box.station())).toBe('CONCURRENT_SESSIONS')
  await transaction.end(20, 1_001_000)
  const second = await charging(driver)
  await allow(driver, 2)
  const third = await charging(driver)
  expect(await codeOf(driver, await box.station())).toBe('CONCURRENT_SESSIONS')
  // An older word has no number, which is one.
  await allow(driver)
  await third.transaction.end(20, 1_001_000)
  expect(await codeOf(driver, await box.station())).toBe('CONCURRENT_SESSIONS')
  await second.transaction.end(20, 1_001_000)
  expect(await codeOf(driver, await box.station())).toBeUndefined()
})

test('an older word on an identity that comes late changes nothing but when it was first issued', async () => {
  const [idTokenId, userId] = [newId(), newId()]
  const said = async (status: 'ACTIVE' | 'BLOCKED', position: number, minute: number) => {
    const data = { idTokenId, userId, value: `CARD${idTokenId.slice(-8)}`, type: 'RFID' as const, status }
    const event = { id: newId(), name: 'accounts.id-token.issued' as const, aggregateId: idTokenId, requestId: null, data }
    await box.again({ ...event, position, occurredAt: at(minute) })
    return box.db.selectFrom('id_token').select(['status', 'issued_at']).where('id', '=', idTokenId).executeTakeFirstOrThrow()
  }
  await said('ACTIVE', 2, 2)
  expect(await said('BLOCKED', 3, 3)).toEqual({ status: 'BLOCKED', issued_at: new Date(at(2)) })
  expect(await said('ACTIVE', 1, 1)).toEqual({ status: 'BLOCKED', issued_at: new Date(at(1)) })
  expect((await said('ACTIVE', 4, 4)).status).toBe('ACTIVE')
})

test('the same key gives the same session, also when there may be no other', async () => {
  const [driver, place] = [await box.driver(), await box.station()]
  const input = { connectorId: place.connectors[0]?.connectorId, idempotencyKey: newId() }
  const answers = await Promise.all([1, 2, 3, 4].map(() => box.start(driver.caller, input)))
  expect(new Set(answers.map(({ data }) => data?.startCharging.id)).size).toBe(1)
  await box.begin(place, { sessionId: answers[0]?.data?.startCharging.id ?? null })
  expect((await box.start(driver.caller, input)).data?.startCharging.status).toBe('ACTIVE')
})

test('a card is another identity, and what a charger tells is a fact that nothing refuses', async () => {
  const driver = await box.driver()
  const transaction = await box.begin(await box.station(), { idToken: driver.idToken })
  const { id } = await charging(driver)
  const another = await box.begin(await box.station(), { idToken: driver.idToken })
  for (const { transactionId } of [transaction, another])
    expect(await box.sessionOf(transactionId)).toMatchObject({ user_id: driver.userId, status: 'ACTIVE' })
  expect((await box.read(driver.caller, id)).status).toBe('ACTIVE')
  expect(await box.deadLetters()).toEqual([])
})

test('of any number of sessions that begin at once, the database lets in as many as are allowed', async () => {
  for (const allowed of [1, 3]) {
    const driver = await box.driver()
    await allow(driver, allowed)
    // Past the rules of the service, and past the one start that may be under way: as if each were running already.
    const inserted = await Promise.allSettled(
      Array.from({ length: 8 }, (_, place) =>
        box.db
          .insertInto('session')
          .values({
            id: newId(),
            status: 'ACTIVE',
            user_id: driver.userId,
            station_id: newId(),
            evse_number: 1,
            connector_number: place,
            opened_at: new Date(at(0)),
            started_at: new Date(at(0)),
            start_command_id: newId(),
            transaction_id: newId(),
          })
          .execute(),
      ),
    )
    expect(inserted.filter(({ status }) => status === 'fulfilled')).toHaveLength(allowed)
    for (const each of inserted)
      if (each.status === 'rejected') expect(each.reason).toMatchObject({ constraint: 'session_concurrent' })
  }
})
