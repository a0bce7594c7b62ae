import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ANONYMOUS, type Caller } from '#lib/auth.ts'
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
import { openSecret, sealSecret } from '#lib/secrets/sealed.ts'
import { stepOf } from './totp.ts'

let accounts: TestAccounts
beforeAll(async () => {
  accounts = await testAccounts()
})
afterAll(() => accounts[Symbol.asyncDispose]())

const STEPS = '{ user { id } login { accessToken refreshToken } challenge { challenge } withheldRoles }'
const PROPOSE = 'mutation ($input: ProposeSecondFactorInput!) { proposeSecondFactor(input: $input) { uri secret } }'
const CONFIRM = 'mutation ($input: ConfirmSecondFactorInput!) { confirmSecondFactor(input: $input) { recoveryCodes } }'
const CONFIRM_SIGN_IN = `mutation ($input: ConfirmSignInInput!) { confirmSignIn(input: $input) ${STEPS} }`
const DISABLE = 'mutation ($input: DisableSecondFactorInput!) { disableSecondFactor(input: $input) { disabled } }'
const RENEW = 'mutation ($input: RenewRecoveryCodesInput!) { renewRecoveryCodes(input: $input) { recoveryCodes } }'
const RESET = 'mutation ($input: ResetSecondFactorInput!) { resetSecondFactor(input: $input) { disabled } }'
const ROLES = 'mutation ($input: SetSecondFactorRolesInput!) { setSecondFactorRoles(input: $input) { roles } }'

interface Steps {
  user: { id: string } | null
  login: { accessToken: string; refreshToken: string } | null
  challenge: { challenge: string } | null
  withheldRoles: string[] | null
}

/** A code of the step that is so many steps from now. */
const codeOf = (secret: string, steps = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 })
/** Lets the code of now be one that was not used. */
const unused = (userId: string) => accounts.sql('DELETE FROM attempt').then(() => resetStep(userId))
const resetStep = async (userId: string) => {
  await accounts.sql('ALTER TABLE second_factor DISABLE TRIGGER second_factor_step')
  await accounts.sql('UPDATE second_factor SET last_step = 0 WHERE user_id = $1', [userId])
  await accounts.sql('ALTER TABLE second_factor ENABLE TRIGGER second_factor_step')
}
const challengeOf = async (email: string): Promise<string> => {
  const { data, errors } = await accounts.ask<{ signIn: Steps }>(ANONYMOUS, SIGN_IN.replace(SIGNED_IN, STEPS), {
    input: { email, password: PASSWORD },
  })
  expect(errors).toBeUndefined()
  expect(data?.signIn).toMatchObject({ user: null, login: null, withheldRoles: null })
  return data?.signIn.challenge?.challenge ?? expect.fail('no challenge')
}
const confirm = (challenge: string, code: string) =>
  accounts.ask<{ confirmSignIn: Steps }>(ANONYMOUS, CONFIRM_SIGN_IN, { input: { challenge, code } })

async function withFactor() {
  const driver = await newDriver(accounts)
  const proposed = await accounts.ask<{ proposeSecondFactor: { uri: string; secret: string } }>(driver.caller, PROPOSE, {
    input: { password: PASSWORD },
  })
  const { secret, uri } = proposed.data?.proposeSecondFactor ?? expect.fail('not proposed')
  expect(uri).toMatch(/^otpauth:\/\/totp\/Evergraph:.*period=30/)
  const confirmed = await accounts.ask<{ confirmSecondFactor: { recoveryCodes: string[] } }>(driver.caller, CONFIRM, {
    input: { code: codeOf(secret) },
  })
  const codes = confirmed.data?.confirmSecondFactor.recoveryCodes ?? expect.fail('not confirmed')
  await unused(driver.userId)
  return { ...driver, secret, codes }
}

test('whose app is not confirmed signs in by the password alone; with the app it takes two steps', async () => {
  const { email, caller, userId } = await newDriver(accounts)
  const { data } = await accounts.ask<{ proposeSecondFactor: { secret: string } }>(caller, PROPOSE, {
    input: { password: PASSWORD },
  })
  const { secret } = data?.proposeSecondFactor ?? expect.fail('not proposed')
  const one = await accounts.ask<{ signIn: SignedIn }>(ANONYMOUS, SIGN_IN, { input: { email, password: PASSWORD } })
  expect(one.data?.signIn.user.id).toBe(userId)
  expect(refusalOf(await accounts.ask(caller, CONFIRM, { input: { code: '000000' } })).code).toBe('BAD_CODE')
  await accounts.ask(caller, CONFIRM, { input: { code: codeOf(secret) } })
  await unused(userId)
  const challenge = await challengeOf(email)
  const two = await confirm(challenge, codeOf(secret))
  expect(await accounts.verify(two.data?.confirmSignIn.login?.accessToken ?? '')).toMatchObject({ userId, roles: ['DRIVER'] })
})

