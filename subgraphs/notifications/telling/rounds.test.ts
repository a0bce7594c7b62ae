import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { until } from '../../../test/until.ts'
import { NOTIFICATIONS_LIMITS } from '../limits.ts'
import { tellOutages } from './outage.handler.ts'
import { testTelling, type TestTelling } from './telling.fixture.ts'

let box: TestTelling
beforeAll(async () => {
  box = await testTelling({ NOTIFICATIONS_SWEEP_MS: '20' })
})
afterAll(() => box[Symbol.asyncDispose]())

const inMs = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString()
/** A round has gone by: something that is due after all of it was done. */
async function aRound() {
  const [stationId, operator] = [newId(), newId()]
  await box.station(stationId, 'Marker', undefined, operator)
  await away(stationId, NOTIFICATIONS_LIMITS.offlineMs + 1_000)
  await until(async () => (await box.toldTo(operator)).length > 0)
}
const away = (stationId: string, forMs: number, page?: string) =>
  box.say('ocpp.charge-point.disconnected', stationId, { stationId, at: inMs(-forMs) }, page === undefined ? {} : { page })
const back = (stationId: string) =>
  box.say('ocpp.charge-point.connected', stationId, { stationId, ocppVersion: '2.0.1', at: inMs(0) })

const before = (ms: number) => sql<Date>`told_at - make_interval(secs => ${ms / 1_000})`
/** As if an operator had been told of chargers so long ago that the next are not gathered any more. */
const gathered = (operator: string) =>
  box.db
    .updateTable('outage_round')
    .set({ told_at: before(NOTIFICATIONS_LIMITS.offlineGatherMs) })
    .where('operator_id', '=', operator)
    .execute()
/** As if an outage of it had been told an hour ago. */
async function anHourLater(stationId: string, operator: string) {
  await box.db
    .updateTable('outage')
    .set({ told_at: before(NOTIFICATIONS_LIMITS.offlineAgainMs) })
    .where('station_id', '=', stationId)
    .execute()
  await gathered(operator)
}

test('an operator is told of a charger that is away for minutes, once, and not that it is back', async () => {
  await using other = await box.open()
  const [stationId, operator] = [newId(), newId()]
  await box.station(stationId, 'Harbour', undefined, operator)
  await away(stationId, NOTIFICATIONS_LIMITS.offlineMs + 1_000)
  await until(async () => (await box.toldTo(operator)).length > 0)
  await aRound()
  expect(await box.toldTo(operator), other.name).toMatchObject([
    { kind: 'CHARGER_OFFLINE', params: { stationName: 'Harbour' }, link: `/stations/${stationId}` },
  ])
  await anHourLater(stationId, operator)
  await aRound()
  await back(stationId)
  await aRound()
  expect(await box.toldTo(operator)).toHaveLength(1)
})

test('a charger that is back in time, or was away before the box was there, is not told; one that comes and goes is told once an hour', async () => {
  const operator = newId()
  const [brief, old, flapping] = [newId(), newId(), newId()]
  for (const stationId of [brief, old, flapping]) await box.station(stationId, 'Harbour', undefined, operator)
  await away(brief, NOTIFICATIONS_LIMITS.offlineMs - 30_000)
  await away(old, 3_600_000, newId())
  await aRound()
  expect(await box.toldTo(operator)).toEqual([])
  await away(flapping, NOTIFICATIONS_LIMITS.offlineMs + 2_000)
  await until(async () => (await box.toldTo(operator)).length === 1)
  await back(flapping)
  await away(flapping, NOTIFICATIONS_LIMITS.offlineMs + 1_000)
  await aRound()
  expect(await box.toldTo(operator)).toHaveLength(1)
  await anHourLater(flapping, operator)
  await until(async () => (await box.toldTo(operator)).length === 2)
})

