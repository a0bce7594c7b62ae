import { Wallet, type HDNodeWallet } from 'ethers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ANONYMOUS, type Caller } from '#lib/auth.ts'
import { testChain, type TestChain } from '../../../test/chain.ts'
import { PASSWORD, SIGNED_IN, newDriver, refusalOf, testAccounts, type SignedIn, type TestAccounts } from '../accounts.fixture.ts'
import { smartWallets } from './smart-wallet.fixture.ts'

let accounts: TestAccounts
let chain: TestChain
let contracts: Awaited<ReturnType<typeof smartWallets>>
const cleanup = new AsyncDisposableStack()
beforeAll(async () => {
  chain = cleanup.use(await testChain())
  contracts = await smartWallets(chain.keys.stranger)
  accounts = cleanup.use(
    await testAccounts({
      ACCOUNTS_CHAINS: `31337=${chain.url}, 5=${chain.url}, 7=http://127.0.0.1:1`,
      ACCOUNTS_ORIGINS: 'http://localhost:4000,http://app.localhost:5000',
    }),
  )
}, 120_000)
afterAll(() => cleanup.disposeAsync())

const BEGIN = {
  signIn: 'mutation ($input: BeginWalletSignInInput!) { begin: beginWalletSignIn(input: $input) { message expiresAt } }',
  link: 'mutation ($input: BeginWalletLinkInput!) { begin: beginWalletLink(input: $input) { message expiresAt } }',
}
const SIGN_IN = `mutation ($input: SignInWithWalletInput!) { signInWithWallet(input: $input) ${SIGNED_IN} }`
const LINK = 'mutation ($input: LinkWalletInput!) { linkWallet(input: $input) { wallet { address chainId contract } } }'
const UNLINK = 'mutation ($input: UnlinkWalletInput!) { unlinkWallet(input: $input) { wallet { address } } }'

const begin = async (purpose: 'signIn' | 'link', caller: Caller, address: string, more: object = {}): Promise<string> => {
  const input = { address, chainId: 31337, ...more }
  const { data, errors } = await accounts.ask<{ begin: { message: string } }>(caller, BEGIN[purpose], { input })
  return data?.begin.message ?? expect.fail(JSON.stringify(errors))
}
const signIn = (message: string, signature: string) =>
  accounts.ask<{ signInWithWallet: SignedIn }>(ANONYMOUS, SIGN_IN, { input: { message, signature } })
const link = (caller: Caller, message: string, signature: string, password: string | undefined = PASSWORD) =>
  accounts.ask(caller, LINK, { input: { message, signature, password } })
const unlink = (caller: Caller, password: string | undefined = PASSWORD) => accounts.ask(caller, UNLINK, { input: { password } })

type Key = HDNodeWallet
const linkKey = async (caller: Caller, key: Key) => {
  const message = await begin('link', caller, key.address)
  return link(caller, message, await key.signMessage(message))
}
/** A driver with a linked wallet. */
async function walletDriver(key: Key = Wallet.createRandom()) {
  const driver = await newDriver(accounts)
  expect((await linkKey(driver.caller, key)).errors).toBeUndefined()
  return { ...driver, key }
}
const REFUSED = { code: 'WALLET_REFUSED', paths: [], data: null }

test('a wallet is linked by its signature, and signs its user in', async () => {
  const { userId, key, caller } = await walletDriver()
  const message = await begin('signIn', ANONYMOUS, key.address)
  const { data } = await signIn(message, await key.signMessage(message))
  expect(data?.signInWithWallet.user).toEqual({ id: userId, roles: ['DRIVER'] })
  expect((await accounts.ask(caller, '{ me { wallet { address chainId contract } } }')).data).toEqual({
    me: { wallet: { address: key.address, chainId: 31337, contract: false } },
  })
  expect(await accounts.said('accounts.wallet.linked', userId)).toEqual([
    { userId, address: key.address, chainId: 31337, contract: false },
  ])
})

test('the message says in words what it is for, where, and for how long', async () => {
  const { caller } = await newDriver(accounts)
  const { address } = Wallet.createRandom()
  const lines = (await begin('link', caller, address, { origin: 'http://app.localhost:5000' })).split('\n')
  expect(lines[0]).toBe('app.localhost:5000 wants you to sign in with your Ethereum account:')
  expect(lines[1]).toBe(address)
  expect(lines[3]).toContain('rewards will be paid to it')
  expect(lines).toContain('URI: http://app.localhost:5000')
  expect(lines).toContain('Chain ID: 31337')
  const time = (name: string) => Date.parse(lines.find((line) => line.startsWith(name))?.slice(name.length) ?? '')
  expect(time('Expiration Time: ') - time('Issued At: ')).toBe(300_000)
})

