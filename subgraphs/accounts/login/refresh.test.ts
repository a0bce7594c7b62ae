import { afterAll, beforeAll, expect, test } from 'vitest'
import { ANONYMOUS } from '#lib/auth.ts'
import {
  PASSWORD,
  REFRESH,
  SIGN_IN,
  newDriver,
  refusalOf,
  testAccounts,
  type SignedIn,
  type TestAccounts,
} from '../accounts.fixture.ts'
import { ACCOUNTS_LIMITS } from '../limits.ts'

let accounts: TestAccounts
beforeAll(async () => {
  accounts = await testAccounts()
})
afterAll(() => accounts[Symbol.asyncDispose]())

const SIGN_OUT = 'mutation ($input: SignOutInput!) { signOut(input: $input) { signedOut } }'

const signIn = (email: string) => accounts.ask<{ signIn: SignedIn }>(ANONYMOUS, SIGN_IN, { input: { email, password: PASSWORD } })
const refresh = (refreshToken: string) => accounts.ask<{ refreshLogin: SignedIn }>(ANONYMOUS, REFRESH, { input: { refreshToken } })
const refreshed = async (refreshToken: string) =>
  (await refresh(refreshToken)).data?.refreshLogin.login ?? expect.fail('not refreshed')
const signOut = (refreshToken: string, everywhere?: boolean) =>
  accounts.ask<{ signOut: { signedOut: boolean } }>(ANONYMOUS, SIGN_OUT, { input: { refreshToken, everywhere } })

const ENDED = { code: 'SESSION_ENDED', paths: [], data: null }
/** Lets the grace for a token that comes twice be over. */
const afterGrace = (userId: string) =>
  accounts.sql(
    `UPDATE refresh_token SET used_at = used_at - make_interval(secs => $2) WHERE login_id IN (SELECT id FROM login WHERE user_id = $1)`,
    [userId, ACCOUNTS_LIMITS.refreshGraceSeconds + 1],
  )

test('a refresh gives new tokens each time, and the roles of now', async () => {
  const { userId, login } = await newDriver(accounts)
  await accounts.sql(`INSERT INTO user_role (user_id, role) VALUES ($1, 'OPERATOR')`, [userId])
  const next = await refreshed(login.refreshToken)
  expect(next.refreshToken).not.toBe(login.refreshToken)
  expect(await accounts.verify(next.accessToken)).toMatchObject({ userId, roles: ['DRIVER', 'OPERATOR'] })
  expect((await refreshed(next.refreshToken)).refreshToken).not.toBe(next.refreshToken)
})

test('a token tells when its login was opened: a refresh is no sign-in', async () => {
  const { userId, login } = await newDriver(accounts)
  expect((await accounts.verify(login.accessToken)).signedInAt).toBeGreaterThan(0)
  const [opened] = await accounts.sql<{ at: number }>(
    `UPDATE login SET created_at = now() - interval '1 hour' WHERE user_id = $1 RETURNING floor(extract(epoch FROM created_at))::integer AS at`,
    [userId],
  )
  const next = await refreshed(login.refreshToken)
  expect((await accounts.verify(next.accessToken)).signedInAt).toBe(opened?.at)
})

test('a client of before refreshes its login by the old names', async () => {
  const { userId, login } = await newDriver(accounts)
  const document = 'mutation ($input: RefreshSessionInput!) { refreshSession(input: $input) { session { accessToken } } }'
  const input = { refreshToken: login.refreshToken }
  const { data } = await accounts.ask<{ refreshSession: { session: { accessToken: string } } }>(ANONYMOUS, document, { input })
  expect(await accounts.verify(data?.refreshSession.session.accessToken ?? '')).toMatchObject({ userId })
})

test('refresh tokens are 256 bits that nobody can read in the database', async () => {
  const { login } = await newDriver(accounts)
  const next = await refreshed(login.refreshToken)
  for (const token of [login.refreshToken, next.refreshToken]) {
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    expect(
      await accounts.sql('SELECT 1 FROM refresh_token WHERE encode(hash, $2) = $1', [
        Buffer.from(token, 'base64url').toString('hex'),
        'hex',
      ]),
    ).toEqual([])
  }
})

