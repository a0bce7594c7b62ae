import { afterAll, beforeAll, expect, test } from 'vitest'
import type { EventCatalogue } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { testTelling, type TestTelling } from './telling.fixture.ts'

type Said = EventCatalogue['accounts.contact.saved']

let box: TestTelling
beforeAll(async () => {
  box = await testTelling()
})
afterAll(() => box[Symbol.asyncDispose]())

const word = (userId: string, more: Partial<Said> = {}): Said => ({
  userId,
  contact: 'sealed',
  addressHash: 'one',
  emailVerified: true,
  locale: 'nl',
  timeZone: 'Europe/Amsterdam',
  roles: ['DRIVER'],
  ...more,
})
const saved = (userId: string, position: number, more: Partial<Said> = {}, page?: string) =>
  box.say('accounts.contact.saved', userId, word(userId, more), { position, ...(page !== undefined && { page }) })
const row = (userId: string) => box.db.selectFrom('contact').selectAll().where('user_id', '=', userId).executeTakeFirstOrThrow()

test('how somebody is reached is kept as it was said last, whatever comes late, and whether it is news or not', async () => {
  const userId = newId()
  await saved(userId, 5, {}, newId())
  expect(await row(userId)).toMatchObject({ contact: 'sealed', locale: 'nl', roles: ['DRIVER'], guest: false })
  await saved(userId, 9, { locale: 'de', roles: ['DRIVER', 'REVIEWER'], guest: true })
  await saved(userId, 7, { locale: 'fr' })
  expect(await row(userId)).toMatchObject({ locale: 'de', roles: ['DRIVER', 'REVIEWER'], guest: true })
})

test('mails that came back say nothing of another address, and stay true of the same', async () => {
  const userId = newId()
  await saved(userId, 1)
  await box.db.updateTable('contact').set({ email_bounced_at: new Date() }).where('user_id', '=', userId).execute()
  await saved(userId, 2, { contact: 'sealed anew', locale: 'fr' })
  expect((await row(userId)).email_bounced_at).not.toBeNull()
  await saved(userId, 3, { addressHash: 'two' })
  expect((await row(userId)).email_bounced_at).toBeNull()
})

test('whether somebody has agreed to news and offers is what was said last; who has said nothing has not', async () => {
  const userId = newId()
  const agreed: boolean[] = []
  for (const [position, more] of [{}, { marketing: true as const }, {}].entries()) {
    await saved(userId, position + 1, more)
    agreed.push((await row(userId)).marketing)
  }
  expect(agreed).toEqual([false, true, false])
})