test('an outage of many chargers is told in one: the first at once, those that follow soon together, with their number and first names', async () => {
  await using other = await box.open()
  const operator = newId()
  const fail = async (count: number, name: string) => {
    const ids = Array.from({ length: count }, () => newId())
    for (const [i, stationId] of ids.entries()) {
      await box.station(stationId, `${name} ${i}`, undefined, operator)
      await away(stationId, NOTIFICATIONS_LIMITS.offlineMs + 60_000 - i * 1_000)
    }
    return ids
  }
  await fail(1, 'First')
  await until(async () => (await box.toldTo(operator)).length === 1)
  const many = await fail(40, 'Pole')
  await aRound()
  expect(await kinds(operator), other.name).toEqual(['CHARGER_OFFLINE'])
  await back(many[0] ?? '')
  await gathered(operator)
  await until(async () => (await box.toldTo(operator)).length === 2)
  await aRound()
  expect((await box.toldTo(operator)).slice(1)).toMatchObject([
    {
      kind: 'CHARGERS_OFFLINE',
      params: { count: 39, names: 'Pole 1, Pole 2, Pole 3, Pole 4, Pole 5', more: 34 },
      link: '/stations',
    },
  ])
  const mails = await box.db
    .selectFrom('delivery')
    .select('id')
    .where('user_id', '=', operator)
    .where('channel', '=', 'EMAIL')
    .execute()
  expect(mails).toHaveLength(2)
})

test('an outage that many rounds of many processes see at once is told to its operator once', async () => {
  const operators = Array.from({ length: 5 }, () => newId())
  for (const operator of operators)
    for (let i = 0; i < 8; i++) {
      const stationId = newId()
      await box.station(stationId, `Pole ${i}`, undefined, operator)
      await box.db
        .insertInto('outage')
        .values({
          station_id: stationId,
          offline_at: new Date(Date.now() - NOTIFICATIONS_LIMITS.offlineMs - 60_000),
          told: true,
          told_at: null,
          said: 1,
        })
        .execute()
    }
  const stations = box.db.selectFrom('station').select('station_id').where('operator_id', 'in', operators)
  await box.db.updateTable('outage').set({ told: false }).where('station_id', 'in', stations).execute()
  await Promise.all(Array.from({ length: 8 }, () => tellOutages(box)))
  for (const operator of operators) expect(await kinds(operator)).toEqual(['CHARGERS_OFFLINE'])
  for (const operator of operators) expect((await box.toldTo(operator))[0]?.params).toMatchObject({ count: 8 })
})

test('an operator whose chargers come back in the very moment is told of the next one at once', async () => {
  const [operator, back, next] = [newId(), newId(), newId()]
  const offline_at = new Date(Date.now() - NOTIFICATIONS_LIMITS.offlineMs - 60_000)
  await box.db.insertInto('outage').values({ station_id: back, offline_at, told: false, told_at: null, said: 1 }).execute()
  await box.db.transaction().execute(async (trx) => {
    await trx.updateTable('outage').set({ offline_at: null }).where('station_id', '=', back).execute()
    // From here on a round sees that it is due, and waits for this.
    await box.station(back, 'Back', undefined, operator)
    const waiting = sql`SELECT FROM pg_stat_activity WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0`
    await until(async () => (await waiting.execute(box.db)).rows.length > 0)
  })
  const rounds = () => box.db.selectFrom('outage_round').select('told_at').where('operator_id', '=', operator).execute()
  await aRound()
  expect([await box.toldTo(operator), await rounds()]).toEqual([[], []])
  await box.station(next, 'Next', undefined, operator)
  await away(next, NOTIFICATIONS_LIMITS.offlineMs + 1_000)
  await until(async () => (await box.toldTo(operator)).length === 1)
})

/** A meetup of a host, said as the test wants it. */
function meetup(hostId = newId()) {
  const meetupId = newId()
  const [startsAt, endsAt] = [inMs(7 * 24 * 3_600_000), inMs(8 * 24 * 3_600_000)]
  const base = { meetupId, hostId, title: 'Clean-up', status: 'UPCOMING' as 'UPCOMING' | 'CANCELLED' | 'LIVE', startsAt, endsAt }
  const saved = (more: Partial<typeof base> = {}, page?: string) =>
    box.say('meetups.meetup.saved', meetupId, { ...base, ...more }, page === undefined ? {} : { page })
  const joined = (userId: string) => box.say('meetups.meetup.joined', meetupId, { meetupId, userId })
  const left = (userId: string) => box.say('meetups.meetup.left', meetupId, { meetupId, userId })
  return { meetupId, hostId, startsAt, saved, joined, left }
}
const kinds = async (userId: string) => (await box.toldTo(userId)).map(({ kind }) => kind)

