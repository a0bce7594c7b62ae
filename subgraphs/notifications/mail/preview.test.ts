import { afterAll, beforeAll, expect, test } from 'vitest'
import { admin, newUser } from '../../../test/caller.ts'
import { fault } from '../../../test/subgraph.ts'
import { KINDS } from '../kinds.ts'
import { testNotifications, type TestNotifications } from '../notifications.fixture.ts'

let box: TestNotifications
beforeAll(async () => {
  box = await testNotifications()
})
afterAll(() => box[Symbol.asyncDispose]())

const PREVIEW = `query ($topic: NotificationTopic!, $locale: String!) { notificationPreview(topic: $topic, locale: $locale) {
  language title body action mailSubject mailText mailHtml } }`
type Shown = Record<'language' | 'title' | 'body' | 'mailSubject' | 'mailText' | 'mailHtml', string>
const preview = async (topic: string, locale: string) =>
  (await box.ask<{ notificationPreview: Shown }>(admin, PREVIEW, { topic, locale })).data?.notificationPreview

test.each(['en', 'nl', 'de', 'fr'])('an admin reads every topic in %s, as mail and as push', async (locale) => {
  for (const topic of Object.keys(KINDS)) {
    const shown = await preview(topic, locale)
    expect(shown, topic).toMatchObject({ language: locale, mailSubject: shown?.title })
    expect(shown?.mailText, topic).toContain(shown?.body)
    expect(`${shown?.body}${shown?.mailHtml}`, topic).not.toMatch(/undefined|\{\w+\}/)
  }
})

test('a language without texts is read in English; nobody but admins reads it', async () => {
  expect(await preview('BILL', 'pt-BR')).toMatchObject({ language: 'en' })
  const args = { topic: 'BILL', locale: 'en' }
  expect(fault(await box.ask(newUser(), PREVIEW, args))).toMatchObject({ code: 'FORBIDDEN' })
  expect(fault(await box.ask(admin, PREVIEW, { ...args, locale: '<script>' }))).toMatchObject({ code: 'BAD_USER_INPUT' })
})
