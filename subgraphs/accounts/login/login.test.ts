import { verify } from '@node-rs/argon2'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { ANONYMOUS } from '#lib/auth.ts'
import {
  PASSWORD,
  REFRESH,
  SIGNED_IN,
  SIGN_IN,
  newDriver,
  refusalOf,
  testAccounts,
  type SignedIn,
  type TestAccounts,
} from '../accounts.fixture.ts'
import { ACCOUNTS_LIMITS } from '../limits.ts'

// Watched, not replaced. Modules that an earlier file's tests have loaded would go on with what is not watched.
vi.hoisted(() => vi.resetModules())
vi.mock('@node-rs/argon2', { spy: true })

let accounts: TestAccounts
beforeAll(async () => {
  accounts = await testAccounts()
})
afterAll(() => accounts[Symbol.asyncDispose]())

const SIGN_OUT = 'mutation ($input: SignOutInput!) { signOut(input: $input) { signedOut } }'
const CHANGE = `mutation ($input: ChangePasswordInput!) { changePassword(input: $input) ${SIGNED_IN} }`

const signIn = (email: string, password = PASSWORD, address?: string) =>
  accounts.ask<{ signIn: SignedIn }>(ANONYMOUS, SIGN_IN, { input: { email, password } }, address)
const refresh = (refreshToken: string) => accounts.ask<{ refreshLogin: SignedIn }>(ANONYMOUS, REFRESH, { input: { refreshToken } })
const refreshed = async (refreshToken: string) =>
  (await refresh(refreshToken)).data?.refreshLogin.login ?? expect.fail('not refreshed')

const ENDED = { code: 'SESSION_ENDED', paths: [], data: null }

test('signing in takes the address in any case, and gives tokens of the user with their roles', async () => {
  const email = `Ada.${crypto.randomUUID()}@example.org`
  const { userId } = await newDriver(accounts, email)
  const { data } = await signIn(email.toUpperCase())
  expect(await accounts.verify(data?.signIn.login.accessToken ?? '')).toMatchObject({ userId, roles: ['DRIVER'] })
})

test('an unknown address and a wrong password get the same answer', async () => {
  const { email } = await newDriver(accounts)
  const wrong = await signIn(email, 'not the password')
  expect(refusalOf(wrong)).toEqual({ code: 'BAD_CREDENTIALS', paths: [], data: null })
  expect(await signIn('nobody@example.org', 'not the password')).toEqual(wrong)
})

test('an unknown address and a wrong password take the same work', async () => {
  const { email } = await newDriver(accounts)
  const work = async (address: string) => {
    vi.mocked(verify).mockClear()
    await signIn(address, 'not the password')
    // The digest begins with the algorithm and its costs: $argon2id$v=19$m=…,t=…,p=…$salt$key.
    return vi.mocked(verify).mock.calls.map(([digest, password]) => [String(digest).split('$').slice(0, 4), password])
  }
  const known = await work(email)
  expect(known).toHaveLength(1)
  expect(await work('nobody.at.all@example.org')).toEqual(known)
})

test('a password in another Unicode form is the same password', async () => {
  const { email, caller } = await newDriver(accounts)
  const composed = 'ein schönes Café'.normalize('NFC')
  await accounts.ask(caller, CHANGE, { input: { currentPassword: PASSWORD, newPassword: composed } })
  expect((await signIn(email, composed.normalize('NFD'))).data?.signIn.user.roles).toEqual(['DRIVER'])
})

test('after too many wrong passwords from one place the right one is refused there, and accepted from elsewhere', async () => {
  const { email } = await newDriver(accounts)
  const { points } = ACCOUNTS_LIMITS.attempts.signInByEmailAndAddress
  for (let i = 0; i < points; i++)
    expect(refusalOf(await signIn(email, 'not the password', '192.0.2.1')).code).toBe('BAD_CREDENTIALS')
  expect(refusalOf(await signIn(email, PASSWORD, '192.0.2.1'))).toEqual({ code: 'RATE_LIMITED', paths: [], data: null })
  expect((await signIn(email, PASSWORD, '192.0.2.2')).errors).toBeUndefined()
})

