import { afterAll, beforeAll, expect, test } from 'vitest'
import { BOXES } from '#lib/boxes.ts'
import { ANONYMOUS, type Caller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { expectToldAgain } from '../../../test/told-again.ts'
import { until } from '../../../test/until.ts'
import {
  PASSWORD,
  REFRESH,
  REGISTER,
  SIGNED_IN,
  newDriver,
  refusalOf,
  testAccounts,
  type SignedIn,
  type TestAccounts,
} from '../accounts.fixture.ts'
import { ACCOUNTS_LIMITS } from '../limits.ts'
import { past } from '../past.ts'

let accounts: TestAccounts
beforeAll(async () => {
  accounts = await testAccounts({ ACCOUNTS_LEAVING_MS: '50' })
})
afterAll(() => accounts[Symbol.asyncDispose]())

const GUEST = `mutation ($input: ContinueAsGuestInput!) { continueAsGuest(input: $input) ${SIGNED_IN} }`
async function guest(input: object = {}, address?: string) {
  const { data, errors } = await accounts.ask<{ continueAsGuest: SignedIn }>(ANONYMOUS, GUEST, { input }, address)
  if (!data) throw new Error(JSON.stringify(errors))
  const { user, login } = data.continueAsGuest
  return { userId: user.id, login, caller: { kind: 'user', userId: user.id, roles: ['DRIVER'] } satisfies Caller }
}
const register = (caller: Caller, email = `${newId()}@example.org`) =>
  accounts.ask<{ register: SignedIn }>(caller, REGISTER, { input: { email, password: PASSWORD, displayName: 'Ada' } })
const registered = (userId: string) => accounts.said('accounts.user.registered', userId)
/** A day goes by. */
const aDayLater = (userId: string) =>
  accounts.sql('UPDATE "user" SET guest_until = now() - interval \'1 second\' WHERE id = $1', [userId])
const rowOf = async (userId: string) =>
  (await accounts.sql<Record<string, unknown>>('SELECT * FROM "user" WHERE id = $1', [userId]))[0] ?? expect.fail('no user')

test('who goes on as a guest is a driver for a day, with an identity for the app, and is told as a guest', async () => {
  const { userId, login, caller } = await guest({ email: 'ada@example.org' })
  expect(await accounts.verify(login.accessToken)).toMatchObject({ userId, roles: ['DRIVER'] })
  const ME = '{ me { email displayName roles guestUntil idTokens { type status } } }'
  const { data } = await accounts.ask<{ me: { guestUntil: string } }>(caller, ME)
  expect(data?.me).toMatchObject({
    email: null,
    displayName: 'Guest',
    roles: ['DRIVER'],
    idTokens: [{ type: 'APP', status: 'ACTIVE' }],
  })
  const dayMs = ACCOUNTS_LIMITS.guestSeconds * 1_000
  for (const end of [data?.me.guestUntil ?? '', login.refreshTokenExpiresAt]) {
    expect(Date.parse(end)).toBeLessThanOrEqual(Date.now() + dayMs)
    expect(Date.parse(end)).toBeGreaterThan(Date.now() + dayMs - 60_000)
  }
  expect(await rowOf(userId)).toMatchObject({ guest_email: 'ada@example.org' })
  expect(await registered(userId)).toEqual([{ userId, displayName: 'Guest', roles: ['DRIVER'], guest: true }])
  await expectToldAgain(accounts.db, past, 'accounts.user.registered', 'accounts.id-token.issued')
  expect((await accounts.ask(ANONYMOUS, REFRESH, { input: { refreshToken: login.refreshToken } })).errors).toBeUndefined()
})

test('the address of a guest is taken from nobody: who has an account keeps it, and who registers it gets it', async () => {
  const { email } = await newDriver(accounts)
  await guest({ email })
  const free = `${newId()}@example.org`
  await guest({ email: free })
  expect((await register(ANONYMOUS, free)).errors).toBeUndefined()
})

test('a guest has nothing that needs an account', async () => {
  const { login } = await guest()
  const caller = await accounts.verify(login.accessToken)
  const asks: [string, object][] = [
    ['mutation ($input: AddVehicleInput!) { addVehicle(input: $input) { __typename } }', { name: 'Car' }],
    ['mutation ($input: IssueIdTokenInput!) { issueIdToken(input: $input) { __typename } }', { uid: '04A1B2C3' }],
    ['mutation ($input: ProposeSecondFactorInput!) { proposeSecondFactor(input: $input) { __typename } }', {}],
  ]
  for (const [query, input] of asks)
    expect([query, refusalOf(await accounts.ask(caller, query, { input })).code]).toEqual([query, 'ACCOUNT_NEEDED'])
  expect(refusalOf(await accounts.ask(caller, 'mutation { beginPasskeyRegistration { __typename } }')).code).toBe('ACCOUNT_NEEDED')
})

test('from one address come so many guests and no more, and who registers there still may', async () => {
  const { points } = ACCOUNTS_LIMITS.attempts.guestByAddress
  const answers = await Promise.all(
    Array.from({ length: points + 1 }, () => accounts.ask(ANONYMOUS, GUEST, { input: {} }, '198.51.100.7')),
  )
  expect(answers.filter((answer) => refusalOf(answer).code === 'RATE_LIMITED')).toHaveLength(1)
  const input = { email: `${newId()}@example.org`, password: PASSWORD, displayName: 'Ada' }
  expect((await accounts.ask(ANONYMOUS, REGISTER, { input }, '198.51.100.7')).errors).toBeUndefined()
})

test('after the day a guest is forgotten as who leaves; while a box needs them, they stay, and sign in no more', async () => {
  const { userId, login } = await guest({ email: 'ada@example.org' })
  await accounts.sql('UPDATE login SET expires_at = now() WHERE user_id = $1', [userId])
  await aDayLater(userId)
  const judge = async (hold: { text: string; passes: boolean } | null) => {
    const proposed = await until(async () => (await accounts.said('accounts.deletion.proposed', userId)).at(-1))
    for (const { name } of BOXES)
      await accounts.tell('person.leaving.judged', `${userId} ${name}`, {
        ...proposed,
        box: name,
        hold: name === 'charging' ? hold : null,
      })
    return proposed.round
  }
  const round = await judge({ text: 'A session runs.', passes: true })
  expect(refusalOf(await accounts.ask(ANONYMOUS, REFRESH, { input: { refreshToken: login.refreshToken } })).code).toBe(
    'SESSION_ENDED',
  )
  await until(async () => (await accounts.said('accounts.deletion.proposed', userId)).some((one) => one.round > round))
  await judge(null)
  expect(await accounts.said('accounts.user.deleted', userId)).toHaveLength(1)
  expect(await rowOf(userId)).toMatchObject({ id: userId, display_name: null, guest_email: null })
  expect(await accounts.sql('SELECT 1 FROM account_deletion WHERE user_id = $1', [userId])).toHaveLength(1)
})

test('a guest who registers has their sessions and bills still: it is the same user, now with an account', async () => {
  const { userId, caller } = await guest({ email: 'ada@example.org' })
  const { email: taken } = await newDriver(accounts)
  expect(refusalOf(await register(caller, taken)).code).toBe('EMAIL_TAKEN')
  const answers = await Promise.all([register(caller), register(caller)])
  expect(answers.filter(({ data }) => data?.register.user.id === userId)).toHaveLength(1)
  expect((await registered(userId)).map((said) => said.guest)).toEqual([true, undefined])
  expect(await rowOf(userId)).toMatchObject({ guest_until: null, guest_email: null, display_name: 'Ada' })
  const add = 'mutation ($input: AddVehicleInput!) { addVehicle(input: $input) { __typename } }'
  expect((await accounts.ask(caller, add, { input: { name: 'Car' } })).errors).toBeUndefined()
  // Whoever is no guest registers somebody else, as before.
  expect((await register(caller)).data?.register.user.id).not.toBe(userId)
})

test('a guest has no password, not even by a fault of ours', async () => {
  const { userId } = await guest()
  await expect(accounts.db.updateTable('user').set({ password_hash: 'x' }).where('id', '=', userId).execute()).rejects.toThrow(
    /user_deleted/,
  )
})