test('a code is taken once, also from two at once, and an earlier one never again', async () => {
  const { email, secret } = await withFactor()
  for (let round = 0; round < 3; round++) {
    const challenges = [await challengeOf(email), await challengeOf(email)]
    // The code of the next step is good already, and is newer than that of the round before.
    const code = codeOf(secret, round - 1)
    const answers = await Promise.all(challenges.map((challenge) => confirm(challenge, code)))
    expect(answers.map((answer) => refusalOf(answer).code ?? 'fine').toSorted()).toEqual(['BAD_CODE', 'fine'])
  }
  expect(refusalOf(await confirm(await challengeOf(email), codeOf(secret))).code).toBe('BAD_CODE')
})

test('a code is good from one step before until one step after, and no further', () => {
  const secret = Buffer.from('a secret of twenty b')
  const now = 1_700_000_000_000
  const at = (steps: number) =>
    new TOTP({ secret: new Secret({ buffer: new Uint8Array(secret).buffer }) }).generate({ timestamp: now + steps * 30_000 })
  const step = Math.floor(now / 30_000)
  expect([-2, -1, 0, 1, 2].map((steps) => stepOf(secret, at(steps), now))).toEqual([null, step - 1, step, step + 1, null])
})

test('a challenge is answered once; a forged one, and one that is too old, are refused', async () => {
  const { email, secret, codes, userId } = await withFactor()
  const challenge = await challengeOf(email)
  expect((await confirm(challenge, codeOf(secret))).errors).toBeUndefined()
  expect(refusalOf(await confirm(challenge, codes[0] ?? '')).code).toBe('SESSION_ENDED')
  expect(refusalOf(await confirm('x'.repeat(43), codes[0] ?? '')).code).toBe('SESSION_ENDED')
  const old = await challengeOf(email)
  await accounts.sql(`UPDATE sign_in_challenge SET expires_at = now() - interval '1 second' WHERE user_id = $1`, [userId])
  expect(refusalOf(await confirm(old, codes[0] ?? '')).code).toBe('SESSION_ENDED')
})

test('a new password ends a sign-in between its steps', async () => {
  const { email, caller, codes } = await withFactor()
  const challenge = await challengeOf(email)
  const CHANGE = `mutation ($input: ChangePasswordInput!) { changePassword(input: $input) ${STEPS} }`
  const input = { currentPassword: PASSWORD, newPassword: 'another quiet harbour' }
  expect((await accounts.ask(caller, CHANGE, { input })).errors).toBeUndefined()
  expect(refusalOf(await confirm(challenge, codes[0] ?? '')).code).toBe('SESSION_ENDED')
})

test('a recovery code is good once, however it is typed; new ones end the old', async () => {
  const { email, caller, codes, secret } = await withFactor()
  expect(new Set(codes).size).toBe(10)
  const typed = (codes[0] ?? '').toLowerCase().replaceAll('-', ' ')
  const challenges = [await challengeOf(email), await challengeOf(email)]
  const answers = await Promise.all(challenges.map((challenge) => confirm(challenge, typed)))
  expect(answers.map((answer) => refusalOf(answer).code ?? 'fine').toSorted()).toEqual(['BAD_CODE', 'fine'])
  const renewed = await accounts.ask<{ renewRecoveryCodes: { recoveryCodes: string[] } }>(caller, RENEW, {
    input: { code: codeOf(secret) },
  })
  expect(refusalOf(await confirm(await challengeOf(email), codes[1] ?? '')).code).toBe('BAD_CODE')
  const [fresh = ''] = renewed.data?.renewRecoveryCodes.recoveryCodes ?? []
  expect((await confirm(await challengeOf(email), fresh)).errors).toBeUndefined()
})

test('neither secret nor recovery codes can be read in the database, and a secret opens for its own user alone', async () => {
  const { userId, secret, codes } = await withFactor()
  const rows = await accounts.sql<{ all: string }>(
    `SELECT (SELECT string_agg(encode(sealed, 'hex'), '') FROM second_factor) || (SELECT string_agg(encode(hash, 'hex'), '') FROM recovery_code) AS all`,
  )
  const kept = rows[0]?.all ?? ''
  expect(kept).not.toContain(Buffer.from(Secret.fromBase32(secret).bytes).toString('hex'))
  expect(kept).not.toContain(Buffer.from((codes[0] ?? '').replaceAll('-', '')).toString('hex'))
  const key = new Uint8Array(32).fill(7)
  const sealed = sealSecret(key, userId, Buffer.from('secret'))
  expect(openSecret(key, userId, sealed).toString()).toBe('secret')
  expect(() => openSecret(key, 'another', sealed)).toThrow()
  expect(() => openSecret(new Uint8Array(32).fill(8), userId, sealed)).toThrow()
})