test('a client address that tries many accounts is refused; the limit holds for all processes together', async () => {
  const { email } = await newDriver(accounts)
  const { points } = ACCOUNTS_LIMITS.attempts.signInByAddress
  // As if it had tried them: hashing so many passwords would take half a minute.
  await signIn(email, 'not the password', '192.0.2.77')
  await accounts.sql(`UPDATE attempt SET points = $1 WHERE key LIKE 'signInByAddress:%' AND points = 1`, [points])
  expect(refusalOf(await signIn(email, PASSWORD, '192.0.2.77')).code).toBe('RATE_LIMITED')
})

test('signing in sets the count of wrong passwords back', async () => {
  const { email } = await newDriver(accounts)
  const { points } = ACCOUNTS_LIMITS.attempts.signInByEmailAndAddress
  for (let i = 0; i < points - 1; i++) await signIn(email, 'not the password')
  expect((await signIn(email)).errors).toBeUndefined()
  expect(refusalOf(await signIn(email, 'not the password')).code).toBe('BAD_CREDENTIALS')
})

test('changing the password ends all logins but the one that it opens, and the old password is worth nothing', async () => {
  const { email, caller, login } = await newDriver(accounts)
  const { data } = await accounts.ask<{ changePassword: SignedIn }>(caller, CHANGE, {
    input: { currentPassword: PASSWORD, newPassword: 'another quiet harbour' },
  })
  await refreshed(data?.changePassword.login.refreshToken ?? '')
  expect(refusalOf(await refresh(login.refreshToken))).toEqual(ENDED)
  expect(refusalOf(await signIn(email)).code).toBe('BAD_CREDENTIALS')
  expect((await signIn(email, 'another quiet harbour')).errors).toBeUndefined()
})

test('of two changes of one password at the same time one counts', async () => {
  const { email, caller } = await newDriver(accounts)
  const wanted = ['the first new harbour', 'the second new harbour']
  const answers = await Promise.all(
    wanted.map((newPassword) => accounts.ask(caller, CHANGE, { input: { currentPassword: PASSWORD, newPassword } })),
  )
  expect(answers.map((answer) => refusalOf(answer).code ?? 'fine').toSorted()).toEqual(['BAD_CREDENTIALS', 'fine'])
  const winner = wanted[answers.findIndex(({ errors }) => !errors)] ?? ''
  expect((await signIn(email, winner)).errors).toBeUndefined()
})

test('the password is changed by its owner alone, and limited in attempts', async () => {
  const { caller } = await newDriver(accounts)
  const change = (currentPassword: string, newPassword = 'another quiet harbour') =>
    accounts.ask(caller, CHANGE, { input: { currentPassword, newPassword } })
  expect(refusalOf(await accounts.ask(ANONYMOUS, CHANGE, { input: { currentPassword: PASSWORD, newPassword: 'x' } })).code).toBe(
    'UNAUTHENTICATED',
  )
  expect(refusalOf(await change(PASSWORD, 'short'))).toEqual({ code: 'BAD_USER_INPUT', paths: ['input.newPassword'], data: null })
  for (let i = 1; i < ACCOUNTS_LIMITS.attempts.changePasswordByUser.points; i++)
    expect(refusalOf(await change('not the password'))).toEqual({
      code: 'BAD_CREDENTIALS',
      paths: ['input.currentPassword'],
      data: null,
    })
  expect(refusalOf(await change(PASSWORD)).code).toBe('RATE_LIMITED')
})

test.each([
  ['signIn', SIGN_IN, { email: 'nobody', password: PASSWORD }, 'input.email'],
  ['signIn', SIGN_IN, { email: 'nobody@example.org', password: '' }, 'input.password'],
  ['signIn', SIGN_IN, { email: 'nobody@example.org', password: 'x'.repeat(1025) }, 'input.password'],
  ['signIn', SIGN_IN, { email: 'nobody@example.org' }, 'input.password'],
  ['refreshLogin', REFRESH, { refreshToken: '' }, 'input.refreshToken'],
  ['refreshLogin', REFRESH, { refreshToken: 7 }, 'input.refreshToken'],
  ['signOut', SIGN_OUT, { refreshToken: 'x'.repeat(1025) }, 'input.refreshToken'],
  ['changePassword', CHANGE, { currentPassword: '', newPassword: PASSWORD }, 'input.currentPassword'],
])('%s with bad input names the field: %#', async (_name, document, input, path) => {
  expect(refusalOf(await accounts.ask(ANONYMOUS, document, { input }))).toMatchObject({ code: 'BAD_USER_INPUT', paths: [path] })
})