test('a new meetup is told to who came to others of its host, and to nobody else', async () => {
  const [regular, gone, stranger] = [newId(), newId(), newId()]
  const first = meetup()
  await first.saved()
  for (const who of [regular, gone, first.hostId]) await first.joined(who)
  await first.left(gone)
  const second = meetup(first.hostId)
  await second.saved()
  await second.saved()
  expect(await box.toldTo(regular)).toMatchObject([{ kind: 'MEETUP_CREATED', params: { title: 'Clean-up' } }])
  for (const who of [gone, stranger, first.hostId]) expect(await box.toldTo(who)).toEqual([])
})

test('who comes is told that a meetup is at another time, has another name or is called off; the host did it, and the rest is nothing', async () => {
  const [guest, gone] = [newId(), newId()]
  const { saved, joined, left, hostId } = meetup()
  await saved({}, newId())
  for (const who of [guest, gone, hostId]) await joined(who)
  await left(gone)
  await saved()
  await saved({ status: 'LIVE' })
  expect(await kinds(guest)).toEqual([])
  const event = await saved({ title: 'Clean-up by boat' })
  await box.again(event)
  await saved({ title: 'Clean-up by boat', startsAt: inMs(9 * 24 * 3_600_000) })
  await saved({ title: 'Clean-up by boat', status: 'CANCELLED' })
  await saved({ title: 'Other', status: 'CANCELLED' })
  const told = await box.toldTo(guest)
  expect(told.map(({ kind, params }) => [kind, params['cancelled']]).slice(-1)).toEqual([['MEETUP_CHANGED', true]])
  expect(told.every(({ kind }) => kind === 'MEETUP_CHANGED')).toBe(true)
  for (const who of [gone, hostId]) expect(await kinds(who)).toEqual([])
})

test('an older word on a meetup is none: nobody is told that it is as it was before', async () => {
  const guest = newId()
  const { saved, joined, meetupId } = meetup()
  const first = await saved({}, newId())
  await joined(guest)
  await saved({ title: 'Clean-up by boat' })
  const told = await box.toldTo(guest)
  expect(told).toMatchObject([{ kind: 'MEETUP_CHANGED', params: { title: 'Clean-up by boat' } }])
  const { page: _page, ...older } = first
  await box.again({ ...older, id: newId() })
  expect(await box.toldTo(guest)).toEqual(told)
  expect(await box.db.selectFrom('meetup').select('title').where('meetup_id', '=', meetupId).execute()).toEqual([
    { title: 'Clean-up by boat' },
  ])
})

test('a host who changes a meetup again and again tells its guests once an hour, the newest; that it is called off always', async () => {
  const guest = newId()
  const { meetupId, saved, joined, startsAt } = meetup()
  await saved({}, newId())
  await joined(guest)
  const hour = inMs(0).slice(0, 13)
  const at = (occurredAt: string, title: string, status: 'UPCOMING' | 'CANCELLED' = 'UPCOMING') =>
    box.say(
      'meetups.meetup.saved',
      meetupId,
      { meetupId, hostId: newId(), title, status, startsAt, endsAt: startsAt },
      { occurredAt },
    )
  for (let i = 1; i <= 9; i++) await at(`${hour}:00:0${i}.000Z`, `Clean-up ${i}`)
  const titles = async () => (await box.toldTo(guest)).map(({ params }) => [params['title'], params['cancelled']])
  expect(await titles()).toEqual([['Clean-up 9', false]])
  await at(inMs(3_600_000), 'In the next hour')
  await at(`${hour}:59:00.000Z`, 'In the next hour', 'CANCELLED')
  expect(await titles()).toEqual([
    ['Clean-up 9', false],
    ['In the next hour', false],
    ['In the next hour', true],
  ])
})

