import { afterAll, beforeAll, expect, test } from 'vitest'
import { ANONYMOUS, type Caller } from '#lib/auth.ts'
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
import { lettersTo, tokenOf } from '../letters/letter.fixture.ts'
import { ACCOUNTS_LIMITS } from '../limits.ts'

const mail = newMailKeys()
let accounts: TestAccounts
beforeAll(async () => {
  accounts = await testAccounts({ ACCOUNTS_MAIL_PUBLIC_KEY: mail.publicKey })
})
afterAll(() => accounts[Symbol.asyncDispose]())

const REQUEST = 'mutation ($input: RequestEmailChangeInput!) { requestEmailChange(input: $input) { requested } }'
const CONFIRM = 'mutation ($input: ConfirmEmailChangeInput!) { confirmEmailChange(input: $input) { user { email } } }'
const UNDO = `mutation ($input: UndoEmailChangeInput!) { undoEmailChange(input: $input) ${SIGNED_IN} }`
const NEW_PASSWORD = 'another quiet harbour'

const anAddress = () => `${crypto.randomUUID()}@example.org`
const letters = (to: string) => lettersTo(accounts, mail, 'accounts.email-change.requested', to)
const lastToken = async (to: string) => tokenOf((await letters(to)).at(-1))
const request = (caller: Caller, email: string) => accounts.ask(caller, REQUEST, { input: { email, password: PASSWORD } })
const confirm = (caller: Caller, token: string) => accounts.ask(caller, CONFIRM, { input: { token } })
const undo = (token: string, newPassword = NEW_PASSWORD) => accounts.ask(ANONYMOUS, UNDO, { input: { token, newPassword } })
const codeOf = async (answer: Promise<Parameters<typeof refusalOf>[0]>) => refusalOf(await answer).code ?? 'fine'
const signIn = (email: string, password = PASSWORD) => accounts.ask(ANONYMOUS, SIGN_IN, { input: { email, password } })
const emailOf = async (userId: string) =>
  (await accounts.sql<{ email: string }>('SELECT email FROM "user" WHERE id = $1', [userId]))[0]?.email

/** Links to an account that somebody has asked for, and a sign-in of which one step is done. */
async function openEnds(userId: string, email: string) {
  for (const purpose of ['RESET', 'VERIFICATION'])
    await accounts.sql(
      `INSERT INTO letter_token (hash, purpose, email, user_id, expires_at)
       VALUES (sha256(gen_random_uuid()::text::bytea), $1, $2, $3, now() + interval '1 hour')`,
      [purpose, email, userId],
    )
  await accounts.sql(
    `INSERT INTO sign_in_challenge (hash, user_id, method, expires_at)
     VALUES (sha256(gen_random_uuid()::text::bytea), $1, 'PASSWORD', now() + interval '5 minutes')`,
    [userId],
  )
}
/** What is left of them. */
const leftOpen = (userId: string) =>
  accounts.sql(
    `SELECT purpose FROM letter_token WHERE user_id = $1 AND used_at IS NULL AND purpose <> 'EMAIL_UNDO'
     UNION ALL SELECT 'SIGN_IN' FROM sign_in_challenge WHERE user_id = $1`,
    [userId],
  )

/** A driver whose address is proven, and the caller of one of their logins. */
async function provenDriver() {
  const driver = await newDriver(accounts)
  await accounts.sql('UPDATE "user" SET email_verified_at = now() WHERE id = $1', [driver.userId])
  const { loginId = '' } = await accounts.verify(driver.login.accessToken)
  return { ...driver, caller: { ...driver.caller, loginId } }
}

