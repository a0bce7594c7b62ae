import { afterAll, beforeAll, expect, test } from 'vitest'
import { ANONYMOUS, type Caller } from '#lib/auth.ts'
import { PASSWORD, SIGNED_IN, newDriver, refusalOf, testAccounts, type SignedIn, type TestAccounts } from '../accounts.fixture.ts'
import { ACCOUNTS_LIMITS } from '../limits.ts'
import { authenticator, type Options, type Wrong } from './authenticator.fixture.ts'

let accounts: TestAccounts
beforeAll(async () => {
  accounts = await testAccounts()
})
afterAll(() => accounts[Symbol.asyncDispose]())

const BEGIN_REGISTRATION = 'mutation { beginPasskeyRegistration { options expiresAt } }'
const REGISTER =
  'mutation ($input: RegisterPasskeyInput!) { registerPasskey(input: $input) { passkey { id name transports backedUp lastUsedAt } } }'
const BEGIN_SIGN_IN = 'mutation { beginPasskeySignIn { options expiresAt } }'
const SIGN_IN = `mutation ($input: SignInWithPasskeyInput!) { signInWithPasskey(input: $input) ${SIGNED_IN} }`
const RENAME = 'mutation ($input: RenamePasskeyInput!) { renamePasskey(input: $input) { passkey { name } } }'
const REMOVE = 'mutation ($input: RemovePasskeyInput!) { removePasskey(input: $input) { passkey { id } } }'

type Device = ReturnType<typeof authenticator>

async function registrationOptions(caller: Caller): Promise<Options> {
  const { data } = await accounts.ask<{ beginPasskeyRegistration: { options: Options } }>(caller, BEGIN_REGISTRATION)
  return data?.beginPasskeyRegistration.options ?? expect.fail('no options')
}
async function signInOptions(): Promise<Options> {
  const { data } = await accounts.ask<{ beginPasskeySignIn: { options: Options } }>(ANONYMOUS, BEGIN_SIGN_IN)
  return data?.beginPasskeySignIn.options ?? expect.fail('no options')
}
const register = (caller: Caller, response: object, password: string | null = PASSWORD) =>
  accounts.ask<{ registerPasskey: { passkey: { id: string } } }>(caller, REGISTER, { input: { response, name: 'Phone', password } })
const remove = (caller: Caller, passkeyId: string, password: string | undefined = PASSWORD) =>
  accounts.ask(caller, REMOVE, { input: { passkeyId, password } })
const signIn = (response: object) => accounts.ask<{ signInWithPasskey: SignedIn }>(ANONYMOUS, SIGN_IN, { input: { response } })

/** A driver with a passkey. */
async function passkeyDriver(device: Device = authenticator()) {
  const driver = await newDriver(accounts)
  const { data } = await register(driver.caller, device.create(await registrationOptions(driver.caller)))
  return { ...driver, device, passkeyId: data?.registerPasskey.passkey.id ?? expect.fail('not registered') }
}
const REFUSED = { code: 'PASSKEY_REFUSED', paths: [], data: null }

test.each(['ES256', 'EdDSA', 'RS256'] as const)(
  'a passkey with an %s key signs its user in, with nothing else',
  async (algorithm) => {
    const { userId, device } = await passkeyDriver(authenticator(algorithm))
    const { data } = await signIn(device.get(await signInOptions()))
    expect(data?.signInWithPasskey.user).toEqual({ id: userId, roles: ['DRIVER'] })
    expect(await accounts.verify(data?.signInWithPasskey.login.accessToken ?? '')).toMatchObject({ userId })
  },
)

test('an authenticator that does not count signs in again and again', async () => {
  const { device, userId } = await passkeyDriver(authenticator('ES256', { counts: false }))
  for (let i = 0; i < 2; i++) expect((await signIn(device.get(await signInOptions()))).data?.signInWithPasskey.user.id).toBe(userId)
})

test('what the browser is asked for is found without a name, and asks for the person', async () => {
  const { caller, userId, device } = await passkeyDriver()
  expect(await registrationOptions(caller)).toMatchObject({
    rp: { id: 'localhost' },
    user: { id: Buffer.from(userId.replaceAll('-', ''), 'hex').toString('base64url') },
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: [{ id: device.id }],
    attestation: 'none',
  })
  const options = await signInOptions()
  expect(options).toMatchObject({ rpId: 'localhost', userVerification: 'required' })
  expect(options).not.toHaveProperty('allowCredentials.0')
})