test('who comes, and the host, are reminded an hour before, once for a begin; not of what is called off or began', async () => {
  await using other = await box.open()
  const guest = newId()
  const soon = meetup()
  const startsAt = inMs(NOTIFICATIONS_LIMITS.meetupSoonMs - 60_000)
  await soon.joined(guest)
  await soon.saved({ startsAt })
  for (const who of [guest, soon.hostId]) await until(async () => (await kinds(who)).includes('MEETUP_SOON'))
  const others = [
    [{ startsAt: inMs(NOTIFICATIONS_LIMITS.meetupSoonMs + 60_000) }, meetup()],
    [{ startsAt, status: 'CANCELLED' as const }, meetup()],
    [{ startsAt: inMs(-60_000) }, meetup()],
  ] as const
  for (const [about, one] of others) await one.saved(about)
  await aRound()
  expect(await kinds(guest), other.name).toEqual(['MEETUP_SOON'])
  for (const [, one] of others) expect(await kinds(one.hostId)).toEqual([])
  await soon.saved({ startsAt: inMs(NOTIFICATIONS_LIMITS.meetupSoonMs - 120_000) })
  await until(async () => (await kinds(soon.hostId)).length === 2)
})

test('reviewers are told once an hour that cases wait, however many, and not again before they have read it', async () => {
  await using other = await box.open()
  const [reviewer, second, driver, blocked] = [newId(), newId(), newId(), newId()]
  const reached = (userId: string, roles: string[]) =>
    box.say('accounts.contact.saved', userId, {
      userId,
      contact: null,
      addressHash: null,
      emailVerified: false,
      locale: null,
      timeZone: null,
      roles,
    })
  await reached(reviewer, ['DRIVER', 'REVIEWER'])
  await reached(second, ['REVIEWER'])
  await reached(driver, ['DRIVER'])
  await reached(blocked, [])
  const saidOf = (caseId: string, state?: 'OPEN' | 'DECIDED', page?: string) =>
    box.say(
      'verification.review.updated',
      caseId,
      { caseId, submissionId: newId(), ...(state && { state }) },
      page === undefined ? {} : { page },
    )
  await saidOf(newId(), 'OPEN', newId())
  await saidOf(newId())
  await aRound()
  expect(await box.toldTo(reviewer)).toEqual([])

  const decided = newId()
  await saidOf(decided, 'OPEN')
  for (const who of [reviewer, second]) await until(async () => (await kinds(who)).length === 1)
  expect((await box.toldTo(reviewer))[0]?.params).toEqual({ count: 2 })
  await saidOf(decided, 'DECIDED')
  for (let i = 0; i < 5; i++) await saidOf(newId(), 'OPEN')
  await aRound()
  for (const who of [reviewer, second]) expect(await kinds(who), other.name).toEqual(['REVIEW_WAITING'])

  await box.db.updateTable('notification').set({ read_at: new Date() }).where('user_id', '=', reviewer).execute()
  const hour = sql<Date>`told_at - make_interval(secs => ${NOTIFICATIONS_LIMITS.reviewEveryMs / 1_000})`
  await box.db.updateTable('review_round').set({ told_at: hour }).execute()
  await until(async () => (await kinds(reviewer)).length === 2)
  expect((await box.toldTo(reviewer))[1]?.params).toEqual({ count: 6 })
  await box.db.updateTable('notification').set({ read_at: new Date() }).where('user_id', '=', reviewer).execute()
  await saidOf(newId(), 'OPEN')
  for (let i = 0; i < 2; i++) await aRound()
  expect(await kinds(reviewer)).toHaveLength(2)
  expect(await kinds(second)).toEqual(['REVIEW_WAITING'])
  for (const who of [driver, blocked]) expect(await kinds(who)).toEqual([])

  // What others have decided meanwhile waits for nobody.
  await box.db.updateTable('waiting_case').set({ open: false }).execute()
  await box.db.updateTable('review_round').set({ told_at: hour }).execute()
  for (let i = 0; i < 2; i++) await aRound()
  expect(await kinds(reviewer)).toHaveLength(2)
})