test('an address is changed by the link that was sent to it, once; other logins end, and the one that asked goes on', async () => {
  const { caller, email, userId, login } = await provenDriver()
  const { data } = await accounts.ask<{ signIn: SignedIn }>(ANONYMOUS, SIGN_IN, { input: { email, password: PASSWORD } })
  const wanted = anAddress()
  expect(await request(caller, wanted)).toEqual({ data: { requestEmailChange: { requested: true } } })
  // What was only asked for has changed nothing.
  expect(await emailOf(userId)).toBe(email)
  const token = await lastToken(wanted)
  await openEnds(userId, email)
  const answers = await Promise.all([confirm(caller, token), confirm(caller, token)])
  expect(answers.map((answer) => refusalOf(answer).code ?? 'fine').toSorted()).toEqual(['BAD_TOKEN', 'fine'])
  expect(await emailOf(userId)).toBe(wanted)
  // The reader of the old address has no other way in.
  expect(await leftOpen(userId)).toEqual([])
  const refresh = (refreshToken = '') => codeOf(accounts.ask(ANONYMOUS, REFRESH, { input: { refreshToken } }))
  expect(await refresh(data?.signIn.login.refreshToken)).toBe('SESSION_ENDED')
  expect(await refresh(login.refreshToken)).toBe('fine')
  expect([await codeOf(signIn(email)), await codeOf(signIn(wanted))]).toEqual(['BAD_CREDENTIALS', 'fine'])
  expect(await accounts.said('accounts.user.changed-email', userId)).toEqual([{ userId, undone: false }])
  const actions = await accounts.sql<{ action: string }>(`SELECT action FROM audit WHERE subject_id = $1 ORDER BY id`, [userId])
  expect(actions.map(({ action }) => action)).toEqual(['email.change-requested', 'email.changed'])
})

test('it is asked for with the password or a sign-in of the last minutes, and confirmed by the same user alone', async () => {
  const { caller, userId, email } = await provenDriver()
  await accounts.sql(`UPDATE login SET created_at = now() - interval '1 hour' WHERE user_id = $1`, [userId])
  expect(await codeOf(accounts.ask(caller, REQUEST, { input: { email: anAddress() } }))).toBe('SIGN_IN_AGAIN')
  expect(await codeOf(accounts.ask(caller, REQUEST, { input: { email: anAddress(), password: 'not it' } }))).toBe('BAD_CREDENTIALS')
  expect(refusalOf(await request(caller, email.toUpperCase()))).toMatchObject({ code: 'BAD_USER_INPUT', paths: ['input.email'] })
  // The reader of an address who opens a stranger's link proves it for nobody.
  const reader = await newDriver(accounts)
  const wanted = anAddress()
  await request(caller, wanted)
  const token = await lastToken(wanted)
  expect(await codeOf(confirm(ANONYMOUS, token))).toBe('UNAUTHENTICATED')
  expect(await codeOf(confirm(reader.caller, token))).toBe('BAD_TOKEN')
  // Neither is the letter to the old address good for it, nor is it an old one.
  expect(await codeOf(confirm(caller, await lastToken(email)))).toBe('BAD_TOKEN')
  const late = `UPDATE letter_token SET created_at = now() - interval '2 hours', expires_at = now() - interval '1 second' WHERE email = $1`
  await accounts.sql(late, [wanted])
  expect(await codeOf(confirm(caller, token))).toBe('BAD_TOKEN')
})

test('an address that has an account answers like one that has none; its owner is told in a letter without a link', async () => {
  const [asking, owner] = [await provenDriver(), await newDriver(accounts)]
  expect(await request(asking.caller, owner.email)).toEqual(await request(asking.caller, anAddress()))
  const [letter] = await letters(owner.email)
  expect(letter).toMatchObject({ to: owner.email, link: null })
  const said = (await accounts.said('accounts.email-change.requested')).filter(({ purpose }) => purpose === 'TAKEN')
  expect(said.map(({ userId }) => userId)).toContain(owner.userId)
  expect(JSON.stringify(said)).not.toContain(asking.userId)
})