const strange = { origin: 'https://evil.example' }
const WRONG: [string, Wrong][] = [
  ['another origin', strange],
  ['another RP', { rpId: 'evil.example' }],
  ['a challenge that is not ours', { challenge: Buffer.alloc(32, 7).toString('base64url') }],
  ['a challenge that is no text', { challenge: '' }],
  ['another ceremony', { type: 'webauthn.other' }],
  ['a person who was not verified', { userVerified: false }],
]

test.each(WRONG)('a registration with %s is refused', async (_name, wrong) => {
  const { caller } = await newDriver(accounts)
  expect(refusalOf(await register(caller, authenticator().create(await registrationOptions(caller), wrong)))).toEqual(REFUSED)
})

test.each([
  ...WRONG,
  ['a forged signature', { signature: Buffer.alloc(70, 1).toString('base64url') }],
  ["another user's handle", { userHandle: Buffer.alloc(16, 1).toString('base64url') }],
] as [string, Wrong][])('a sign-in with %s is refused', async (_name, wrong) => {
  const { device } = await passkeyDriver()
  expect(refusalOf(await signIn(device.get(await signInOptions(), wrong)))).toEqual(REFUSED)
})

test('the same answer does not sign in twice, one after the other or at once', async () => {
  const { device } = await passkeyDriver()
  const response = device.get(await signInOptions())
  const answers = await Promise.all([1, 2, 3, 4].map(() => signIn(response)))
  expect(answers.filter(({ data }) => data)).toHaveLength(1)
  expect(refusalOf(await signIn(response))).toEqual(REFUSED)
})

test('a challenge that was answered wrongly is used up, and so is one that is over', async () => {
  const { device } = await passkeyDriver()
  const options = await signInOptions()
  await signIn(device.get(options, strange))
  expect(refusalOf(await signIn(device.get(options)))).toEqual(REFUSED)
  const late = await signInOptions()
  await accounts.sql(`UPDATE challenge SET created_at = now() - interval '5 minutes', expires_at = now() - interval '1 second'`)
  expect(refusalOf(await signIn(device.get(late)))).toEqual(REFUSED)
  const [{ expiresAt = '' } = {}] = [
    (await accounts.ask<{ beginPasskeySignIn: { expiresAt: string } }>(ANONYMOUS, BEGIN_SIGN_IN)).data?.beginPasskeySignIn,
  ]
  expect(Date.parse(expiresAt) - Date.now()).toBeLessThanOrEqual(ACCOUNTS_LIMITS.challengeSeconds * 1_000 + 5_000)
})

test('a challenge for one user, or for a registration, is worth nothing for another', async () => {
  const [ada, bob] = [await newDriver(accounts), await newDriver(accounts)]
  expect(refusalOf(await register(bob.caller, authenticator().create(await registrationOptions(ada.caller))))).toEqual(REFUSED)
  const { device } = await passkeyDriver()
  const { challenge } = await registrationOptions(ada.caller)
  expect(refusalOf(await signIn(device.get({ challenge, rpId: 'localhost' })))).toEqual(REFUSED)
})

test('a counter that stands still or falls is a copied key: it is refused, and nothing changes', async () => {
  const { device, passkeyId } = await passkeyDriver()
  expect((await signIn(device.get(await signInOptions(), { counter: 9 }))).data).toBeTruthy()
  for (const counter of [9, 3, 0]) expect(refusalOf(await signIn(device.get(await signInOptions(), { counter })))).toEqual(REFUSED)
  expect(await accounts.sql('SELECT counter FROM passkey WHERE id = $1', [passkeyId])).toEqual([{ counter: '9' }])
  await expect(accounts.sql('UPDATE passkey SET counter = 1 WHERE id = $1', [passkeyId])).rejects.toThrow('never falls')
})

test('of two answers with one count that come at once, one signs in', async () => {
  const { device } = await passkeyDriver()
  const options = await Promise.all([1, 2, 3, 4].map(() => signInOptions()))
  const answers = await Promise.all(options.map((each) => signIn(device.get(each, { counter: 50 }))))
  expect(answers.filter(({ data }) => data)).toHaveLength(1)
})

test('a credential that belongs to an account is not taken by another', async () => {
  const { device } = await passkeyDriver()
  const bob = await newDriver(accounts)
  expect(refusalOf(await register(bob.caller, device.create(await registrationOptions(bob.caller))))).toEqual(REFUSED)
})

