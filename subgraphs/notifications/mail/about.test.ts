import { expect, test } from 'vitest'
import { NOTIFICATIONS, type NotificationKind } from '#lib/mail/notification.ts'
import { LANGUAGES } from '../templates/text.ts'
import { aboutOf } from './about.ts'

// The keys are those of the table.
const categories = Object.keys(NOTIFICATIONS) as NotificationKind[]

test('what mails are about is said in every language, each of its own, and of several as a list', () => {
  for (const language of LANGUAGES) {
    const each = categories.map((category) => aboutOf(language, [category]))
    expect(new Set(each).size).toBe(categories.length)
    if (language !== 'en') expect(each.some((one) => categories.some((category) => one === aboutOf('en', [category])))).toBe(false)
  }
  expect(aboutOf('de', ['BILL', 'REWARD', 'PHOTO'])).toBe('Rechnungen und Zahlungen, Belohnungen und Fotos')
})
