import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { until } from '../../test/until.ts'
import { testNotifications, type TestNotifications } from './notifications.fixture.ts'

let box: TestNotifications
beforeAll(async () => {
  box = await testNotifications()
})
afterAll(() => box[Symbol.asyncDispose]())

const told = async () => {
  const userId = await box.person()
  await box.notify(userId, 'RESERVATION_CONFIRMED', { cause: newId() })
  await until(async () => (await box.deliveriesOf(userId)).length > 0)
  const of = { notification: box.db.selectFrom('notification').selectAll().where('user_id', '=', userId) }
  return { userId, notification: await of.notification.executeTakeFirstOrThrow() }
}

test('the database forbids that one cause tells somebody the same kind of thing twice, and allows it of another person or kind', async () => {
  const { userId, notification } = await told()
  const { kind, cause } = notification
  const add = (more: object) => {
    const row = { id: newId(), user_id: userId, kind, cause, params: JSON.stringify(notification.params), link: null, ...more }
    return box.db.insertInto('notification').values(row).execute()
  }
  await expect(add({})).rejects.toMatchObject({ constraint: 'notification_once' })
  for (const other of [{ user_id: newId() }, { kind: 'RESERVATION_SOON' }, { cause: newId() }]) await add(other)
})

test('the database forbids that one thing is told twice by the same channel', async () => {
  const { userId, notification } = await told()
  const [first] = await box.deliveriesOf(userId)
  const { channel, urgency } = first ?? expect.fail('nothing is delivered')
  const again = { id: newId(), notification_id: notification.id, user_id: userId, channel, urgency }
  await expect(box.db.insertInto('delivery').values(again).execute()).rejects.toMatchObject({ constraint: 'delivery_once' })
})