test.each([
  ['domain', (text: string) => text.replace('localhost:4000', 'evil.example')],
  ['URI', (text: string) => text.replace('URI: http://localhost:4000', 'URI: https://evil.example')],
  ['statement', (text: string) => text.replace('Sign in to Evergraph.', 'Sign in to Elsewhere.')],
  ['chain', (text: string) => text.replace('Chain ID: 31337', 'Chain ID: 1')],
  ['version', (text: string) => text.replace('Version: 1', 'Version: 2')],
  ['nonce', (text: string) => text.replace(/Nonce: ./, (nonce) => `Nonce: ${nonce.endsWith('0') ? '1' : '0'}`)],
  ['times', (text: string) => text.replace(/Expiration Time: \d{4}/, 'Expiration Time: 2999')],
  ['end', (text: string) => `${text}\nRequest ID: more`],
  ['text', () => 'Let me in.'],
])('a message with another %s is refused, however well it is signed', async (_what, change) => {
  const { key } = await walletDriver()
  const message = change(await begin('signIn', ANONYMOUS, key.address))
  expect(refusalOf(await signIn(message, await key.signMessage(message)))).toEqual(REFUSED)
})

test('a signature of another key, or of another message, is refused', async () => {
  const { key } = await walletDriver()
  const forge = async (sign: (message: string) => Promise<string>) => {
    const message = await begin('signIn', ANONYMOUS, key.address)
    return refusalOf(await signIn(message, await sign(message)))
  }
  expect(await forge((message) => Wallet.createRandom().signMessage(message))).toEqual(REFUSED)
  expect(await forge((message) => key.signMessage(`${message} `))).toEqual(REFUSED)
  expect(await forge(async () => `0x${'00'.repeat(65)}`)).toEqual(REFUSED)
  expect(await forge(async () => '0x12')).toEqual(REFUSED)
})

test('a message is good once, also for many at once, and not when it is over', async () => {
  const { key } = await walletDriver()
  const message = await begin('signIn', ANONYMOUS, key.address)
  const signature = await key.signMessage(message)
  const answers = await Promise.all([1, 2, 3, 4].map(() => signIn(message, signature)))
  expect(answers.filter(({ data }) => data)).toHaveLength(1)
  expect(refusalOf(await signIn(message, signature))).toEqual(REFUSED)
  const late = await begin('signIn', ANONYMOUS, key.address)
  await accounts.sql(`UPDATE challenge SET created_at = now() - interval '5 minutes', expires_at = now() - interval '1 second'`)
  expect(refusalOf(await signIn(late, await key.signMessage(late)))).toEqual(REFUSED)
})

test('a message to sign in links nothing, one to link signs nobody in, and one for another user links nothing', async () => {
  const { key } = await walletDriver()
  const stranger = await newDriver(accounts)
  const mine = await begin('link', stranger.caller, key.address)
  expect(refusalOf(await signIn(mine, await key.signMessage(mine)))).toEqual(REFUSED)
  const other = Wallet.createRandom()
  const toSignIn = await begin('signIn', ANONYMOUS, other.address)
  expect(refusalOf(await link(stranger.caller, toSignIn, await other.signMessage(toSignIn)))).toEqual(REFUSED)
  const { caller } = await newDriver(accounts)
  const theirs = await begin('link', caller, other.address)
  expect(refusalOf(await link(stranger.caller, theirs, await other.signMessage(theirs)))).toEqual(REFUSED)
})

test('a wallet is one user’s: of many who link it at once one gets it, and nobody takes it over', async () => {
  const key = Wallet.createRandom()
  const drivers = await Promise.all([1, 2, 3, 4].map(() => newDriver(accounts)))
  const answers = await Promise.all(drivers.map(({ caller }) => linkKey(caller, key)))
  const taken = answers.filter(({ errors }) => errors).map((answer) => refusalOf(answer).code)
  expect(taken).toEqual(['WALLET_TAKEN', 'WALLET_TAKEN', 'WALLET_TAKEN'])
  expect(await accounts.sql('SELECT 1 FROM wallet WHERE address = $1', [key.address])).toHaveLength(1)
})

test('a sign-in waits for whoever has the account, and holds nothing of theirs meanwhile', async () => {
  const { key, userId } = await walletDriver()
  const message = await begin('signIn', ANONYMOUS, key.address)
  const signature = await key.signMessage(message)
  const wallet = `SELECT 1 FROM wallet WHERE user_id = '${userId}' FOR UPDATE NOWAIT`
  const answer = await accounts.whileLocked(userId, () => signIn(message, signature), wallet)
  expect(answer.data?.signInWithWallet.user.id).toBe(userId)
  const next = await begin('signIn', ANONYMOUS, key.address)
  const signed = await key.signMessage(next)
  const late = await accounts.whileLocked(userId, () => signIn(next, signed), `DELETE FROM wallet WHERE user_id = '${userId}'`)
  expect(refusalOf(late).code).toBe('WALLET_NOT_LINKED')
})

