import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Caller } from '#lib/auth.ts'
import { ANONYMOUS } from '#lib/auth.ts'
import { newUser, type User } from '../../../test/caller.ts'
import { fault } from '../../../test/subgraph.ts'
import { until } from '../../../test/until.ts'
import { testNotifications, type TestNotifications } from '../notifications.fixture.ts'
import { settleMessage } from '../sending/outcome.queries.ts'

let box: TestNotifications
beforeAll(async () => {
  box = await testNotifications()
})
afterAll(() => box[Symbol.asyncDispose]())

const PACE = 'notificationPace { quietHours { from until } digestHour timeZone }'
const QUIET = `mutation ($input: SaveQuietHoursInput!) { saveQuietHours(input: $input) { user { ${PACE} } } }`
const DIGEST = `mutation ($input: SaveDigestInput!) { saveDigest(input: $input) { user { ${PACE} } } }`
const OF = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on User { ${PACE} } } }`

const clock = (minutesFromNow: number, zone = 'UTC') =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(
    Date.now() + minutesFromNow * 60_000,
  )
const quiet = (caller: Caller, hours: { from: string; until: string } | null) => box.ask(caller, QUIET, { input: { hours } })
const someone = async (zone: string | null = 'UTC'): Promise<User> => {
  const user = newUser()
  await box.person({ user_id: user.userId, time_zone: zone })
  return user
}
const waits = (userId: string, reason: string) =>
  until(async () => {
    const rows = await box.deliveriesOf(userId)
    return rows.length > 0 && rows.every((row) => row.state === 'QUEUED' && row.reason === reason) && rows
  })

test('what somebody chooses is theirs alone to see and to change', async () => {
  const user = await someone('Europe/Berlin')
  expect((await quiet(user, { from: '22:30', until: '07:00' })).data).toMatchObject({
    saveQuietHours: { user: { notificationPace: { quietHours: { from: '22:30', until: '07:00' }, digestHour: null } } },
  })
  expect((await box.ask(user, DIGEST, { input: { hour: 8 } })).data).toMatchObject({
    saveDigest: { user: { notificationPace: { digestHour: 8, timeZone: 'Europe/Berlin' } } },
  })
  const of = [{ __typename: 'User', id: user.userId }]
  expect((await box.ask(newUser(), OF, { of })).data).toEqual({ _entities: [{ notificationPace: null }] })
  expect((await quiet(user, null)).data).toMatchObject({ saveQuietHours: { user: { notificationPace: { quietHours: null } } } })
  expect(fault(await quiet(user, { from: '07:00', until: '07:00' })).path).toEqual(['input', 'hours', 'until'])
  expect(fault(await quiet(ANONYMOUS, null)).code).toBe('UNAUTHENTICATED')
})

describe('in quiet hours', () => {
  test('what can wait does, what is urgent does not', async () => {
    const user = await someone()
    await quiet(user, { from: clock(-60), until: clock(60) })
    await box.notify(user.userId, 'RESERVATION_CONFIRMED')
    const rows = await waits(user.userId, 'QUIET_HOURS')
    for (const row of rows) {
      expect(Math.abs((row.due_at?.getTime() ?? 0) - Date.now() - 3_600_000)).toBeLessThan(120_000)
      expect(row.tries).toBe(0)
    }
    const other = await someone()
    await quiet(other, { from: clock(-60), until: clock(60) })
    await box.notify(other.userId, 'RESERVATION_SOON')
    expect(await box.settled(other.userId)).toEqual(['EMAIL SENT', 'PUSH SENT'])
  })

  test('a new zone, or other hours, let go at once what waits no longer', async () => {
    const [user, other] = [await someone(), await someone()]
    for (const each of [user, other]) {
      await quiet(each, { from: clock(-60), until: clock(60) })
      await box.notify(each.userId, 'BILL')
      await waits(each.userId, 'QUIET_HOURS')
    }
    await box.db.updateTable('contact').set({ time_zone: 'Asia/Tokyo' }).where('user_id', '=', user.userId).execute()
    expect(await box.settled(user.userId)).toEqual(['EMAIL SENT'])
    await quiet(other, null)
    expect(await box.settled(other.userId)).toEqual(['EMAIL SENT'])
  })

  test('the clock is that of the reader', async () => {
    const user = await someone('Asia/Tokyo')
    await quiet(user, { from: clock(-60), until: clock(60) })
    await box.notify(user.userId, 'BILL')
    expect(await box.settled(user.userId)).toEqual(['EMAIL SENT'])
    await quiet(user, { from: clock(-60, 'Asia/Tokyo'), until: clock(60, 'Asia/Tokyo') })
    await box.notify(user.userId, 'BILL')
    await until(async () => (await box.deliveriesOf(user.userId)).some((row) => row.reason === 'QUIET_HOURS'))
  })
})

describe('a digest', () => {
  const wanting = async (): Promise<User> => {
    const user = await someone()
    await box.ask(user, DIGEST, { input: { hour: (new Date().getUTCHours() + 3) % 24 } })
    await box.db
      .insertInto('preference')
      .values({ user_id: user.userId, category: 'REWARD', channel: 'EMAIL', wanted: true })
      .execute()
    await box.db
      .insertInto('preference')
      .values({ user_id: user.userId, category: 'REWARD', channel: 'PUSH', wanted: false })
      .execute()
    return user
  }
  const digests = (userId: string) => box.db.selectFrom('digest').selectAll().where('user_id', '=', userId).orderBy('day').execute()
  const due = (userId: string) =>
    sql`UPDATE digest SET due_at = now() WHERE user_id = ${userId} AND state = 'QUEUED'`.execute(box.db)

  test('has all of a day that nobody waits for, in one mail; two of one second make one digest', async () => {
    const user = await wanting()
    await Promise.all(Array.from({ length: 10 }, () => box.notify(user.userId, 'REWARD_EARNED')))
    expect((await waits(user.userId, 'DIGEST')).every(({ tries }) => tries === 0)).toBe(true)
    expect(await digests(user.userId)).toHaveLength(1)
    await due(user.userId)
    expect(await box.settled(user.userId)).toEqual(Array(10).fill('EMAIL SENT'))
    const [mail, ...more] = box.sentTo(user.userId, 'EMAIL')
    expect(more).toEqual([])
    const [digest] = await digests(user.userId)
    expect(mail).toMatchObject({ id: digest?.id, digestOf: digest?.day })
    expect(mail?.items).toHaveLength(10)
  })

  test('is one a user and day, whoever tries to make a second', async () => {
    const user = await wanting()
    await box.notify(user.userId, 'REWARD_EARNED')
    await waits(user.userId, 'DIGEST')
    const [digest] = await digests(user.userId)
    const again = { id: user.userId, user_id: user.userId, day: digest?.day ?? '', due_at: new Date() }
    await expect(box.db.insertInto('digest').values(again).execute()).rejects.toMatchObject({ constraint: 'digest_once' })
  })

  test('that was begun takes no more: what comes then goes with the next day’s', async () => {
    const user = await wanting()
    await box.notify(user.userId, 'REWARD_EARNED')
    await waits(user.userId, 'DIGEST')
    await due(user.userId)
    await box.settled(user.userId)
    await box.notify(user.userId, 'REWARD_EARNED')
    await until(async () => (await box.deliveriesOf(user.userId)).some((row) => row.reason === 'DIGEST' && row.state === 'QUEUED'))
    const [first, second] = await digests(user.userId)
    expect([first?.state, second?.state]).toEqual(['SENT', 'QUEUED'])
    expect(Date.parse(second?.day ?? '') - Date.parse(first?.day ?? '')).toBe(86_400_000)
  })

  test('leaves out what is wanted no longer; an empty one is not sent', async () => {
    const user = await wanting()
    await box.notify(user.userId, 'REWARD_EARNED')
    await waits(user.userId, 'DIGEST')
    await box.db.updateTable('preference').set({ wanted: false }).where('user_id', '=', user.userId).execute()
    await due(user.userId)
    expect(await box.settled(user.userId)).toEqual(['EMAIL SUPPRESSED NOT_WANTED'])
    expect(box.sentTo(user.userId, 'EMAIL')).toEqual([])
    await until(async () => (await digests(user.userId))[0]?.state === 'SUPPRESSED')
  })

  test('that came back came back with all that was in it, and was not delivered after all', async () => {
    const user = await wanting()
    for (let i = 0; i < 3; i++) await box.notify(user.userId, 'REWARD_EARNED')
    await waits(user.userId, 'DIGEST')
    await due(user.userId)
    await box.settled(user.userId)
    const [digest] = await digests(user.userId)
    const settle = (state: 'BOUNCED' | 'DELIVERED') =>
      box.db.transaction().execute((trx) => settleMessage(trx, 'EMAIL', { id: digest?.id ?? '' }, { state, reason: 'CAME_BACK' }))
    expect([await settle('BOUNCED'), await settle('DELIVERED')]).toEqual([true, false])
    expect((await digests(user.userId)).map(({ state }) => state)).toEqual(['BOUNCED'])
    expect(await box.settled(user.userId)).toEqual(Array(3).fill('EMAIL BOUNCED CAME_BACK'))
  })

  test('does not keep what somebody waits for', async () => {
    const user = await wanting()
    await box.notify(user.userId, 'BILL')
    expect(await box.settled(user.userId)).toEqual(['EMAIL SENT'])
  })
})