test('codes are limited by the account, whatever challenge they come with', async () => {
  const { email, secret } = await withFactor()
  for (let i = 0; i < ACCOUNTS_LIMITS.attempts.codeByUser.points; i++)
    expect(refusalOf(await confirm(await challengeOf(email), '000000')).code).toBe('BAD_CODE')
  expect(refusalOf(await confirm(await challengeOf(email), codeOf(secret))).code).toBe('RATE_LIMITED')
})

test('an open login alone neither turns the factor on nor off', async () => {
  const { caller, userId, secret } = await withFactor()
  const open: Caller = { ...caller, loginId: crypto.randomUUID() }
  expect(refusalOf(await accounts.ask(open, DISABLE, { input: { code: codeOf(secret) } })).code).toBe('SIGN_IN_AGAIN')
  expect(refusalOf(await accounts.ask(open, DISABLE, { input: { code: codeOf(secret), password: 'wrong' } })).code).toBe(
    'BAD_CREDENTIALS',
  )
  expect(refusalOf(await accounts.ask(open, DISABLE, { input: { code: '000000', password: PASSWORD } })).code).toBe('BAD_CODE')
  expect(refusalOf(await accounts.ask(open, PROPOSE, { input: { password: PASSWORD } })).code).toBe('CONFLICT')
  const off = await accounts.ask(open, DISABLE, { input: { code: codeOf(secret), password: PASSWORD } })
  expect(off).toEqual({ data: { disableSecondFactor: { disabled: true } } })
  expect(await accounts.said('accounts.user.changed-access', userId)).toHaveLength(1)
  expect(refusalOf(await accounts.ask(open, PROPOSE, { input: {} })).code).toBe('SIGN_IN_AGAIN')
})

test('an admin takes the factor of a user who has lost it, and not their own', async () => {
  const { email, userId } = await withFactor()
  const admin: Caller = { kind: 'user', userId: (await newDriver(accounts)).userId, roles: ['ADMIN'] }
  expect(refusalOf(await accounts.ask(admin, RESET, { input: { userId: admin.userId } })).code).toBe('FORBIDDEN')
  expect(await accounts.ask(admin, RESET, { input: { userId } })).toEqual({ data: { resetSecondFactor: { disabled: true } } })
  expect((await accounts.ask(ANONYMOUS, SIGN_IN, { input: { email, password: PASSWORD } })).errors).toBeUndefined()
})

test('a role that needs a second factor is not in tokens of logins without one, and comes with the factor', async () => {
  const { email, userId, caller } = await newDriver(accounts)
  const admin: Caller = { kind: 'user', userId: (await newDriver(accounts)).userId, roles: ['ADMIN'] }
  await accounts.sql(`INSERT INTO user_role (user_id, role) VALUES ($1, 'REVIEWER')`, [userId])
  await accounts.ask(admin, ROLES, { input: { roles: ['REVIEWER'] } })
  const without = await accounts.ask<{ signIn: Steps }>(ANONYMOUS, SIGN_IN.replace(SIGNED_IN, STEPS), {
    input: { email, password: PASSWORD },
  })
  const login = without.data?.signIn.login ?? expect.fail('not signed in')
  expect(without.data?.signIn.withheldRoles).toEqual(['REVIEWER'])
  const { loginId = '', roles } = await accounts.verify(login.accessToken)
  expect(roles).toEqual(['DRIVER'])
  const here: Caller = { ...caller, loginId }
  const { data } = await accounts.ask<{ proposeSecondFactor: { secret: string } }>(here, PROPOSE, { input: {} })
  await accounts.ask(here, CONFIRM, { input: { code: codeOf(data?.proposeSecondFactor.secret ?? '') } })
  const next = await accounts.ask<{ refreshLogin: SignedIn }>(ANONYMOUS, REFRESH, { input: { refreshToken: login.refreshToken } })
  expect((await accounts.verify(next.data?.refreshLogin.login.accessToken ?? '')).roles).toEqual(['DRIVER', 'REVIEWER'])
  await accounts.ask(admin, ROLES, { input: { roles: [] } })
})
