import { afterAll, beforeAll, expect, test } from 'vitest'
import { emit } from '#db/outbox.ts'
import type { NotificationsEvents } from '#lib/events/notifications.ts'
import { newId } from '#lib/id.ts'
import { admin, newUser, userCaller } from '../../../test/caller.ts'
import { until } from '../../../test/until.ts'
import { testNotifications, type TestNotifications } from '../notifications.fixture.ts'

let box: TestNotifications
beforeAll(async () => {
  box = await testNotifications()
})
afterAll(() => box[Symbol.asyncDispose]())

const ANNOUNCE = 'mutation ($input: AnnounceInput!) { announce(input: $input) { announcement { id } } }'
const texts = [{ language: 'en', title: 'News', body: 'There is some.' }]
const announce = async (more: object = {}): Promise<string> => {
  const input = { texts, kind: 'SERVICE', idempotencyKey: newId(), ...more }
  const { data } = await box.ask<{ announce: { announcement: { id: string } } }>(admin, ANNOUNCE, { input })
  return data?.announce.announcement.id ?? ''
}
const over = (id: string) =>
  until(async () => {
    const found = await box.db.selectFrom('announcement').select('state').where('id', '=', id).executeTakeFirstOrThrow()
    return found.state === 'DONE'
  })

test('who watches sees what is announced to them, once; what is for others they do not; a batch is one word to other processes', async () => {
  const [user, operator] = [newUser(), userCaller(['OPERATOR'])]
  await box.person({ user_id: user.userId })
  await box.person({ user_id: operator.userId, roles: ['OPERATOR'] })
  for (let i = 0; i < 20; i++) await box.person()
  type Received = { notificationReceived: { topic: string; title: string } }
  await box.reading<Received>(user, 'subscription { notificationReceived { topic title } }', async (next) => {
    const first = next()
    const forOperators = await announce({ role: 'OPERATOR', texts: [{ language: 'en', title: 'For operators', body: 'It is.' }] })
    await over(forOperators)
    const forAll = await announce()
    expect((await first).data?.notificationReceived).toEqual({ topic: 'ANNOUNCEMENT', title: 'News' })
    await over(forAll)
    await box.notify(user.userId, 'BILL')
    expect((await next()).data?.notificationReceived.topic).toBe('BILL')
    expect(await box.said('notifications.announcement.told', forAll)).toHaveLength(1)
    expect(await box.said('notifications.notification.created', operator.userId)).toHaveLength(0)
  })
  type Changed = { inboxChanged: { unreadNotifications: number } }
  await box.reading<Changed>(operator, 'subscription { inboxChanged { unreadNotifications } }', async (next) => {
    expect((await next()).data?.inboxChanged.unreadNotifications).toBe(2)
    await announce({ role: 'OPERATOR' })
    expect((await next()).data?.inboxChanged.unreadNotifications).toBe(3)
  })
})

test('a word on a batch is for who is in it, and has the role: nobody else reads anything', async () => {
  const user = newUser()
  await box.person({ user_id: user.userId })
  const [before, after] = [await announce(), await announce({ texts: [{ language: 'en', title: 'After', body: 'It is.' }] })]
  await over(before)
  await over(after)
  const told = (announcementId: string, more: Partial<NotificationsEvents['notifications.announcement.told']>) =>
    box.db.transaction().execute((trx) =>
      emit(trx, 'notifications.announcement.told', announcementId, {
        announcementId,
        role: null,
        after: null,
        until: user.userId,
        ...more,
      }),
    )
  type Received = { notificationReceived: { title: string } }
  await box.reading<Received>(user, 'subscription { notificationReceived { title } }', async (next) => {
    const first = next()
    await told(before, { after: user.userId, until: 'ffffffff-ffff-ffff-ffff-ffffffffffff' })
    await told(before, { until: '00000000-0000-0000-0000-000000000000' })
    await told(before, { role: 'ADMIN' })
    await told(after, { role: 'DRIVER' })
    expect((await first).data?.notificationReceived.title).toBe('After')
  })
})
