import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { EventEnvelope } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { until } from '../../../test/until.ts'
import { KINDS, type Kind } from '../kinds.ts'
import { shown, testNotifications, type TestNotifications } from '../notifications.fixture.ts'
import { SAMPLES } from '../templates/samples.ts'
import type { ContactRow } from '../tables.ts'
import { SENDING_LIMITS } from './limits.ts'
import { settleMessage } from './outcome.queries.ts'
import { pauseMs } from './send.ts'

let box: TestNotifications
beforeAll(async () => {
  box = await testNotifications()
})
afterAll(() => box[Symbol.asyncDispose]())
const byDefault = { state: 'SENT', externalId: null } as const
afterEach(() => {
  for (const channel of Object.values(box.played))
    channel.answer = ({ id }) => ({ ...byDefault, externalId: `${channel.name} ${id}` })
})

const due = (userId: string) =>
  sql`UPDATE delivery SET due_at = now() WHERE user_id = ${userId} AND state = 'QUEUED'`.execute(box.db)

describe('what somebody is told', () => {
  test('goes at once by every channel that they want, and by no other', async () => {
    const userId = await box.person()
    await box.notify(userId, 'RESERVATION_CONFIRMED', { link: '/reservations' })
    expect(await box.settled(userId)).toEqual(['EMAIL SENT', 'PUSH SENT'])
    const [mail] = box.sentTo(userId, 'EMAIL')
    expect(mail).toMatchObject({ digestOf: null, tries: 0, urgency: 1, contact: { contact: 'sealed', locale: 'en' } })
    expect(mail?.items).toMatchObject([
      { kind: 'RESERVATION_CONFIRMED', params: SAMPLES.RESERVATION_CONFIRMED, link: '/reservations' },
    ])
    expect(box.sentTo(userId, 'SMS')).toEqual([])
  })

  test('is told once, however often and at once its cause comes', async () => {
    const userId = await box.person()
    const cause = newId()
    const news = await Promise.all(Array.from({ length: 20 }, () => box.notify(userId, 'BILL', { cause })))
    expect(news.filter(Boolean)).toHaveLength(1)
    expect(await box.settled(userId)).toEqual(['EMAIL SENT'])
    expect(box.sentTo(userId, 'EMAIL')).toHaveLength(1)
    expect(await box.said('notifications.notification.created', userId)).toHaveLength(1)
  })

  test('queues nothing for who reads their inbox alone', async () => {
    const userId = await box.person()
    await box.notify(userId, 'ANNOUNCEMENT')
    expect(await box.deliveriesOf(userId)).toEqual([])
  })
})

