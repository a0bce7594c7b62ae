import { afterAll, beforeAll, expect, test } from 'vitest'
import { ANONYMOUS, type Caller } from '#lib/auth.ts'
import { PASSWORD, SIGNED_IN, newDriver, refusalOf, testAccounts, type SignedIn, type TestAccounts } from '../accounts.fixture.ts'
import { startIssuer, type Person } from './issuer.fixture.ts'

type Issuer = Awaited<ReturnType<typeof startIssuer>>
let accounts: TestAccounts
let issuers: Record<'acme' | 'other', Issuer>
const cleanup = new AsyncDisposableStack()
const ORIGIN = 'http://localhost:4000'
beforeAll(async () => {
  issuers = {
    acme: cleanup.use(await startIssuer([`${ORIGIN}/sign-in/acme`])),
    other: cleanup.use(await startIssuer([`${ORIGIN}/sign-in/other`])),
  }
  const named = Object.entries(issuers).map(([name, { issuer }]) => ({
    name,
    issuer,
    clientId: 'evergraph',
    secret: 'ISSUER_SECRET',
    ...(name === 'other' && { trustedFor: ['Trusted.example'] }),
  }))
  const away = { name: 'away', issuer: 'http://127.0.0.1:1', clientId: 'evergraph' }
  accounts = cleanup.use(
    await testAccounts({ ACCOUNTS_ISSUERS: JSON.stringify([...named, away]), ISSUER_SECRET: 'a secret of the issuer' }),
  )
})
afterAll(() => cleanup.disposeAsync())

const BEGIN = {
  signIn: 'mutation ($input: BeginOidcSignInInput!) { begin: beginOidcSignIn(input: $input) { url binding expiresAt } }',
  link: 'mutation ($input: BeginOidcLinkInput!) { begin: beginOidcLink(input: $input) { url binding expiresAt } }',
}
const SIGN_IN = `mutation ($input: SignInWithOidcInput!) { signInWithOidc(input: $input) ${SIGNED_IN} }`
const LINK = 'mutation ($input: LinkOidcInput!) { linkOidc(input: $input) { identity { issuer } } }'
const UNLINK = 'mutation ($input: UnlinkOidcInput!) { unlinkOidc(input: $input) { identity { issuer } } }'

interface Start {
  url: string
  binding: string
}
async function begin(purpose: 'signIn' | 'link', caller: Caller = ANONYMOUS, issuer: 'acme' | 'other' = 'acme'): Promise<Start> {
  const { data, errors } = await accounts.ask<{ begin: Start }>(caller, BEGIN[purpose], { input: { issuer } })
  return data?.begin ?? expect.fail(JSON.stringify(errors))
}
const finish = (callbackUrl: string, binding: string) =>
  accounts.ask<{ signInWithOidc: SignedIn }>(ANONYMOUS, SIGN_IN, { input: { callbackUrl, binding } })
/** A whole sign-in of a person. */
async function signIn(person: Person, issuer: 'acme' | 'other' = 'acme') {
  const { url, binding } = await begin('signIn', ANONYMOUS, issuer)
  return finish(await issuers[issuer].visit(url, person), binding)
}
async function link(caller: Caller, person: Person, issuer: 'acme' | 'other' = 'acme') {
  const { url, binding } = await begin('link', caller, issuer)
  const callbackUrl = await issuers[issuer].visit(url, person)
  return accounts.ask(caller, LINK, { input: { callbackUrl, binding, password: PASSWORD } })
}
let count = 0
const newPerson = (over: Partial<Person> = {}): Person => {
  const sub = `person-${++count}`
  return { sub, email: `${sub}@example.org`, email_verified: true, name: 'Ada', ...over }
}
const userIdOf = (answer: Awaited<ReturnType<typeof signIn>>) =>
  answer.data?.signInWithOidc.user.id ?? expect.fail(JSON.stringify(answer.errors))
const REFUSED = { code: 'OIDC_REFUSED', paths: [], data: null }