test('an address that gets an account meanwhile stays its own, and the link is not used up', async () => {
  const { caller, userId, email } = await provenDriver()
  const wanted = anAddress()
  await request(caller, wanted)
  const token = await lastToken(wanted)
  await newDriver(accounts, wanted)
  expect(await codeOf(confirm(caller, token))).toBe('EMAIL_TAKEN')
  expect(await emailOf(userId)).toBe(email)
  await accounts.sql(`UPDATE "user" SET email = $1 WHERE email = $2`, [anAddress(), wanted])
  expect(await codeOf(confirm(caller, token))).toBe('fine')
})

test('the reader of the old address takes the account back with all that a stranger has changed, for a week', async () => {
  const { caller, userId, email } = await provenDriver()
  const passkey = (name: string) =>
    accounts.sql(
      `INSERT INTO passkey (id, user_id, credential_id, public_key, counter, transports, name, backed_up)
       VALUES (gen_random_uuid(), $1, $2, 'x', 0, '{}', $3, false)`,
      [userId, crypto.randomUUID(), name],
    )
  await passkey('Mine')
  const [wanted, another] = [anAddress(), anAddress()]
  await request(caller, wanted)
  await confirm(caller, await lastToken(wanted))
  // The stranger stays, and goes on to a third address.
  await passkey('Theirs')
  await request(caller, another)
  await confirm(caller, await lastToken(another))
  // Nobody else registers the old address meanwhile, not even the stranger.
  const input = { email: email.toUpperCase(), password: PASSWORD, displayName: 'Squatter' }
  expect(await codeOf(accounts.ask(ANONYMOUS, REGISTER, { input }))).toBe('EMAIL_TAKEN')
  const [first, second] = await letters(email)
  const theirs = await lastToken(wanted)
  await openEnds(userId, another)
  expect(refusalOf(await undo(tokenOf(second), 'short'))).toMatchObject({ code: 'BAD_USER_INPUT', paths: ['input.newPassword'] })
  const both = await Promise.all([undo(tokenOf(first)), undo(tokenOf(second))])
  expect(both.map((answer) => refusalOf(answer).code ?? 'fine').toSorted()).toEqual(['BAD_TOKEN', 'fine'])
  expect(await emailOf(userId)).toBe(email)
  expect(await leftOpen(userId)).toEqual([])
  expect(await accounts.sql('SELECT name FROM passkey WHERE user_id = $1', [userId])).toEqual([{ name: 'Mine' }])
  expect([await codeOf(signIn(email)), await codeOf(signIn(email, NEW_PASSWORD))]).toEqual(['BAD_CREDENTIALS', 'fine'])
  // The stranger's own letters are worth nothing.
  expect(await codeOf(undo(theirs))).toBe('BAD_TOKEN')
  expect(await accounts.said('accounts.user.changed-email', userId)).toHaveLength(3)
  // Now the addresses that were left are free.
  expect(await codeOf(accounts.ask(ANONYMOUS, REGISTER, { input: { ...input, email: wanted } }))).toBe('fine')
})

test('undoing what was only asked for takes the way to it away; a second factor of before is asked for', async () => {
  const { caller, userId, email } = await provenDriver()
  const wanted = anAddress()
  await request(caller, wanted)
  const factor = `INSERT INTO second_factor (user_id, sealed, confirmed_at) VALUES ($1, decode(repeat('00', 48), 'hex'), $2)`
  await accounts.sql(factor, [userId, new Date(Date.now() - 3_600_000)])
  const token = await lastToken(wanted)
  const UNDO_STEP =
    'mutation ($input: UndoEmailChangeInput!) { undoEmailChange(input: $input) { login { accessToken } challenge { challenge } } }'
  const { data } = await accounts.ask<{ undoEmailChange: object }>(ANONYMOUS, UNDO_STEP, {
    input: { token: await lastToken(email), newPassword: NEW_PASSWORD },
  })
  expect(data?.undoEmailChange).toEqual({ login: null, challenge: { challenge: expect.any(String) } })
  expect(await codeOf(confirm(caller, token))).toBe('BAD_TOKEN')
})