describe('whether it is wanted', () => {
  const wish = (userId: string, wanted: boolean, position: number) => {
    const data = { userId, displayCurrency: null, notifications: [{ kind: 'CHARGING', channel: 'PUSH', wanted }] as const }
    const event = { id: newId(), name: 'accounts.preferences.saved', aggregateId: userId, occurredAt: new Date().toISOString() }
    return box.again({ ...event, position, requestId: null, data } as unknown as EventEnvelope)
  }

  test('is looked at when it is sent: what is turned off between queue and send is not sent', async () => {
    const userId = await box.person()
    let refuse = true
    box.played.PUSH.answer = () => (refuse ? { state: 'LATER', reason: 'BUSY' } : byDefault)
    await box.notify(userId, 'CHARGING_STARTED')
    await until(() => box.sentTo(userId, 'PUSH').length === 1)
    await box.db
      .insertInto('preference')
      .values({ user_id: userId, category: 'CHARGING', channel: 'PUSH', wanted: false })
      .execute()
    refuse = false
    await until(async () => (await box.deliveriesOf(userId))[0]?.reason === 'BUSY')
    await due(userId)
    expect(await box.settled(userId)).toEqual(['PUSH SUPPRESSED NOT_WANTED'])
    expect(box.sentTo(userId, 'PUSH')).toHaveLength(1)
  })

  test('is what accounts has said last', async () => {
    const userId = await box.person()
    const wanted = async () =>
      (await box.db.selectFrom('preference').selectAll().where('user_id', '=', userId).execute()).length === 0
    await wish(userId, false, 1_000_005)
    await until(async () => !(await wanted()))
    await wish(userId, true, 1_000_003)
    expect(await wanted()).toBe(false)
    await wish(userId, true, 1_000_009)
    await until(wanted)
  })

  test('nobody turns off the mail that warns of who has taken their account over', async () => {
    const userId = await box.person()
    await box.db
      .insertInto('preference')
      .values({ user_id: userId, category: 'SECURITY', channel: 'EMAIL', wanted: false })
      .execute()
    await box.notify(userId, 'NEW_SIGN_IN')
    expect(await box.settled(userId, 'EMAIL')).toEqual(['EMAIL SENT'])
  })

  const guest = { guest: true, email_verified: false, roles: [] }
  test.each<[whom: string, contact: Partial<ContactRow>, kind: Kind, becomes: string]>([
    ['a proven address', {}, 'BILL', 'EMAIL SENT'],
    ['no address', { contact: null }, 'BILL', 'EMAIL SUPPRESSED NO_ADDRESS'],
    ['an address that mails come back from', { email_bounced_at: new Date() }, 'BILL', 'EMAIL SUPPRESSED ADDRESS_BOUNCES'],
    ['a guest, who has given it for the receipt', guest, 'BILL', 'EMAIL SENT'],
    ['a guest, for anything else', guest, 'RESERVATION_CONFIRMED', 'EMAIL SUPPRESSED GUEST'],
    ['who is blocked, of what they owe', { roles: [] }, 'BILL', 'EMAIL SENT'],
    ['who is blocked, of anything else', { roles: [] }, 'RESERVATION_CONFIRMED', 'EMAIL SUPPRESSED BLOCKED'],
  ])('a mail to %s', async (_whom, contact, kind, becomes) => {
    const userId = await box.person(contact)
    await box.notify(userId, kind)
    expect(await box.settled(userId, 'EMAIL')).toEqual([becomes])
  })

  /** Something that somebody was told so long ago, and that was not sent yet. */
  const toldBefore = (ago: string, userId: string, kind: Kind, channel: 'EMAIL' | 'PUSH') =>
    box.db.transaction().execute(async (trx) => {
      const notificationId = newId()
      const row = { id: notificationId, user_id: userId, kind, cause: newId(), params: '{}', link: null }
      await trx
        .insertInto('notification')
        .values({ ...row, read_at: null })
        .execute()
      const created_at = sql<Date>`now() - ${ago}::interval`
      const { urgency } = KINDS[kind]
      await trx
        .insertInto('delivery')
        .values({ id: newId(), notification_id: notificationId, user_id: userId, channel, urgency, created_at })
        .execute()
    })

  test('a mail to an address that nobody has proven is not sent', async () => {
    const userId = await box.person({ email_verified: false })
    await toldBefore('2 minutes', userId, 'BILL', 'EMAIL')
    expect(await box.settled(userId, 'EMAIL')).toEqual(['EMAIL SUPPRESSED EMAIL_NOT_VERIFIED'])
  })

  test('who has proven their address a moment ago gets the mail, although accounts is heard later', async () => {
    const userId = await box.person({ email_verified: false })
    await box.notify(userId, 'BILL')
    await until(async () =>
      (await box.db.selectFrom('delivery').select('reason').where('user_id', '=', userId).execute()).some(({ reason }) => reason),
    )
    await box.db.updateTable('contact').set({ email_verified: true }).where('user_id', '=', userId).execute()
    expect(await box.settled(userId, 'EMAIL')).toEqual(['EMAIL SENT'])
  })

  test('what is old comes no more', async () => {
    const userId = await box.person()
    await toldBefore('13 hours', userId, 'SLOT_OFFERED', 'PUSH')
    expect(await box.settled(userId)).toEqual(['PUSH SUPPRESSED TOO_LATE'])
  })

  test('the mail that warns of who has taken an account over comes three days late as well', async () => {
    const [late, tooLate] = [await box.person(), await box.person()]
    await toldBefore('71 hours', late, 'NEW_SIGN_IN', 'EMAIL')
    await toldBefore('73 hours', tooLate, 'NEW_SIGN_IN', 'EMAIL')
    expect(await box.settled(late)).toEqual(['EMAIL SENT'])
    expect(await box.settled(tooLate)).toEqual(['EMAIL SUPPRESSED TOO_LATE'])
  })

  test('who is not known yet is waited for', async () => {
    const userId = newId()
    await box.notify(userId, 'BILL')
    await until(async () => (await box.deliveriesOf(userId))[0]?.reason === 'NO_CONTACT_YET')
    await box.person({ user_id: userId })
    await due(userId)
    expect(await box.settled(userId)).toEqual(['EMAIL SENT'])
  })
})