test('a user has one wallet: another one waits until the first is unlinked, and the same again changes nothing', async () => {
  const { caller, userId, key } = await walletDriver()
  const next = Wallet.createRandom()
  expect(refusalOf(await linkKey(caller, next)).code).toBe('WALLET_TAKEN')
  expect((await linkKey(caller, key)).errors).toBeUndefined()
  expect((await unlink(caller)).errors).toBeUndefined()
  const message = await begin('signIn', ANONYMOUS, key.address)
  expect(refusalOf(await signIn(message, await key.signMessage(message))).code).toBe('WALLET_NOT_LINKED')
  expect(refusalOf(await unlink(caller)).code).toBe('NOT_FOUND')
  expect((await linkKey(caller, next)).errors).toBeUndefined()
  // Whoever unlinked it may link it again, and so may somebody else.
  const { userId: another } = await walletDriver(key)
  // How they are reached is told by a round of its own.
  const said = (await accounts.saidOf(userId)).filter((name) => name !== 'contact.saved')
  expect(said).toEqual(['user.registered', 'wallet.linked', 'wallet.unlinked', 'wallet.linked'])
  expect(await accounts.said('accounts.wallet.linked', another)).toHaveLength(1)
})

test('who has an access token alone, of a login that is not of now, neither links nor unlinks', async () => {
  const { caller, login, key } = await walletDriver()
  const again = { code: 'SIGN_IN_AGAIN', paths: [], data: null }
  const bare = (who: Caller) => accounts.ask(who, UNLINK, { input: {} })
  expect(refusalOf(await bare(caller))).toEqual(again)
  expect(refusalOf(await unlink(caller, 'not the password'))).toMatchObject({ code: 'BAD_CREDENTIALS', paths: ['input.password'] })
  const { kind, userId, roles, loginId = '' } = await accounts.verify(login.accessToken)
  const fresh = { kind, userId, roles, loginId }
  const message = await begin('link', fresh, key.address)
  await accounts.sql(`UPDATE login SET created_at = created_at - interval '11 minutes' WHERE id = $1`, [loginId])
  expect(refusalOf(await accounts.ask(fresh, LINK, { input: { message, signature: await key.signMessage(message) } }))).toEqual(
    again,
  )
  await accounts.sql(`UPDATE login SET created_at = now() WHERE id = $1`, [loginId])
  const thief = await newDriver(accounts)
  expect(refusalOf(await bare({ ...thief.caller, loginId }))).toEqual(again)
  expect((await bare(fresh)).errors).toBeUndefined()
})

test('a contract signs by its owner’s key, as long as it is its owner’s', async () => {
  const owner = Wallet.createRandom()
  const address = await contracts.deployed(owner.address, 'deployed')
  const { caller, userId } = await newDriver(accounts)
  const message = await begin('link', caller, address)
  expect((await link(caller, message, await owner.signMessage(message))).data).toEqual({
    linkWallet: { wallet: { address, chainId: 31337, contract: true } },
  })
  const next = await begin('signIn', ANONYMOUS, address)
  expect((await signIn(next, await owner.signMessage(next))).data?.signInWithWallet.user.id).toBe(userId)
  const forged = await begin('signIn', ANONYMOUS, address)
  expect(refusalOf(await signIn(forged, await Wallet.createRandom().signMessage(forged)))).toEqual(REFUSED)
})

test('a contract that is not deployed yet signs, wrapped after ERC-6492; a wrapping of another contract does not', async () => {
  const owner = Wallet.createRandom()
  const planned = await contracts.planned(owner.address, 'planned')
  const { caller, userId } = await newDriver(accounts)
  const unwrapped = await begin('link', caller, planned.address)
  expect(refusalOf(await link(caller, unwrapped, await owner.signMessage(unwrapped)))).toEqual(REFUSED)
  const message = await begin('link', caller, planned.address)
  expect((await link(caller, message, planned.wrap(await owner.signMessage(message)))).errors).toBeUndefined()
  const thief = Wallet.createRandom()
  const own = await contracts.planned(thief.address, 'thief')
  const next = await begin('signIn', ANONYMOUS, planned.address)
  expect(refusalOf(await signIn(next, own.wrap(await thief.signMessage(next))))).toEqual(REFUSED)
  const good = await begin('signIn', ANONYMOUS, planned.address)
  expect((await signIn(good, planned.wrap(await owner.signMessage(good)))).data?.signInWithWallet.user.id).toBe(userId)
})

test('a chain that is away, or answers for another one, lets no contract in; a key needs no chain', async () => {
  const owner = Wallet.createRandom()
  const address = await contracts.deployed(owner.address, 'away')
  for (const chainId of [5, 7]) {
    const { caller } = await newDriver(accounts)
    const message = await begin('link', caller, address, { chainId })
    expect(refusalOf(await link(caller, message, await owner.signMessage(message))).code).toBe('UNAVAILABLE')
    const key = Wallet.createRandom()
    const own = await begin('link', caller, key.address, { chainId })
    expect((await link(caller, own, await key.signMessage(own))).errors).toBeUndefined()
  }
})