test('a second factor that came with the change goes with it', async () => {
  const { caller, userId, email } = await provenDriver()
  await request(caller, anAddress())
  await accounts.sql(
    `INSERT INTO second_factor (user_id, sealed, confirmed_at) VALUES ($1, decode(repeat('00', 48), 'hex'), now())`,
    [userId],
  )
  expect(await codeOf(undo(await lastToken(email)))).toBe('fine')
  expect(await accounts.sql('SELECT 1 FROM second_factor WHERE user_id = $1', [userId])).toEqual([])
})

test('the reader of an address that was never proven is told of no change, and undoes none', async () => {
  const { caller, email } = await newDriver(accounts)
  await request(caller, anAddress())
  expect(await letters(email)).toEqual([])
})

test('a registration that waits for a change does not get the old address', async () => {
  const { caller, userId, email } = await provenDriver()
  await request(caller, anAddress())
  await letters(email)
  const input = { email, password: PASSWORD, displayName: 'Squatter' }
  const change = `UPDATE "user" SET email = '${anAddress()}' WHERE id = '${userId}'`
  const answer = await accounts.meanwhile(change, () => accounts.ask(ANONYMOUS, REGISTER, { input }))
  expect(refusalOf(answer).code).toBe('EMAIL_TAKEN')
})

test('changes are limited by user', async () => {
  const { caller } = await provenDriver()
  const { points } = ACCOUNTS_LIMITS.attempts.changeEmailByUser
  const codes: string[] = []
  for (let i = 0; i <= points; i++) codes.push(await codeOf(request(caller, anAddress())))
  expect(codes).toEqual([...Array.from({ length: points }, () => 'fine'), 'RATE_LIMITED'])
})

test('links to undo a change are guessed from one address only so often', async () => {
  const codes = new Set<string>()
  for (let i = 0; i < ACCOUNTS_LIMITS.attempts.tokenByAddress.points; i++)
    codes.add(
      await codeOf(accounts.ask(ANONYMOUS, UNDO, { input: { token: 'not it', newPassword: NEW_PASSWORD } }, '198.51.100.99')),
    )
  const more = accounts.ask(ANONYMOUS, UNDO, { input: { token: 'not it', newPassword: NEW_PASSWORD } }, '198.51.100.99')
  expect([...codes, await codeOf(more)]).toEqual(['BAD_TOKEN', 'RATE_LIMITED'])
})

test('who signs in from where they have not been is told so, once for each place', async () => {
  const { email, userId } = await provenDriver()
  const from = (address: string) => accounts.ask(ANONYMOUS, SIGN_IN, { input: { email, password: PASSWORD } }, address)
  const told = async () => (await accounts.said('accounts.login.opened-on-new-device')).filter((event) => event.userId === userId)
  await from('203.0.113.7')
  await from('203.0.113.8')
  expect(await told()).toMatchObject([{ method: 'PASSWORD', letter: expect.any(String) }])
  const sent = await lettersTo(accounts, mail, 'accounts.login.opened-on-new-device', email)
  expect(sent.map(({ link }) => new URL(link ?? '').pathname)).toEqual(['/devices'])
  await from('198.51.100.7')
  // Long ago is not of late.
  await accounts.sql(`UPDATE login SET last_used_at = now() - interval '1 year' WHERE address_block = '203.0.113.0/24'`)
  await from('203.0.113.7')
  expect(await told()).toHaveLength(3)
  // Another program at the same place is another device.
  const input = { email, password: PASSWORD }
  await accounts.ask(
    ANONYMOUS,
    SIGN_IN,
    { input },
    '203.0.113.7',
    'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  )
  expect(await told()).toHaveLength(4)
})

test('whoever reads an address that was never proven gets no letter of new devices', async () => {
  const { email, userId } = await newDriver(accounts)
  await accounts.ask(ANONYMOUS, SIGN_IN, { input: { email, password: PASSWORD } }, '203.0.113.7')
  const said = await accounts.said('accounts.login.opened-on-new-device')
  expect(said.filter((event) => event.userId === userId)).toMatchObject([{ letter: null }])
})
