import { afterAll, beforeAll, expect, test } from 'vitest'
import type { EventCatalogue } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { newDriver, testAccounts, type TestAccounts } from '../accounts.fixture.ts'

let accounts: TestAccounts
beforeAll(async () => void (accounts = await testAccounts()))
afterAll(() => accounts[Symbol.asyncDispose]())

type Categories = EventCatalogue['notifications.mail.declined']['categories']
/** Somebody has pressed the link in a mail. */
const declined = (userId: string, categories: Categories) =>
  accounts.tell('notifications.mail.declined', userId, { userId, categories })
const saved = (userId: string) => accounts.said('accounts.preferences.saved', userId)
const wants = async (userId: string, kind: string, channel: string) =>
  (await saved(userId)).at(-1)?.notifications.find((choice) => choice.kind === kind && choice.channel === channel)?.wanted

test('who stops mails by the link in one has it in their settings, and all is told; other channels and kinds stay', async () => {
  const { userId, caller } = await newDriver(accounts)
  const UPDATE = 'mutation ($input: UpdatePreferencesInput!) { updatePreferences(input: $input) { preferences { theme } } }'
  const notifications = [{ kind: 'REWARD', channel: 'EMAIL', wanted: true }]
  await accounts.ask(caller, UPDATE, { input: { theme: 'DARK', displayCurrency: 'EUR', notifications } })
  await declined(userId, ['BILL', 'RESERVATION'])
  expect(await wants(userId, 'BILL', 'EMAIL')).toBe(false)
  expect(await wants(userId, 'RESERVATION', 'EMAIL')).toBe(false)
  expect(await wants(userId, 'RESERVATION', 'PUSH')).toBe(true)
  expect(await wants(userId, 'REWARD', 'EMAIL')).toBe(true)
  expect((await saved(userId)).at(-1)?.displayCurrency).toBe('EUR')
  const OF = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on User { preferences { theme
    notifications { kind channel wanted } } } } }`
  const { data } = await accounts.ask<{
    _entities: [{ preferences: { theme: string; notifications: { kind: string; channel: string; wanted: boolean }[] } }]
  }>(caller, OF, { of: [{ __typename: 'User', id: userId }] })
  const { theme, notifications: shown = [] } = data?._entities[0].preferences ?? {}
  expect(theme).toBe('DARK')
  expect(shown.filter(({ channel, kind }) => channel === 'EMAIL' && ['BILL', 'RESERVATION'].includes(kind))).toEqual([
    { kind: 'RESERVATION', channel: 'EMAIL', wanted: false },
    { kind: 'BILL', channel: 'EMAIL', wanted: false },
  ])
})

test('mails of security are not stopped by any link: who has taken an account over would press it first', async () => {
  const { userId } = await newDriver(accounts)
  await declined(userId, ['SECURITY'])
  expect(await saved(userId)).toEqual([])
  await declined(userId, ['SECURITY', 'BILL'])
  expect([await wants(userId, 'SECURITY', 'EMAIL'), await wants(userId, 'BILL', 'EMAIL')]).toEqual([true, false])
})

test('the same word again changes nothing, and nothing is said of who has left or was never here', async () => {
  const { userId, caller } = await newDriver(accounts)
  for (let i = 0; i < 3; i++) await declined(userId, ['BILL'])
  const rows = await accounts.sql('SELECT kind, channel, wanted FROM notification_preference WHERE user_id = $1', [userId])
  expect(rows).toEqual([{ kind: 'BILL', channel: 'EMAIL', wanted: false }])
  const UPDATE = 'mutation ($input: UpdatePreferencesInput!) { updatePreferences(input: $input) { preferences { theme } } }'
  await accounts.ask(caller, UPDATE, { input: { notifications: [{ kind: 'BILL', channel: 'EMAIL', wanted: true }] } })
  expect(await wants(userId, 'BILL', 'EMAIL')).toBe(true)
  const nobody = newId()
  await declined(nobody, ['BILL'])
  expect(await saved(nobody)).toEqual([])
})