test('who comes from an issuer for the first time has an account, and the same one from then on', async () => {
  const person = newPerson()
  const userId = userIdOf(await signIn(person))
  expect(userIdOf(await signIn({ ...person, name: 'Another', email: 'another@example.org' }))).toBe(userId)
  const caller: Caller = { kind: 'user', userId, roles: ['DRIVER'] }
  expect((await accounts.ask(caller, '{ me { email displayName oidcIdentities { issuer } } signInIssuers }')).data).toEqual({
    me: { email: person.email, displayName: 'Ada', oidcIdentities: [{ issuer: issuers.acme.issuer }] },
    signInIssuers: ['acme', 'other', 'away'],
  })
  // How they are reached is told by a round of its own.
  expect((await accounts.saidOf(userId)).filter((name) => name !== 'contact.saved')).toEqual(['user.registered'])
})

test('the browser is sent with PKCE, state and nonce, to come back to a page that is this issuer’s alone', async () => {
  const { searchParams } = new URL((await begin('signIn')).url)
  expect(Object.fromEntries(searchParams)).toMatchObject({
    response_type: 'code',
    code_challenge_method: 'S256',
    redirect_uri: `${ORIGIN}/sign-in/acme`,
    client_id: 'evergraph',
  })
  for (const name of ['state', 'nonce', 'code_challenge']) expect(searchParams.get(name)?.length).toBeGreaterThanOrEqual(43)
})

test('a callback is taken once, and by the client alone that has begun', async () => {
  const { url, binding } = await begin('signIn')
  const callbackUrl = await issuers.acme.visit(url, newPerson())
  const answers = await Promise.all([1, 2, 3].map(() => finish(callbackUrl, binding)))
  expect(answers.filter(({ data }) => data)).toHaveLength(1)
  expect(refusalOf(await finish(callbackUrl, binding))).toEqual(REFUSED)
  const [mine, theirs] = [await begin('signIn'), await begin('signIn')]
  // A stranger sends somebody the callback of their own sign-in: whoever opens it is not signed in as the stranger.
  expect(refusalOf(await finish(await issuers.acme.visit(theirs.url, newPerson()), mine.binding))).toEqual(REFUSED)
})

test.each([
  ['no state', (url: URL) => url.searchParams.delete('state')],
  ['a state that is not ours', (url: URL) => url.searchParams.set('state', 'a'.repeat(64))],
  ['two states', (url: URL) => url.searchParams.append('state', 'b')],
  ['no code', (url: URL) => url.searchParams.delete('code')],
  ['a forged code', (url: URL) => url.searchParams.set('code', 'forged')],
  ['the issuer of another', (url: URL) => url.searchParams.set('iss', issuers.other.issuer)],
  ['no issuer, from one that names itself', (url: URL) => url.searchParams.delete('iss')],
  ['another place', (url: URL) => (url.pathname = '/sign-in/other')],
  ['another origin', (url: URL) => (url.host = 'evil.example')],
  ['an error', (url: URL) => url.searchParams.set('error', 'access_denied')],
])('a callback with %s is refused', async (_what, change) => {
  const { url, binding } = await begin('signIn')
  const callback = new URL(await issuers.acme.visit(url, newPerson()))
  change(callback)
  expect(refusalOf(await finish(callback.href, binding))).toEqual(REFUSED)
})

test('what has come back to another place is refused before its code is brought to anybody', async () => {
  const { url, binding } = await begin('signIn')
  const callback = new URL(await issuers.acme.visit(url, newPerson()))
  callback.pathname = '/sign-in/other'
  const before = issuers.acme.codes()
  expect(refusalOf(await finish(callback.href, binding))).toEqual(REFUSED)
  expect(issuers.acme.codes()).toBe(before)
})

test('a code of one issuer is not good at another, nor one that was stolen from another flow', async () => {
  const [first, second] = [await begin('signIn'), await begin('signIn')]
  const stolen = new URL(await issuers.acme.visit(first.url, newPerson())).searchParams.get('code') ?? ''
  const callback = new URL(await issuers.acme.visit(second.url, newPerson()))
  callback.searchParams.set('code', stolen)
  expect(refusalOf(await finish(callback.href, second.binding))).toEqual(REFUSED)
  const other = await begin('signIn', ANONYMOUS, 'other')
  const mixed = new URL(await issuers.acme.visit((await begin('signIn')).url, newPerson()))
  mixed.searchParams.set('state', new URL(other.url).searchParams.get('state') ?? '')
  expect(refusalOf(await finish(mixed.href, other.binding))).toEqual(REFUSED)
})