test('a refresh token used several times at once turns over once, and nobody is locked out', async () => {
  const { userId, login } = await newDriver(accounts)
  let token = login.refreshToken
  // Several rounds: in the first one the connections to the database are still being opened, one after the other.
  for (let round = 0; round < 5; round++) {
    const answers = await Promise.all(Array.from({ length: 4 }, () => refreshed(token)))
    const [next, ...others] = new Set(answers.map(({ refreshToken }) => refreshToken))
    expect(others).toEqual([])
    const live = await accounts.sql(
      'SELECT 1 FROM refresh_token t JOIN login s ON s.id = t.login_id WHERE s.user_id = $1 AND t.used_at IS NULL',
      [userId],
    )
    expect(live).toHaveLength(1)
    token = next ?? ''
  }
})

test('whose answer got lost may ask again with the old token', async () => {
  const { login } = await newDriver(accounts)
  const lost = await refreshed(login.refreshToken)
  expect((await refreshed(login.refreshToken)).refreshToken).toBe(lost.refreshToken)
})

test('an old refresh token after the grace is a stolen one: the whole login ends', async () => {
  const { userId, login } = await newDriver(accounts)
  const next = await refreshed(login.refreshToken)
  await afterGrace(userId)
  expect(refusalOf(await refresh(login.refreshToken))).toEqual(ENDED)
  expect(refusalOf(await refresh(next.refreshToken))).toEqual(ENDED)
})

test('an old refresh token whose successor has been used is a stolen one, even within the grace', async () => {
  const { login } = await newDriver(accounts)
  const last = await refreshed((await refreshed(login.refreshToken)).refreshToken)
  expect(refusalOf(await refresh(login.refreshToken))).toEqual(ENDED)
  expect(refusalOf(await refresh(last.refreshToken))).toEqual(ENDED)
})

test("the end of one login does not touch the user's others", async () => {
  const { email, userId, login } = await newDriver(accounts)
  const other = (await signIn(email)).data?.signIn.login ?? expect.fail('not signed in')
  await refreshed(login.refreshToken)
  await afterGrace(userId)
  await refresh(login.refreshToken)
  await refreshed(other.refreshToken)
})

test.each([
  ['refresh_token', 'a refresh token that lay unused too long'],
  ['login', 'a login that has lasted too long'],
])('%s: %s is ended', async (table) => {
  const { userId, login } = await newDriver(accounts)
  const of = table === 'login' ? 'user_id = $1' : 'login_id IN (SELECT id FROM login WHERE user_id = $1)'
  await accounts.sql(`UPDATE ${table} SET expires_at = now() - interval '1 second' WHERE ${of}`, [userId])
  expect(refusalOf(await refresh(login.refreshToken))).toEqual(ENDED)
})

test('no refresh token outlives its login', async () => {
  const { userId, login } = await newDriver(accounts)
  await accounts.sql(`UPDATE login SET expires_at = now() + interval '1 hour' WHERE user_id = $1`, [userId])
  const next = await refreshed(login.refreshToken)
  const [row] = await accounts.sql<{ expires_at: Date }>('SELECT expires_at FROM login WHERE user_id = $1', [userId])
  expect(next.refreshTokenExpiresAt).toBe(row?.expires_at.toISOString())
})

test.each(['forged', 'A'.repeat(43), "' OR true --"])('a refresh token that we did not make is refused: %s', async (token) => {
  expect(refusalOf(await refresh(token))).toEqual(ENDED)
})

test('signing out ends the login; doing it again, or with a strange token, changes nothing', async () => {
  const { login } = await newDriver(accounts)
  expect(await signOut(login.refreshToken)).toEqual({ data: { signOut: { signedOut: true } } })
  expect(refusalOf(await refresh(login.refreshToken))).toEqual(ENDED)
  expect(await signOut(login.refreshToken)).toEqual({ data: { signOut: { signedOut: false } } })
  expect(await signOut('forged')).toEqual({ data: { signOut: { signedOut: false } } })
})

test('signing out everywhere ends every login of the user', async () => {
  const { email, login } = await newDriver(accounts)
  const other = (await signIn(email)).data?.signIn.login ?? expect.fail('not signed in')
  await signOut(other.refreshToken, true)
  expect(refusalOf(await refresh(login.refreshToken))).toEqual(ENDED)
})

test('several devices that sign out everywhere at once do not hinder each other', async () => {
  const { email, login } = await newDriver(accounts)
  const others = await Promise.all(
    [1, 2, 3, 4].map(async () => (await signIn(email)).data?.signIn.login ?? expect.fail('not signed in')),
  )
  const answers = await Promise.all([login, ...others].map(({ refreshToken }) => signOut(refreshToken, true)))
  expect(answers.map(({ errors }) => errors)).toEqual(answers.map(() => undefined))
  expect(answers.filter(({ data }) => data?.signOut.signedOut)).toHaveLength(1)
})
