import { createPrivateKey } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ANONYMOUS, type Caller } from '#lib/auth.ts'
import type { EventCatalogue } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { openContact } from '#lib/mail/contact.ts'
import { newMailKeys } from '#lib/mail/letter.ts'
import { expectToldAgain } from '../../../test/told-again.ts'
import { until } from '../../../test/until.ts'
import { PASSWORD, REGISTER, SIGNED_IN, newDriver, testAccounts, type SignedIn, type TestAccounts } from '../accounts.fixture.ts'
import { past } from '../past.ts'
import { tellAnew } from './contact.handler.ts'

type Said = EventCatalogue['accounts.contact.saved']

const mail = newMailKeys()
let accounts: TestAccounts
beforeAll(async () => {
  accounts = await testAccounts({ ACCOUNTS_MAIL_PUBLIC_KEY: mail.publicKey })
})
afterAll(() => accounts[Symbol.asyncDispose]())

/** The last word on a user, once it is what the test waits for. */
const saying = (userId: string, is: (said: Said) => boolean = () => true) =>
  until(async () => {
    const last = (await accounts.said('accounts.contact.saved', userId)).at(-1)
    return last && is(last) ? last : undefined
  })
const opened = ({ contact }: Said) => (contact === null ? null : openContact(createPrivateKey(mail.privateKey), contact))
const done = async (asked: ReturnType<TestAccounts['ask']>) => expect((await asked).errors).toBeUndefined()

test('who registers is told how they are reached, sealed: the address is nowhere in the clear', async () => {
  const { userId, email } = await newDriver(accounts)
  const said = await saying(userId, ({ roles }) => roles.length > 0)
  expect(await opened(said)).toEqual({ email, name: 'Ada' })
  expect(said).toMatchObject({ userId, emailVerified: false, locale: null, timeZone: null, roles: ['DRIVER'] })
  expect(said.guest).toBeUndefined()
  for (const [table, column] of [
    ['outbox', 'data'],
    ['contact', 'told'],
  ])
    expect(await accounts.sql(`SELECT 1 FROM ${table} WHERE ${column}::text ILIKE $1`, [`%${email}%`])).toEqual([])
})

test('each change of name, language, zone, address, roles and block is told, whole, whatever made it', async () => {
  const { userId, email, caller } = await newDriver(accounts)
  const { addressHash } = await saying(userId)
  const UPDATE = 'mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { __typename } }'
  await done(accounts.ask(caller, UPDATE, { input: { displayName: 'Bea', locale: 'de', timeZone: 'Europe/Berlin' } }))
  const renamed = await saying(userId, ({ locale, timeZone }) => locale === 'de' && timeZone === 'Europe/Berlin')
  expect(await opened(renamed)).toEqual({ email, name: 'Bea' })
  expect(renamed.addressHash).toBe(addressHash)

  await accounts.sql('UPDATE "user" SET email_verified_at = now() WHERE id = $1', [userId])
  expect((await saying(userId, ({ emailVerified }) => emailVerified)).addressHash).toBe(addressHash)
  await accounts.sql('UPDATE "user" SET email = $2 WHERE id = $1', [userId, `bea.${email}`])
  const moved = await saying(userId, (said) => said.addressHash !== addressHash)
  expect(await opened(moved)).toEqual({ email: `bea.${email}`, name: 'Bea' })

  const ADMIN: Caller = { kind: 'user', userId: (await newDriver(accounts)).userId, roles: ['ADMIN'] }
  const GRANT = 'mutation ($input: GrantRoleInput!) { grantRole(input: $input) { __typename } }'
  await done(accounts.ask(ADMIN, GRANT, { input: { userId, role: 'OPERATOR' } }))
  await saying(userId, ({ roles }) => roles.length === 2)
  const BLOCK = 'mutation ($input: SetUserBlockedInput!) { setUserBlocked(input: $input) { __typename } }'
  await done(accounts.ask(ADMIN, BLOCK, { input: { userId, blocked: true } }))
  await saying(userId, ({ roles }) => roles.length === 0)
  await done(accounts.ask(ADMIN, BLOCK, { input: { userId, blocked: false } }))
  await saying(userId, ({ roles }) => roles.length === 2)
  await expectToldAgain(accounts.db, past, 'accounts.contact.saved')
})

test('whether a user has agreed to news and offers is told, and that they have taken it back; other consents say nothing of it', async () => {
  const { userId, caller } = await newDriver(accounts)
  const CONSENT = 'mutation ($input: RecordConsentInput!) { recordConsent(input: $input) { __typename } }'
  const consent = (kind: string, given: boolean) =>
    done(accounts.ask(caller, CONSENT, { input: { kind, version: '1', given, idempotencyKey: newId() } }))
  expect(await saying(userId)).not.toHaveProperty('marketing')
  await consent('MARKETING', true)
  await saying(userId, ({ marketing }) => marketing === true)
  await consent('ANALYTICS', false)
  await consent('MARKETING', false)
  await saying(userId, (said) => !('marketing' in said))
  await consent('ANALYTICS', true)
  await accounts.sql('UPDATE "user" SET locale = $2 WHERE id = $1', [userId, 'fr'])
  expect(await saying(userId, ({ locale }) => locale === 'fr')).not.toHaveProperty('marketing')
})