test('an ID token with another nonce is refused', async () => {
  const { url, binding } = await begin('signIn')
  const forged = new URL(url)
  forged.searchParams.set('nonce', 'another')
  expect(refusalOf(await finish(await issuers.acme.visit(forged.href, newPerson()), binding))).toEqual(REFUSED)
})

test('a flow is over after ten minutes', async () => {
  const { url, binding } = await begin('signIn')
  const callbackUrl = await issuers.acme.visit(url, newPerson())
  await accounts.sql(`UPDATE challenge SET created_at = now() - interval '10 minutes', expires_at = now() - interval '1 second'`)
  expect(refusalOf(await finish(callbackUrl, binding))).toEqual(REFUSED)
})

test('an account with a password is linked from within, and never taken over by its e-mail address', async () => {
  const { email, caller, userId } = await newDriver(accounts)
  const person = newPerson({ email: email.toUpperCase() })
  expect(refusalOf(await signIn(person)).code).toBe('LINK_NEEDED')
  expect((await link(caller, person)).errors).toBeUndefined()
  expect(userIdOf(await signIn(person))).toBe(userId)
})

test.each([{ email_verified: false }, { email: undefined }] as Partial<Person>[])(
  'an issuer that vouches for no address makes no account: %j',
  async (over) => {
    expect(refusalOf(await signIn(newPerson(over))).code).toBe('EMAIL_UNVERIFIED')
  },
)

test('an issuer that is not linked gets into no account by its address, whatever the account is opened by', async () => {
  const email = 'both@example.org'
  const userId = userIdOf(await signIn(newPerson({ email })))
  const elsewhere = newPerson({ email })
  // Only another issuer opens this one.
  expect(refusalOf(await signIn(elsewhere, 'other')).code).toBe('LINK_NEEDED')
  // Another person of the same issuer with that address is not the one who is there.
  expect(refusalOf(await signIn(newPerson({ email }))).code).toBe('LINK_NEEDED')
  expect(await accounts.sql('SELECT issuer FROM oidc_identity WHERE user_id = $1', [userId])).toHaveLength(1)
})

test('an issuer that is trusted for a domain proves its addresses, and gets into proven accounts there alone', async () => {
  const domain = 'trusted.example'
  const [proven, unproven] = [
    await newDriver(accounts, `${crypto.randomUUID()}@${domain}`),
    await newDriver(accounts, `${crypto.randomUUID()}@${domain}`),
  ]
  await accounts.sql('UPDATE "user" SET email_verified_at = now() WHERE id = $1', [proven.userId])
  const person = newPerson({ email: proven.email.toUpperCase() })
  expect(refusalOf(await signIn(person)).code).toBe('LINK_NEEDED')
  expect(userIdOf(await signIn(person, 'other'))).toBe(proven.userId)
  expect(refusalOf(await signIn(newPerson({ email: unproven.email }), 'other')).code).toBe('LINK_NEEDED')
  for (const other of [`sub.${domain}`, `not-${domain}`, `${domain}.example.org`]) {
    const { email } = await newDriver(accounts, `${crypto.randomUUID()}@${other}`)
    await accounts.sql('UPDATE "user" SET email_verified_at = now() WHERE email = $1', [email])
    expect(refusalOf(await signIn(newPerson({ email }), 'other')).code).toBe('LINK_NEEDED')
  }
  const verified = async (answer: Awaited<ReturnType<typeof signIn>>) =>
    (await accounts.sql('SELECT 1 FROM "user" WHERE id = $1 AND email_verified_at IS NOT NULL', [userIdOf(answer)])).length
  expect(await verified(await signIn(newPerson({ email: `${crypto.randomUUID()}@${domain}` }), 'other'))).toBe(1)
  expect(await verified(await signIn(newPerson()))).toBe(0)
})

