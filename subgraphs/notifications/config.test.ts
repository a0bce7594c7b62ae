import { expect, test } from 'vitest'
import { newKeyPair } from '#lib/auth.ts'
import { notificationsConfig } from './config.ts'

const base = { DATABASE_URL: 'postgres://127.0.0.1/evergraph', CALLER_PUBLIC_KEY: newKeyPair().publicKey }

test.each([
  [{ NOTIFICATIONS_TWILIO_TOKEN: 'x'.repeat(32) }, /TWILIO_ACCOUNT.*belong together/],
  [
    { NOTIFICATIONS_TWILIO_ACCOUNT: `AC${'0'.repeat(32)}`, NOTIFICATIONS_TWILIO_TOKEN: 'x'.repeat(32) },
    /TWILIO_FROM.*belong together/,
  ],
  [{ NOTIFICATIONS_APNS_TOPICS: 'org.example.app' }, /APNS_KEY.*belong together/],
  [{ NOTIFICATIONS_SMTP_URL: 'smtp://mail.example.org' }, /MAIL_PRIVATE_KEY is not set/],
])('a channel that is set up by half is named at the start, not found out by who waits for a message: %o', (some, fault) => {
  expect(() => notificationsConfig({ ...base, ...some })).toThrow(fault)
})

test('blanks are no settings: who fills in nothing has no channel, and starts', () => {
  const blank = ['TWILIO_ACCOUNT', 'TWILIO_TOKEN', 'TWILIO_FROM', 'APNS_KEY', 'APNS_KEY_ID', 'APNS_TEAM', 'APNS_TOPICS', 'SMTP_URL']
  const variables = Object.fromEntries(blank.map((name) => [`NOTIFICATIONS_${name}`, '']))
  expect(notificationsConfig({ ...base, ...variables })).toMatchObject({ apnsTopics: [] })
})