test('a guest is reached where the receipt goes, and as themself once they register', async () => {
  const GUEST = `mutation ($input: ContinueAsGuestInput!) { continueAsGuest(input: $input) ${SIGNED_IN} }`
  const { data } = await accounts.ask<{ continueAsGuest: SignedIn }>(ANONYMOUS, GUEST, { input: { email: 'guest@example.org' } })
  const userId = data?.continueAsGuest.user.id ?? expect.fail('no guest')
  const said = await saying(userId)
  expect([said.guest, said.emailVerified, await opened(said)]).toEqual([true, false, { email: 'guest@example.org', name: null }])
  const email = `${newId()}@example.org`
  const caller: Caller = { kind: 'user', userId, roles: ['DRIVER'] }
  await done(accounts.ask(caller, REGISTER, { input: { email, password: PASSWORD, displayName: 'Ada' } }))
  const stayed = await saying(userId, ({ guest }) => guest === undefined)
  expect(await opened(stayed)).toEqual({ email, name: 'Ada' })
  const { data: other } = await accounts.ask<{ continueAsGuest: SignedIn }>(ANONYMOUS, GUEST, { input: {} })
  expect(await saying(other?.continueAsGuest.user.id ?? '')).toMatchObject({ contact: null, addressHash: null })
})

test('who has left is told of no more, neither live nor to a box of later days', async () => {
  const { userId } = await newDriver(accounts)
  const before = (await saying(userId, ({ roles }) => roles.length > 0)) && (await accounts.said('accounts.contact.saved', userId))
  await accounts.sql('DELETE FROM user_role WHERE user_id = $1', [userId])
  await accounts.sql(
    `UPDATE "user" SET email = NULL, display_name = NULL, password_hash = NULL, email_verified_at = NULL, deleted_at = now() WHERE id = $1`,
    [userId],
  )
  expect(await accounts.sql('SELECT 1 FROM contact WHERE user_id = $1', [userId])).toEqual([])
  // Somebody who comes later has been told, so the round is past the one who left.
  await saying((await newDriver(accounts)).userId)
  const said = await accounts.said('accounts.contact.saved', userId)
  expect(said.slice(before.length).every(({ roles }) => roles.length === 0)).toBe(true)
  expect(await accounts.sql('SELECT 1 FROM contact WHERE user_id = $1', [userId])).toEqual([])
})

test('what two processes do at once tells each change once, and the last word is the last state', async () => {
  await using other = await accounts.open()
  expect(other).toBeDefined()
  const { userId, caller } = await newDriver(accounts)
  const UPDATE = 'mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { __typename } }'
  for (let i = 0; i < 20; i++) await done(accounts.ask(caller, UPDATE, { input: { displayName: `Ada ${i}` } }))
  await until(async () => (await accounts.sql('SELECT 1 FROM contact WHERE due')).length === 0)
  const said = await accounts.said('accounts.contact.saved', userId)
  expect((await opened(said.at(-1) ?? expect.fail('nothing')))?.name).toBe('Ada 19')
  const names = await Promise.all(said.map(async (one) => (await opened(one))?.name))
  expect(names.length).toBeLessThanOrEqual(22)
})

test('without a key the contact is null; with a key, and with another, all is told again, sealed for it', async () => {
  const HOUR = '3600000'
  await using keyless = await testAccounts({ ACCOUNTS_LETTERS_MS: HOUR })
  const { userId, email } = await newDriver(keyless)
  const told = (count: number) =>
    until(async () => {
      const said = await keyless.said('accounts.contact.saved', userId)
      return said.length === count ? said.at(-1) : undefined
    })
  const [one, two] = [newMailKeys(), newMailKeys()]
  const start = (variables: Record<string, string>) => keyless.open({ variables: { ACCOUNTS_LETTERS_MS: '50', ...variables } })
  {
    await using process = await start({})
    expect(await told(1), process.name).toMatchObject({ contact: null, addressHash: expect.any(String) as string })
  }
  for (const [i, { publicKey, privateKey }] of [one, two].entries()) {
    await using process = await start({ ACCOUNTS_MAIL_PUBLIC_KEY: publicKey })
    const { contact } = await told(i + 2)
    expect(await openContact(createPrivateKey(privateKey), contact ?? ''), process.name).toEqual({ email, name: 'Ada' })
  }
  await using same = await start({ ACCOUNTS_MAIL_PUBLIC_KEY: two.publicKey })
  expect(await keyless.sql('SELECT 1 FROM contact WHERE due'), same.name).toEqual([])
})

test('whoever is sealed for another key is due again, however few are looked at in one statement, and nobody else', async () => {
  await using old = await testAccounts({ ACCOUNTS_LETTERS_MS: '3600000' })
  const ids = (await Promise.all(Array.from({ length: 7 }, () => newDriver(old)))).map(({ userId }) => userId)
  await old.sql(`UPDATE contact SET due = false, told = '{}', sealed_for = CASE WHEN user_id = $1 THEN NULL ELSE 'old' END`, [
    ids[3],
  ])
  await tellAnew({ db: old.db, config: old.config }, 2)
  const due = await old.sql<{ user_id: string }>('SELECT user_id FROM contact WHERE due')
  expect(due.map(({ user_id }) => user_id).toSorted()).toEqual(ids.filter((id) => id !== ids[3]).toSorted())
})

test('the start waits for no look at all contacts', async () => {
  await using old = await testAccounts()
  await using client = Object.assign(new pg.Client({ connectionString: old.database.adminUrl }), {
    [Symbol.asyncDispose]: () => client.end(),
  })
  await client.connect()
  await client.query('BEGIN')
  await client.query('LOCK TABLE accounts.contact')
  const started = await old.open()
  await client.query('ROLLBACK')
  await started[Symbol.asyncDispose]()
})
