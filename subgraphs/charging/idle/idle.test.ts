import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TariffData } from '#lib/tariff/tariff.ts'
import { newId } from '#lib/id.ts'
import { until } from '../../../test/until.ts'
import { TARIFF, at, testCharging, type TestCharging } from '../charging.fixture.ts'
import { CHARGING_LIMITS } from '../limits.ts'

let box: TestCharging
beforeAll(async () => {
  box = await testCharging({ CHARGING_PARKING_GRACE_SECONDS: '600', CHARGING_SWEEP_MS: '20' })
})
afterAll(() => box[Symbol.asyncDispose]())

/** Minutes of the fixture: its clock began long ago. */
const now = () => (Date.now() - Date.parse(at(0))) / 60_000
/** Tariffs count in whole seconds. */
const second = (minute: number) => new Date(Math.floor(Date.parse(at(minute)) / 1_000) * 1_000).toISOString()
const near = (id: string) => box.said('charging.idle.near', id)

/** Charges since an hour, by a charger with the right clock. */
async function running(tariff: TariffData | null = TARIFF) {
  const [driver, place] = [await box.driver(), await box.station(tariff === null ? null : await box.tariff(tariff))]
  const began = now() - 60
  const transaction = await box.begin(place, { idToken: driver.idToken, startedAt: at(began), receivedAt: at(began) })
  const { id } = await box.sessionOf(transaction.transactionId)
  return { driver, place, transaction, id }
}
const watched = (id: string) =>
  until(async () => box.db.selectFrom('idle_watch').selectAll().where('session_id', '=', id).executeTakeFirst())
/** A round has gone by: one that is due after what came before has been told. */
async function aRound() {
  const other = await running()
  await other.transaction.suspend(now() - 8)
  await until(async () => (await near(other.id)).length > 0)
}

test('who takes nothing is told before that costs something, once, by however many processes', async () => {
  await using other = await box.open()
  const { driver, place, id, transaction } = await running()
  const since = now() - 6
  await transaction.suspend(since)
  const [told] = await until(async () => {
    const said = await near(id)
    return said.length > 0 ? said : undefined
  })
  expect(told, other.name).toEqual({
    sessionId: id,
    userId: driver.userId,
    stationId: place.stationId,
    billedFrom: second(since + 10),
  })
  await aRound()
  expect(await near(id)).toHaveLength(1)
})

test('nobody is told too early: the tariff says how long before, else the house does', async () => {
  const house = await running()
  const own = await running({ ...TARIFF, idle: { graceMinutes: 10, noticeMinutes: 9 } })
  const since = now() - 2
  for (const { transaction } of [house, own]) await transaction.suspend(since)
  await until(async () => (await near(own.id)).length > 0)
  const { notice_at, billed_from } = await watched(house.id)
  expect(billed_from?.toISOString()).toBe(second(since + 10))
  expect(notice_at?.getTime()).toBe(Date.parse(second(since + 10)) - CHARGING_LIMITS.idleNoticeMs)
  await aRound()
  expect(await near(house.id)).toEqual([])
})

test('who charges again, or has left, is not told; who stands anew is told anew', async () => {
  const { id, transaction } = await running()
  await transaction.suspend(now() - 3)
  await watched(id)
  await transaction.resume(now() - 1)
  const due = { notice_at: new Date(Date.now() - 1_000) }
  await box.db.updateTable('idle_watch').set(due).where('session_id', '=', id).execute()
  await aRound()
  expect(await near(id)).toEqual([])
  await transaction.suspend(now() - 0.5)
  await until(async () => (await watched(id)).notice_at?.getTime() !== due.notice_at.getTime())
  await box.db.updateTable('idle_watch').set(due).where('session_id', '=', id).execute()
  await until(async () => (await near(id)).length === 1)
  const gone = await running()
  await gone.transaction.suspend(now() - 3)
  await watched(gone.id)
  await gone.transaction.end(now() - 1, 1_005_000)
  await box.db.updateTable('idle_watch').set(due).where('session_id', '=', gone.id).execute()
  await aRound()
  expect(await near(gone.id)).toEqual([])
})

test('where standing costs nothing, where our side throttles, and of who pays by card alone nothing is told', async () => {
  const free = await running(null)
  await free.transaction.suspend(now() - 8)
  expect((await watched(free.id)).notice_at).toBeNull()
  const throttled = await running()
  await throttled.transaction.suspend(now() - 8, 'EVSE')
  const place = await box.station(await box.tariff(TARIFF))
  const card = await box.begin(place, { idToken: newId(), startedAt: at(now() - 60), receivedAt: at(now() - 60) })
  await card.suspend(now() - 8)
  const { id } = await box.sessionOf(card.transactionId)
  await aRound()
  for (const one of [free.id, throttled.id, id]) expect(await near(one)).toEqual([])
})

test('a charger whose clock is behind does not put the notice off', async () => {
  const [driver, place] = [await box.driver(), await box.station(await box.tariff(TARIFF))]
  const behind = 180
  const began = now() - 60
  const transaction = await box.begin(place, { idToken: driver.idToken, startedAt: at(began - behind), receivedAt: at(began) })
  const { id } = await box.sessionOf(transaction.transactionId)
  await transaction.suspend(now() - behind)
  const { notice_at } = await watched(id)
  expect(notice_at?.getTime()).toBeGreaterThan(Date.now())
  expect(await near(id)).toEqual([])
})

test('a session that begins is told once, of its driver; one without a driver is nobody’s', async () => {
  const { driver, place, id, transaction } = await running()
  const fact = { transactionId: transaction.transactionId, stationId: place.stationId, evseNumber: 1, connectorNumber: 1 }
  const begun = { ...fact, idToken: driver.idToken, sessionId: null, authorised: true, meterStartWh: null, offline: false }
  await box.tell('ocpp.transaction.started', fact.transactionId, { ...begun, startedAt: at(now()), receivedAt: at(now()) })
  expect(await box.said('charging.session.started', id)).toMatchObject([
    { sessionId: id, userId: driver.userId, stationId: place.stationId, offline: false },
  ])
  const card = await box.begin(await box.station(), { idToken: newId() })
  expect(await box.said('charging.session.started', (await box.sessionOf(card.transactionId)).id)).toMatchObject([{ userId: null }])
})