describe('what becomes of it', () => {
  test('an answer that was lost is tried again under the same id', async () => {
    const userId = await box.person()
    box.played.EMAIL.answer = ({ tries }) => (tries === 0 ? Promise.reject(new Error('the connection broke')) : byDefault)
    await box.notify(userId, 'BILL')
    await until(async () => (await box.deliveriesOf(userId))[0]?.reason === 'UNKNOWN')
    await due(userId)
    expect(await box.settled(userId)).toEqual(['EMAIL SENT'])
    const [first, second] = box.sentTo(userId, 'EMAIL')
    expect([first?.tries, second?.tries, first?.id === second?.id]).toEqual([0, 1, true])
  })

  test('it is given up after so many tries, and comes back or fails at once where that is said', async () => {
    const [tired, back, bad] = [await box.person(), await box.person(), await box.person()]
    box.played.EMAIL.answer = ({ userId }) =>
      userId === back
        ? { state: 'BOUNCED', reason: 'NO_SUCH_ADDRESS', detail: '550 \0 no' }
        : userId === bad
          ? { state: 'FAILED', reason: 'TOO_LARGE' }
          : { state: 'LATER', reason: 'BUSY' }
    for (const userId of [tired, back, bad]) await box.notify(userId, 'BILL')
    expect(await box.settled(back)).toEqual(['EMAIL BOUNCED NO_SUCH_ADDRESS'])
    expect(await box.settled(bad)).toEqual(['EMAIL FAILED TOO_LARGE'])
    await until(async () => (await box.deliveriesOf(tired))[0]?.reason === 'BUSY')
    await sql`UPDATE delivery SET tries = ${SENDING_LIMITS.tries - 1}, due_at = now() WHERE user_id = ${tired}`.execute(box.db)
    expect(await box.settled(tired)).toEqual(['EMAIL FAILED GAVE_UP'])
  })

  test('pauses grow to the longest; a server that asks for patience gets it, within bounds', () => {
    for (const [tries, least, most] of [
      [1, 4_000, 6_000],
      [4, 32_000, 48_000],
      [17, 2_880_000, 4_320_000],
    ] as const) {
      const pause = pauseMs(tries)
      expect(pause >= least && pause <= most).toBe(true)
    }
    expect(pauseMs(1, 600_000)).toBe(600_000)
    expect(pauseMs(1, Number.MAX_SAFE_INTEGER)).toBe(SENDING_LIMITS.mostAfterMs)
  })

  test('it only goes forward: a receipt that comes late changes nothing, and what came back was not delivered', async () => {
    const userId = await box.person()
    await box.notify(userId, 'BILL')
    await box.settled(userId)
    const [row] = await box.deliveriesOf(userId)
    const id = row?.id ?? ''
    const settle = (state: 'DELIVERED' | 'BOUNCED', by: { id: string } | { externalId: string }) =>
      box.db.transaction().execute((trx) => settleMessage(trx, 'EMAIL', by, { state, reason: null }))
    expect(await settle('BOUNCED', { externalId: row?.external_id ?? '' })).toBe(true)
    expect(await settle('DELIVERED', { id })).toBe(false)
    expect((await box.deliveriesOf(userId)).map(shown)).toEqual(['EMAIL BOUNCED'])
    for (const state of ['QUEUED', 'SENT', 'DELIVERED'] as const)
      await expect(
        box.db
          .updateTable('delivery')
          .set({ state, due_at: state === 'QUEUED' ? new Date() : null })
          .where('id', '=', id)
          .execute(),
      ).rejects.toMatchObject({ constraint: 'sending_forward' })
  })

  test('a server says what became of messages of its own channel, and of no other', async () => {
    const userId = await box.person()
    await box.notify(userId, 'BILL')
    await box.settled(userId)
    const [row] = await box.deliveriesOf(userId)
    for (const by of [{ id: row?.id ?? '' }, { externalId: row?.external_id ?? '' }])
      expect(await box.db.transaction().execute((trx) => settleMessage(trx, 'SMS', by, { state: 'DELIVERED' }))).toBe(false)
    expect((await box.deliveriesOf(userId)).map(shown)).toEqual(['EMAIL SENT'])
  })

  test('a channel that is not set up gathers nothing for the day when it is', async () => {
    const userId = await box.person()
    box.played.EMAIL.ready = false
    await box.notify(userId, 'BILL')
    expect(await box.settled(userId)).toEqual(['EMAIL SUPPRESSED CHANNEL_OFF'])
    box.played.EMAIL.ready = true
  })
})