test('an issuer that is unlinked while somebody comes from it lets nobody in', async () => {
  const { caller, userId } = await newDriver(accounts)
  const person = newPerson()
  await link(caller, person)
  const { url, binding } = await begin('signIn')
  const callbackUrl = await issuers.acme.visit(url, { ...person, email: caller.userId + '@example.org' })
  const unlink = `DELETE FROM oidc_identity WHERE user_id = '${userId}'`
  const answer = await accounts.whileLocked(userId, () => finish(callbackUrl, binding), unlink)
  expect(answer.data?.signInWithOidc.user.id).not.toBe(userId)
  expect(await accounts.sql('SELECT 1 FROM oidc_identity WHERE user_id = $1', [userId])).toEqual([])
})

test('a person who comes several times at once, under a new address each time, has one account', async () => {
  const { sub } = newPerson()
  const starts = await Promise.all([1, 2, 3].map(() => begin('signIn')))
  const callbacks: string[] = []
  for (const [i, { url }] of starts.entries())
    callbacks.push(await issuers.acme.visit(url, newPerson({ sub, email: `${sub}-${i}@example.org` })))
  const ids = await Promise.all(starts.map(async ({ binding }, i) => userIdOf(await finish(callbacks[i] ?? '', binding))))
  expect(new Set(ids).size).toBe(1)
  expect(await accounts.sql('SELECT 1 FROM "user" WHERE email LIKE $1', [`${sub}-%`])).toHaveLength(1)
})

test('the same person who comes several times at once has one account', async () => {
  const person = newPerson()
  const starts = await Promise.all([1, 2, 3].map(() => begin('signIn')))
  const callbacks: string[] = []
  for (const { url } of starts) callbacks.push(await issuers.acme.visit(url, person))
  const ids = await Promise.all(starts.map(async ({ binding }, i) => userIdOf(await finish(callbacks[i] ?? '', binding))))
  expect(new Set(ids).size).toBe(1)
})

test('a link is its user’s alone: nobody finishes what a stranger has begun, and no identity has two users', async () => {
  const [ada, bob] = [await newDriver(accounts), await newDriver(accounts)]
  const person = newPerson()
  const { url, binding } = await begin('link', ada.caller)
  const callbackUrl = await issuers.acme.visit(url, person)
  const input = { callbackUrl, binding, password: PASSWORD }
  expect(refusalOf(await accounts.ask(bob.caller, LINK, { input }))).toEqual(REFUSED)
  const again = await begin('link', ada.caller)
  expect(refusalOf(await finish(await issuers.acme.visit(again.url, person), again.binding))).toEqual(REFUSED)
  const answers = await Promise.all([link(ada.caller, person), link(bob.caller, person)])
  expect(answers.flatMap((answer) => (answer.errors ? [refusalOf(answer).code] : []))).toEqual(['IDENTITY_TAKEN'])
  const bare = { callbackUrl: 'http://localhost:4000/sign-in/acme?state=1', binding: 'x' }
  expect(refusalOf(await accounts.ask(ada.caller, LINK, { input: bare })).code).toBe('SIGN_IN_AGAIN')
})

test('the last way to sign in stays; with another one it can go', async () => {
  const person = newPerson()
  const { user, login } = (await signIn(person)).data?.signInWithOidc ?? expect.fail('not signed in')
  const { kind, userId, roles, loginId = '' } = await accounts.verify(login.accessToken)
  expect(userId).toBe(user.id)
  const input = { issuer: issuers.acme.issuer }
  const caller = { kind, userId, roles, loginId }
  expect(refusalOf(await accounts.ask(caller, UNLINK, { input })).code).toBe('LAST_WAY')
  const driver = await newDriver(accounts)
  await link(driver.caller, newPerson())
  const withPassword = { input: { ...input, password: PASSWORD } }
  expect((await accounts.ask(driver.caller, UNLINK, withPassword)).errors).toBeUndefined()
  expect(refusalOf(await accounts.ask(driver.caller, UNLINK, withPassword)).code).toBe('NOT_FOUND')
})

test('an issuer that is away says so', async () => {
  expect(refusalOf(await accounts.ask(ANONYMOUS, BEGIN.signIn, { input: { issuer: 'away' } })).code).toBe('UNAVAILABLE')
})
