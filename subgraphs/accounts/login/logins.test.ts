import { afterAll, beforeAll, expect, test } from 'vitest'
import { ANONYMOUS, type Caller } from '#lib/auth.ts'
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
import { addressBlock } from './address-block.ts'
import { deviceOf } from './device.ts'

let accounts: TestAccounts
beforeAll(async () => {
  accounts = await testAccounts()
})
afterAll(() => accounts[Symbol.asyncDispose]())

const LOGINS = '{ me { logins { edges { node { id addressBlock method current } } } } }'
const END = 'mutation ($input: EndLoginInput!) { endLogin(input: $input) { ended } }'
const END_ALL = 'mutation ($input: EndLoginsInput!) { endLogins(input: $input) { ended } }'
interface Logins {
  me: { logins: { edges: { node: { id: string; addressBlock: string | null; current: boolean } }[] } }
}
const loginsOf = async (caller: Caller) => {
  const { data } = await accounts.ask<Logins>(caller, LOGINS)
  return data?.me.logins.edges.map(({ node }) => node) ?? expect.fail('no logins')
}
const signIn = async (email: string, address?: string) => {
  const { data } = await accounts.ask<{ signIn: SignedIn }>(ANONYMOUS, SIGN_IN, { input: { email, password: PASSWORD } }, address)
  const { login } = data?.signIn ?? expect.fail('not signed in')
  const { loginId = '' } = await accounts.verify(login.accessToken)
  return { ...login, loginId }
}
const refresh = (refreshToken: string) => accounts.ask(ANONYMOUS, REFRESH, { input: { refreshToken } })

test('the list shows each open login with its block of addresses, and which one asks', async () => {
  const { email, caller } = await newDriver(accounts)
  const here = await signIn(email, '203.0.113.77')
  const [newest, oldest] = await loginsOf({ ...caller, loginId: here.loginId })
  expect(newest).toEqual({ id: here.loginId, addressBlock: '203.0.113.0/24', method: 'PASSWORD', current: true })
  expect(oldest).toMatchObject({ addressBlock: null, current: false })
})

test('one login is ended from another device, and its tokens with it; those of others are not there', async () => {
  const { email, caller, userId } = await newDriver(accounts)
  const lost = await signIn(email)
  const stranger = await newDriver(accounts)
  const end = (who: Caller) => accounts.ask(who, END, { input: { loginId: lost.loginId } })
  expect(refusalOf(await end(stranger.caller)).code).toBe('NOT_FOUND')
  expect(await end(caller)).toEqual({ data: { endLogin: { ended: 1 } } })
  expect(refusalOf(await refresh(lost.refreshToken)).code).toBe('SESSION_ENDED')
  expect(await accounts.said('accounts.login.ended', lost.loginId)).toEqual([{ loginId: lost.loginId, userId, reason: 'ENDED' }])
  expect(refusalOf(await end(caller)).code).toBe('NOT_FOUND')
})

test('all others are ended, and the one that asks goes on; an admin ends all of another user', async () => {
  const { email, caller, userId } = await newDriver(accounts)
  const here = await signIn(email)
  const asked = { ...caller, loginId: here.loginId }
  expect(await accounts.ask(asked, END_ALL, { input: {} })).toEqual({ data: { endLogins: { ended: 1 } } })
  expect(await loginsOf(asked)).toHaveLength(1)
  const stranger = await newDriver(accounts)
  expect(refusalOf(await accounts.ask(stranger.caller, END_ALL, { input: { userId } })).code).toBe('NOT_FOUND')
  const admin: Caller = { ...stranger.caller, roles: ['ADMIN'] }
  expect(await accounts.ask(admin, END_ALL, { input: { userId } })).toEqual({ data: { endLogins: { ended: 1 } } })
  expect(refusalOf(await refresh(here.refreshToken)).code).toBe('SESSION_ENDED')
})

test('strangers who try passwords everywhere lock the owner out of new places alone', async () => {
  const { email } = await newDriver(accounts)
  await signIn(email, '203.0.113.5')
  await accounts.ask(ANONYMOUS, SIGN_IN, { input: { email, password: 'not the password' } }, '198.51.100.1')
  // As if they had: hashing so many passwords would take half a minute.
  await accounts.sql(`UPDATE attempt SET points = $1 WHERE key LIKE 'signInByEmail:%'`, [
    ACCOUNTS_LIMITS.attempts.signInByEmail.points,
  ])
  const input = { email, password: PASSWORD }
  expect(refusalOf(await accounts.ask(ANONYMOUS, SIGN_IN, { input }, '198.51.100.2')).code).toBe('RATE_LIMITED')
  expect((await accounts.ask(ANONYMOUS, SIGN_IN, { input }, '203.0.113.9')).errors).toBeUndefined()
})

test('a neighbour in a block of addresses where an account is used tries no more passwords than a stranger, and locks nobody out elsewhere', async () => {
  const { email } = await newDriver(accounts)
  await signIn(email, '2001:db8:7:1::/64')
  await accounts.ask(ANONYMOUS, SIGN_IN, { input: { email, password: 'not the password' } }, '2001:db8:7:2::/64')
  await accounts.sql(`UPDATE attempt SET points = $1 WHERE key LIKE 'signInByEmail:%' AND points > 0`, [
    ACCOUNTS_LIMITS.attempts.signInByEmail.points,
  ])
  const input = { email, password: PASSWORD }
  expect(refusalOf(await accounts.ask(ANONYMOUS, SIGN_IN, { input }, '2001:db8:7:3::/64')).code).toBe('RATE_LIMITED')
  expect((await accounts.ask(ANONYMOUS, SIGN_IN, { input }, '198.51.100.3')).errors).toBeUndefined()
})

test('registrations are counted by the block of addresses too', async () => {
  await newDriver(accounts)
  const REGISTER = 'mutation ($input: RegisterInput!) { register(input: $input) { user { id } } }'
  const register = (address: string) => {
    const input = { email: `${crypto.randomUUID()}@example.org`, password: PASSWORD, displayName: 'Ada' }
    return accounts.ask(ANONYMOUS, REGISTER, { input }, address)
  }
  expect((await register('2001:db8:1:1::/64')).errors).toBeUndefined()
  await accounts.sql(`UPDATE attempt SET points = $1 WHERE key LIKE 'registerByBlock:%'`, [
    ACCOUNTS_LIMITS.attempts.registerByBlock.points,
  ])
  expect(refusalOf(await register('2001:db8:1:2::/64')).code).toBe('RATE_LIMITED')
  expect((await register('2001:db8:2:1::/64')).errors).toBeUndefined()
})

test.each([
  ['203.0.113.77', '203.0.113.0/24'],
  ['2001:db8:1:2::/64', '2001:db8:1::/48'],
  ['::1', '0:0:0::/48'],
  ['nonsense', null],
  ['', null],
])('the block of %j is %j', (address, block) => {
  expect(addressBlock(address)).toBe(block)
})

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Linux'],
  ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0 Safari/537.36 Edg/150.0', 'Edge on Windows'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1', 'Safari on iOS'],
  ['node', 'node'],
  ['<script>', null],
  [null, null],
])('%j is shown as %j', (userAgent, device) => {
  expect(deviceOf(userAgent)).toBe(device)
})
