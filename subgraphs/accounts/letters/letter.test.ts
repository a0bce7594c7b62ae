import { hash, verify } from '@node-rs/argon2'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { ANONYMOUS } from '#lib/auth.ts'
import { newMailKeys } from '#lib/mail/letter.ts'
import {
  PASSWORD,
  REFRESH,
  REGISTER,
  SIGNED_IN,
  SIGN_IN,
  newDriver,
  refusalOf,
  testAccounts,
  type SignedIn,
  type TestAccounts,
} from '../accounts.fixture.ts'
import { ACCOUNTS_LIMITS } from '../limits.ts'
import { lettersTo, tokenOf } from './letter.fixture.ts'

// Watched, not replaced. Modules that an earlier file's tests have loaded would go on with what is not watched.
vi.hoisted(() => vi.resetModules())
vi.mock('@node-rs/argon2', { spy: true })

const mail = newMailKeys()
let accounts: TestAccounts
beforeAll(async () => {
  accounts = await testAccounts({ ACCOUNTS_MAIL_PUBLIC_KEY: mail.publicKey })
})
afterAll(() => accounts[Symbol.asyncDispose]())

const REQUEST_RESET = 'mutation ($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { requested } }'
const RESET = `mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) ${SIGNED_IN} }`
const REQUEST_REGISTRATION = 'mutation ($input: RequestRegistrationInput!) { requestRegistration(input: $input) { requested } }'
const VERIFY = 'mutation ($input: VerifyEmailInput!) { verifyEmail(input: $input) { verified } }'
const REQUEST_CHANGE = 'mutation ($input: RequestEmailChangeInput!) { requestEmailChange(input: $input) { requested } }'
const NEW_PASSWORD = 'another quiet harbour'

const letters = (name: Parameters<typeof lettersTo>[2], to: string) => lettersTo(accounts, mail, name, to)
const askReset = (email: string, address?: string) => accounts.ask(ANONYMOUS, REQUEST_RESET, { input: { email } }, address)
const reset = (token: string, newPassword = NEW_PASSWORD) =>
  accounts.ask<{ resetPassword: SignedIn }>(ANONYMOUS, RESET, { input: { token, newPassword } })
async function resetToken(email: string) {
  const before = (await letters('accounts.password-reset.requested', email)).length
  await askReset(email)
  return tokenOf((await letters('accounts.password-reset.requested', email))[before])
}

test('an operator is written to when their payouts go to another account, at an address that is proven', async () => {
  const [proven, unproven] = [await newDriver(accounts), await newDriver(accounts)]
  await accounts.sql('UPDATE "user" SET email_verified_at = now() WHERE email = $1', [proven.email])
  const restsUntil = new Date().toISOString()
  for (const { userId: operatorId } of [proven, unproven])
    await accounts.tell('payments.payout-account.changed', operatorId, {
      operatorId,
      provider: 'stripe',
      account: '…3f7a',
      restsUntil,
    })
  expect(await letters('accounts.payout-notice.requested', proven.email)).toMatchObject([{ to: proven.email }])
  expect(await accounts.said('accounts.payout-notice.requested')).toMatchObject([
    { userId: proven.userId, account: '…3f7a', restsUntil },
  ])
})

test('asking to reset gets the same answer, and the same work, for an address that has no account; only who has one gets a letter', async () => {
  const { email } = await newDriver(accounts)
  vi.mocked(hash).mockClear()
  vi.mocked(verify).mockClear()
  const known = await askReset(email)
  expect(known).toEqual({ data: { requestPasswordReset: { requested: true } } })
  expect(await askReset('nobody.at.all@example.org')).toEqual(known)
  expect([vi.mocked(hash).mock.calls, vi.mocked(verify).mock.calls]).toEqual([[], []])
  expect(await letters('accounts.password-reset.requested', email)).toHaveLength(1)
  expect(await letters('accounts.password-reset.requested', 'nobody.at.all@example.org')).toEqual([])
})