test('passkeys are listed, renamed and removed by their user alone, and one that is removed signs nobody in', async () => {
  const { caller, userId, device, passkeyId } = await passkeyDriver()
  const stranger = await newDriver(accounts)
  const NOT_FOUND = { code: 'NOT_FOUND', paths: [], data: null }
  expect(refusalOf(await accounts.ask(stranger.caller, RENAME, { input: { passkeyId, name: 'Mine' } }))).toEqual(NOT_FOUND)
  expect(refusalOf(await remove(stranger.caller, passkeyId))).toEqual(NOT_FOUND)
  expect((await accounts.ask(caller, RENAME, { input: { passkeyId, name: ' Key ' } })).errors).toBeUndefined()
  const list = '{ me { passkeys { name transports backedUp } } }'
  expect((await accounts.ask(caller, list)).data).toEqual({
    me: { passkeys: [{ name: 'Key', transports: ['internal', 'hybrid'], backedUp: false }] },
  })
  expect((await remove(caller, passkeyId)).errors).toBeUndefined()
  expect(refusalOf(await signIn(device.get(await signInOptions())))).toEqual(REFUSED)
  const actions = await accounts.sql<{ action: string }>('SELECT action FROM audit WHERE subject_id = $1 ORDER BY id', [userId])
  expect(actions.map(({ action }) => action)).toEqual(['passkey.registered', 'passkey.removed'])
})

test('who has an access token alone, of a login that is not of now, neither adds nor removes a passkey', async () => {
  const { caller, login, userId, passkeyId } = await passkeyDriver()
  const again = { code: 'SIGN_IN_AGAIN', paths: [], data: null }
  const { loginId = '' } = await accounts.verify(login.accessToken)
  const fresh = { ...caller, loginId }
  const bare = async (who: Caller) => [
    refusalOf(
      await accounts.ask(who, REGISTER, {
        input: { response: authenticator().create(await registrationOptions(who)), name: 'Thief' },
      }),
    ),
    refusalOf(await accounts.ask(who, REMOVE, { input: { passkeyId } })),
  ]
  await accounts.sql(`UPDATE login SET created_at = created_at - interval '11 minutes' WHERE id = $1`, [loginId])
  for (const who of [caller, fresh]) expect(await bare(who)).toEqual([again, again])
  expect(refusalOf(await remove(caller, passkeyId, 'not the password'))).toMatchObject({ paths: ['input.password'] })
  expect(await accounts.sql('SELECT id FROM passkey WHERE user_id = $1', [userId])).toEqual([{ id: passkeyId }])
  await accounts.sql(`UPDATE login SET created_at = now() WHERE id = $1`, [loginId])
  expect((await bare(fresh)).map(({ code }) => code)).toEqual([undefined, undefined])
})

test('a sign-in waits for whoever has the account, and holds nothing of theirs meanwhile', async () => {
  const { device, userId, passkeyId } = await passkeyDriver()
  const response = device.get(await signInOptions())
  const answer = await accounts.whileLocked(
    userId,
    () => signIn(response),
    `SELECT 1 FROM passkey WHERE id = '${passkeyId}' FOR UPDATE NOWAIT`,
  )
  expect(answer.data?.signInWithPasskey.user.id).toBe(userId)
})

test('an account has so many passkeys and no more, also when they come at once', async () => {
  const { caller, userId, login } = await newDriver(accounts)
  const { loginId = '' } = await accounts.verify(login.accessToken)
  const many = ACCOUNTS_LIMITS.passkeysPerUser + 3
  const options = await Promise.all(Array.from({ length: many }, () => registrationOptions(caller)))
  const answers = await Promise.all(options.map((each) => register({ ...caller, loginId }, authenticator().create(each), null)))
  expect(answers.filter(({ data }) => data)).toHaveLength(ACCOUNTS_LIMITS.passkeysPerUser)
  expect(refusalOf(answers.find(({ errors }) => errors) ?? {}).code).toBe('LIMIT_REACHED')
  expect(await accounts.sql('SELECT 1 FROM passkey WHERE user_id = $1', [userId])).toHaveLength(ACCOUNTS_LIMITS.passkeysPerUser)
})

test('many challenges from one address are refused', async () => {
  const address = '198.51.100.77'
  const { points } = ACCOUNTS_LIMITS.attempts.challengeByAddress
  const ask = () => accounts.ask(ANONYMOUS, BEGIN_SIGN_IN, {}, address)
  await ask()
  await accounts.sql(`UPDATE attempt SET points = $1 WHERE key LIKE 'challengeByAddress:%' AND points = 1`, [points])
  expect(refusalOf(await ask()).code).toBe('RATE_LIMITED')
})
