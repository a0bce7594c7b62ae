import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Caller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { newDriver, refusalOf, testAccounts, type TestAccounts } from '../accounts.fixture.ts'
import { expectToldAgain } from '../../../test/told-again.ts'
import { past } from '../past.ts'

let accounts: TestAccounts
beforeAll(async () => {
  accounts = await testAccounts()
})
afterAll(() => accounts[Symbol.asyncDispose]())

const UPDATE =
  'mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { user { displayName locale units timeZone } } }'
const RECORD = 'mutation ($input: RecordConsentInput!) { recordConsent(input: $input) { consent { id kind given } } }'
const OF = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on User { locale consents { kind } consentHistory { edges { node { kind given } } } } } }`

test('a profile is changed in parts; its language is brought into form, and others are told the name', async () => {
  const { caller, userId } = await newDriver(accounts)
  const update = (input: object) => accounts.ask<{ updateProfile: { user: object } }>(caller, UPDATE, { input })
  await update({ displayName: ' Grace ', locale: 'NL-nl', units: 'IMPERIAL', timeZone: 'Europe/Amsterdam' })
  expect((await update({ units: null })).data?.updateProfile.user).toEqual({
    displayName: 'Grace',
    locale: 'nl-NL',
    units: null,
    timeZone: 'Europe/Amsterdam',
  })
  expect(await accounts.said('accounts.user.renamed', userId)).toEqual([{ userId, displayName: 'Grace' }])
})

test('consents are added and never changed; the newest of a kind holds, and a repeated request adds nothing', async () => {
  const { caller, userId } = await newDriver(accounts)
  const record = (given: boolean, idempotencyKey = newId()) =>
    accounts.ask<{ recordConsent: { consent: { id: string; given: boolean } } }>(caller, RECORD, {
      input: { kind: 'MARKETING', version: '2', given, idempotencyKey },
    })
  const key = newId()
  const twice = await Promise.all([record(true, key), record(true, key)])
  expect(new Set(twice.map(({ data }) => data?.recordConsent.consent.id)).size).toBe(1)
  await record(false)
  const { data } = await accounts.ask<{ me: object }>(
    caller,
    '{ me { consents { kind given } consentHistory { edges { node { given } } } } }',
  )
  expect(data?.me).toEqual({
    consents: [{ kind: 'MARKETING', given: false }],
    consentHistory: { edges: [{ node: { given: false } }, { node: { given: true } }] },
  })
  const client = new pg.Client({ connectionString: accounts.database.url, options: '-c search_path=accounts' })
  await client.connect()
  await expect(client.query('UPDATE consent SET given = true')).rejects.toThrow('permission denied')
  await expect(client.query('DELETE FROM consent WHERE user_id = $1', [userId])).rejects.toThrow('permission denied')
  await client.end()
})

test('profile and consents of others are not seen', async () => {
  const { userId } = await newDriver(accounts)
  const stranger = await newDriver(accounts)
  expect(await accounts.ask(stranger.caller, OF, { of: [{ __typename: 'User', id: userId }] })).toEqual({
    data: { _entities: [{ locale: null, consents: null, consentHistory: null }] },
  })
})

test('users are found by the beginning of their address and by role, as letters and not as a pattern', async () => {
  const name = crypto.randomUUID()
  const one = await newDriver(accounts, `${name}_a@example.org`)
  await newDriver(accounts, `${name}xa@example.org`)
  await accounts.sql(`INSERT INTO user_role (user_id, role) VALUES ($1, 'REVIEWER')`, [one.userId])
  const compliance: Caller = { kind: 'user', userId: newId(), roles: ['COMPLIANCE'] }
  const USERS = 'query ($email: String, $role: Role) { users(email: $email, role: $role) { edges { node { id email } } } }'
  const found = async (variables: object) => {
    const { data } = await accounts.ask<{ users: { edges: { node: { id: string } }[] } }>(compliance, USERS, { ...variables })
    return data?.users.edges.map(({ node }) => node.id)
  }
  expect(await found({ email: name.toUpperCase() })).toHaveLength(2)
  expect(await found({ email: `${name}_` })).toEqual([one.userId])
  expect(await found({ role: 'REVIEWER' })).toEqual([one.userId])
  const grant = 'mutation ($input: GrantRoleInput!) { grantRole(input: $input) { user { id } } }'
  const input = { userId: one.userId, role: 'ADMIN' }
  expect(refusalOf(await accounts.ask(compliance, grant, { input })).code).toBe('FORBIDDEN')
})

test('who is blocked is out at once and comes in no more; the audit says who did it, to admins and COMPLIANCE alone', async () => {
  const { email, userId, caller } = await newDriver(accounts)
  const admin: Caller = { kind: 'user', userId: (await newDriver(accounts)).userId, roles: ['ADMIN'] }
  const BLOCK = 'mutation ($input: SetUserBlockedInput!) { setUserBlocked(input: $input) { user { blockedAt } } }'
  const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { user { id } } }'
  const signIn = (password: string) => accounts.ask({ kind: 'anonymous' }, SIGN_IN, { input: { email, password } })
  await accounts.ask(admin, BLOCK, { input: { userId, blocked: true } })
  expect((await accounts.said('accounts.login.ended')).filter((event) => event.userId === userId)).toMatchObject([
    { reason: 'BLOCKED' },
  ])
  expect(await accounts.said('accounts.user.changed-access', userId)).toEqual([{ userId, version: 1, roles: [] }])
  await expectToldAgain(accounts.db, past, 'accounts.user.blocked')
  expect(refusalOf(await signIn('a quiet harbour at night')).code).toBe('ACCOUNT_BLOCKED')
  // Who has not the password learns nothing.
  expect(refusalOf(await signIn('not the password')).code).toBe('BAD_CREDENTIALS')
  expect(refusalOf(await accounts.ask(admin, BLOCK, { input: { userId: admin.userId, blocked: true } })).code).toBe('FORBIDDEN')
  await accounts.ask(admin, BLOCK, { input: { userId, blocked: false } })
  expect((await signIn('a quiet harbour at night')).errors).toBeUndefined()
  const said = await accounts.said('accounts.user.blocked', userId)
  expect(said).toEqual([true, false].map((blocked) => ({ userId, blocked })))
  const AUDIT = 'query ($subjectId: UUID) { accountAudit(subjectId: $subjectId) { edges { node { action actor { id } } } } }'
  const read = (who: Caller) => accounts.ask<{ accountAudit: object }>(who, AUDIT, { subjectId: userId })
  expect((await read({ ...admin, roles: ['COMPLIANCE'] })).data?.accountAudit).toEqual({
    edges: ['user.unblocked', 'user.blocked'].map((action) => ({ node: { action, actor: { id: admin.userId } } })),
  })
  expect(refusalOf(await read(caller)).code).toBe('FORBIDDEN')
})

test('chargers refuse what a blocked user shows, old and new, until they are let in again; what was blocked by itself stays so', async () => {
  const { userId, caller } = await newDriver(accounts)
  const admin: Caller = { kind: 'user', userId: (await newDriver(accounts)).userId, roles: ['ADMIN'] }
  const block = (blocked: boolean) =>
    accounts.ask(admin, 'mutation ($input: SetUserBlockedInput!) { setUserBlocked(input: $input) { user { id } } }', {
      input: { userId, blocked },
    })
  const issue = async (uid: string) => {
    const ISSUE = 'mutation ($input: IssueIdTokenInput!) { issueIdToken(input: $input) { idToken { id } } }'
    const { data } = await accounts.ask<{ issueIdToken: { idToken: { id: string } } }>(caller, ISSUE, { input: { uid } })
    return data?.issueIdToken.idToken.id ?? expect.fail('not issued')
  }
  const [lost, card] = [await issue('04a1b2c3'), await issue('04a1b2c4')]
  const BLOCK_CARD = 'mutation ($input: BlockIdTokenInput!) { blockIdToken(input: $input) { idToken { id } } }'
  await accounts.ask(caller, BLOCK_CARD, { input: { idTokenId: lost } })
  /** The last word that the other boxes have heard of each. */
  const heard = async () => {
    const words = (await accounts.said('accounts.id-token.issued')).filter((word) => word.userId === userId)
    const last = new Map(words.map((word) => [word.type === 'APP' ? 'APP' : word.idTokenId, word.status]))
    return Object.fromEntries(last)
  }
  await block(true)
  // An access token of before, in the moment before the gateway hears.
  const late = await issue('04a1b2c5')
  const SET = 'mutation ($input: SetConcurrentSessionsInput!) { setConcurrentSessions(input: $input) { idToken { status } } }'
  const set = await accounts.ask(admin, SET, { input: { idTokenId: card, sessions: 2 } })
  expect(set.data).toEqual({ setConcurrentSessions: { idToken: { status: 'BLOCKED' } } })
  expect(await heard()).toEqual({ APP: 'BLOCKED', [lost]: 'BLOCKED', [card]: 'BLOCKED', [late]: 'BLOCKED' })
  await block(false)
  expect(await heard()).toEqual({ APP: 'ACTIVE', [lost]: 'BLOCKED', [card]: 'ACTIVE', [late]: 'ACTIVE' })
})

test('the last admin who can sign in is neither blocked nor taken the role, by the database itself', async () => {
  const [one, two] = [await newDriver(accounts), await newDriver(accounts)]
  await accounts.sql(`DELETE FROM attempt`)
  await accounts.sql(`INSERT INTO user_role (user_id, role) VALUES ($1, 'ADMIN'), ($2, 'ADMIN')`, [one.userId, two.userId])
  await accounts.sql('UPDATE "user" SET blocked_at = now() WHERE id = $1', [one.userId])
  await expect(accounts.sql('UPDATE "user" SET blocked_at = now() WHERE id = $1', [two.userId])).rejects.toThrow('last admin')
  await expect(accounts.sql(`DELETE FROM user_role WHERE user_id = $1`, [two.userId])).rejects.toThrow('last admin')
  await expect(
    accounts.sql(`INSERT INTO user_role (user_id, role, granted_by) VALUES ($1, 'TREASURER', $1)`, [two.userId]),
  ).rejects.toThrow('user_role_not_self')
})