test('a letter sets a new password once, ends all logins, and shows that the address is its reader', async () => {
  const { email, userId, login } = await newDriver(accounts)
  const token = await resetToken(email)
  const answers = await Promise.all([reset(token), reset(token)])
  expect(answers.map((answer) => refusalOf(answer).code ?? 'fine').toSorted()).toEqual(['BAD_TOKEN', 'fine'])
  expect(refusalOf(await reset(token)).code).toBe('BAD_TOKEN')
  expect(refusalOf(await accounts.ask(ANONYMOUS, REFRESH, { input: { refreshToken: login.refreshToken } })).code).toBe(
    'SESSION_ENDED',
  )
  expect(refusalOf(await accounts.ask(ANONYMOUS, SIGN_IN, { input: { email, password: PASSWORD } })).code).toBe('BAD_CREDENTIALS')
  expect((await accounts.ask(ANONYMOUS, SIGN_IN, { input: { email, password: NEW_PASSWORD } })).errors).toBeUndefined()
  const [ended] = (await accounts.said('accounts.login.ended')).filter((event) => event.userId === userId)
  expect(ended).toMatchObject({ reason: 'PASSWORD_RESET' })
  expect(await accounts.sql('SELECT 1 FROM "user" WHERE id = $1 AND email_verified_at IS NOT NULL', [userId])).toHaveLength(1)
})

test('who had an account before its address was proven keeps no way into it, and no card, when its reader takes it; of a proven one all stays', async () => {
  const [squatted, proven] = [await newDriver(accounts), await newDriver(accounts)]
  await accounts.sql('UPDATE "user" SET email_verified_at = now() WHERE id = $1', [proven.userId])
  for (const [i, { userId, caller }] of [squatted, proven].entries()) {
    await accounts.sql(
      `INSERT INTO passkey (id, user_id, credential_id, public_key, counter, transports, name, backed_up)
       VALUES (gen_random_uuid(), $1, $2, 'x', 0, '{}', 'Squatter', false)`,
      [userId, `credential-${i}`],
    )
    await accounts.sql(`INSERT INTO oidc_identity (issuer, subject, user_id) VALUES ('https://i.example', $2, $1)`, [
      userId,
      `${i}`,
    ])
    await accounts.sql('INSERT INTO wallet (user_id, address, chain_id, contract) VALUES ($1, $2, 1, false)', [
      userId,
      `0x${`${i}`.repeat(40)}`,
    ])
    const ISSUE = 'mutation ($input: IssueIdTokenInput!) { issueIdToken(input: $input) { idToken { id } } }'
    expect((await accounts.ask(caller, ISSUE, { input: { uid: `04a1b2c${i}` } })).errors).toBeUndefined()
    expect((await reset(await resetToken(i === 0 ? squatted.email : proven.email))).errors).toBeUndefined()
  }
  const left = (userId: string) =>
    accounts.sql(
      `SELECT (SELECT count(*)::int FROM passkey WHERE user_id = $1) AS passkeys, (SELECT count(*)::int FROM wallet WHERE user_id = $1) AS wallets,
        (SELECT count(*)::int FROM oidc_identity WHERE user_id = $1) AS issuers,
        (SELECT array_agg(type || ' ' || status ORDER BY type) FROM id_token WHERE user_id = $1) AS cards`,
      [userId],
    )
  expect(await left(squatted.userId)).toEqual([{ passkeys: 0, wallets: 0, issuers: 0, cards: ['APP ACTIVE', 'RFID BLOCKED'] }])
  expect(await left(proven.userId)).toEqual([{ passkeys: 1, wallets: 1, issuers: 1, cards: ['APP ACTIVE', 'RFID ACTIVE'] }])
  const cards = (await accounts.said('accounts.id-token.issued')).filter(({ type }) => type === 'RFID')
  expect(cards.map(({ userId, status }) => [userId, status])).toEqual([
    [squatted.userId, 'ACTIVE'],
    [squatted.userId, 'BLOCKED'],
    [proven.userId, 'ACTIVE'],
  ])
  expect(await accounts.said('accounts.wallet.unlinked')).toEqual([{ userId: squatted.userId, address: `0x${'0'.repeat(40)}` }])
})

test('one reset ends the other letters; an old, a forged and a foreign letter reset nothing, before any password is hashed', async () => {
  const { email, userId } = await newDriver(accounts)
  const [one, two] = [await resetToken(email), await resetToken(email)]
  expect((await reset(one)).errors).toBeUndefined()
  const old = await resetToken(email)
  await accounts.sql(
    `UPDATE letter_token SET created_at = now() - interval '2 hours', expires_at = now() - interval '1 second' WHERE user_id = $1`,
    [userId],
  )
  const other = await newDriver(accounts)
  await accounts.ask(other.caller, 'mutation { requestEmailVerification { requested } }')
  const foreign = tokenOf((await letters('accounts.email-verification.requested', other.email))[0])
  vi.mocked(hash).mockClear()
  for (const token of [two, old, 'x'.repeat(43), foreign])
    expect(refusalOf(await reset(token))).toEqual({ code: 'BAD_TOKEN', paths: ['input.token'], data: null })
  expect(vi.mocked(hash).mock.calls).toEqual([])
  const verify = () => accounts.ask(other.caller, VERIFY, { input: { token: foreign } })
  expect(await verify()).toEqual({ data: { verifyEmail: { verified: true } } })
  expect(refusalOf(await verify()).code).toBe('BAD_TOKEN')
})

test('who opens the link of a letter proves no address for a stranger who has registered it', async () => {
  const [squatter, reader] = [await newDriver(accounts), await newDriver(accounts)]
  await accounts.ask(squatter.caller, 'mutation { requestEmailVerification { requested } }')
  const token = tokenOf((await letters('accounts.email-verification.requested', squatter.email))[0])
  expect(refusalOf(await accounts.ask(ANONYMOUS, VERIFY, { input: { token } })).code).toBe('UNAUTHENTICATED')
  expect(refusalOf(await accounts.ask(reader.caller, VERIFY, { input: { token } })).code).toBe('BAD_TOKEN')
  const proven = 'SELECT 1 FROM "user" WHERE id = $1 AND email_verified_at IS NOT NULL'
  expect(await accounts.sql(proven, [squatter.userId])).toEqual([])
  // What was refused has not used the link up.
  expect((await accounts.ask(squatter.caller, VERIFY, { input: { token } })).errors).toBeUndefined()
})

test('no letter can be read in the database', async () => {
  const { email } = await newDriver(accounts)
  const token = await resetToken(email)
  const kept = await accounts.sql<{ text: string }>(
    `SELECT string_agg(data::text, '') AS text FROM outbox WHERE name LIKE '%requested' UNION ALL SELECT string_agg(encode(hash, 'escape'), '') FROM letter_token`,
  )
  const all = kept.map(({ text }) => text).join('')
  expect(all).not.toContain(token)
  expect(all).not.toContain(email)
})

test('an address is registered by the link of a letter; one that has an account gets the same answer, and a letter that says so', async () => {
  const taken = await newDriver(accounts)
  accounts.config.openRegistration = false
  try {
    const email = `${crypto.randomUUID()}@example.org`
    const wish = (address: string) => accounts.ask(ANONYMOUS, REQUEST_REGISTRATION, { input: { email: address } })
    const register = (emailToken?: string, address = email) =>
      accounts.ask<{ register: SignedIn }>(ANONYMOUS, REGISTER, {
        input: { email: address, password: PASSWORD, displayName: 'Ada', ...(emailToken && { emailToken }) },
      })
    expect(await wish(email)).toEqual(await wish(taken.email))
    const [own] = await letters('accounts.email-verification.requested', email)
    const [theirs] = await letters('accounts.email-verification.requested', taken.email)
    expect([own?.link, theirs?.link].map((link) => new URL(link ?? '').pathname)).toEqual(['/register', '/reset-password'])
    // The same refusal for a taken address as for a free one.
    expect(await register(undefined, taken.email)).toEqual(await register())
    expect(refusalOf(await register()).code).toBe('EMAIL_UNPROVEN')
    expect(refusalOf(await register(tokenOf(own), 'other@example.org')).code).toBe('BAD_TOKEN')
    expect(refusalOf(await register(tokenOf(theirs), taken.email)).code).toBe('BAD_TOKEN')
    const answers = await Promise.all([register(tokenOf(own)), register(tokenOf(own))])
    expect(answers.map((answer) => refusalOf(answer).code ?? 'fine').toSorted()).toEqual(['BAD_TOKEN', 'fine'])
    expect(await accounts.sql('SELECT 1 FROM "user" WHERE email = $1 AND email_verified_at IS NOT NULL', [email])).toHaveLength(1)
    expect((await reset(tokenOf(theirs))).errors).toBeUndefined()
  } finally {
    accounts.config.openRegistration = true
  }
})

test('letters are limited by who asks, not by whether there is an account; what others ask for ends no letter that was sent', async () => {
  const { email } = await newDriver(accounts)
  const { points } = ACCOUNTS_LIMITS.attempts.letterByEmailAndAddress
  for (const address of [email, 'nobody.there@example.org']) {
    for (let i = 0; i < points; i++) expect((await askReset(address, '192.0.2.9')).errors).toBeUndefined()
    expect(refusalOf(await askReset(address, '192.0.2.9')).code).toBe('RATE_LIMITED')
  }
  for (let i = 0; i < ACCOUNTS_LIMITS.lettersPerHour; i++) expect((await askReset(email, `198.51.100.${i}`)).errors).toBeUndefined()
  const sent = await letters('accounts.password-reset.requested', email)
  expect(sent).toHaveLength(ACCOUNTS_LIMITS.lettersPerHour)
  expect((await reset(tokenOf(sent[0]))).errors).toBeUndefined()
})

test('the first letter is in the language that was asked for; who has an account reads that of their profile', async () => {
  const [taken, free] = [await newDriver(accounts), `${crypto.randomUUID()}@example.org`]
  await accounts.sql('UPDATE "user" SET locale = $2 WHERE id = $1', [taken.userId, 'fr'])
  const wish = (input: object) => accounts.ask(ANONYMOUS, REQUEST_REGISTRATION, { input })
  for (const email of [taken.email, free]) expect((await wish({ email, locale: 'NL-nl' })).errors).toBeUndefined()
  expect((await wish({ email: free })).errors).toBeUndefined()
  const locales = async (email: string) =>
    (await letters('accounts.email-verification.requested', email)).map(({ locale }) => locale)
  expect([await locales(taken.email), await locales(free)]).toEqual([['fr'], ['nl-NL', null]])
})

/** What strangers may ask with an address. */
const TELLING = {
  signIn: [SIGN_IN, (email: string) => ({ email, password: 'not the password' })],
  requestRegistration: [REQUEST_REGISTRATION, (email: string) => ({ email })],
  'register without a link': [REGISTER, (email: string) => ({ email, password: PASSWORD, displayName: 'Ada' })],
  'register with a forged link': [
    REGISTER,
    (email: string) => ({ email, password: PASSWORD, displayName: 'Ada', emailToken: 'x'.repeat(43) }),
  ],
  requestPasswordReset: [REQUEST_RESET, (email: string) => ({ email })],
  requestEmailChange: [REQUEST_CHANGE, (email: string) => ({ email, password: PASSWORD })],
} satisfies Record<string, [document: string, input: (email: string) => object]>

describe('whether an address has an account', () => {
  let known: Awaited<ReturnType<typeof newDriver>>[]
  beforeAll(async () => {
    known = await Promise.all(Array.from({ length: 10 }, () => newDriver(accounts)))
    accounts.config.openRegistration = false
  })
  afterAll(() => {
    accounts.config.openRegistration = true
  })
  let place = 0

  test.each(Object.entries(TELLING))('is told by no text and no time of %s', async (name, [document, input]) => {
    const times = { known: [] as number[], unknown: [] as number[] }
    for (const [i, { email }] of known.entries()) {
      // What is counted is counted for neither: each comes from another place, and asks twice.
      const caller = (name === 'requestEmailChange' && known.at(i - 1)?.caller) || ANONYMOUS
      const asked = async (address: string) => {
        const begin = performance.now()
        const answer = await accounts.ask(caller, document, { input: input(address) }, `2001:db8:${(++place).toString(16)}::/64`)
        return { took: performance.now() - begin, answer: [answer.data, refusalOf(answer), answer.errors?.[0]?.message] }
      }
      // In turns, so that a load on the machine meets both.
      const [one, other] = [await asked(email), await asked(`${crypto.randomUUID()}@example.org`)]
      expect(one.answer).toEqual(other.answer)
      times.known.push(one.took)
      times.unknown.push(other.took)
    }
    // The fastest of many, as load only adds. A password that is hashed for one of the two alone takes many times the rest.
    const ratio = Math.min(...times.known) / Math.min(...times.unknown)
    expect(ratio).toBeGreaterThan(1 / 3)
    expect(ratio).toBeLessThan(3)
  })
})
