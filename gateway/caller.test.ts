import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { CALLER_HEADER, newKeyPair, privateKey, publicKey, signAccessToken, verifyCaller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { LIMITS } from '#lib/limits.ts'
import { createPrincipals } from './caller.ts'
import { createDenied } from './denied.ts'
import { startGateway } from './fixtures/kit.ts'

const accounts = newKeyPair()
const gateway = newKeyPair()
const principals = () =>
  createPrincipals({
    accessTokens: publicKey(accounts.publicKey),
    callers: privateKey(gateway.privateKey),
    denied: createDenied(),
  })
const bearer = async (userId: string) =>
  `Bearer ${await signAccessToken(privateKey(accounts.privateKey), { userId, roles: ['DRIVER'] })}`

describe('the caller header', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }))
  afterEach(() => void vi.useRealTimers())
  const half = (LIMITS.token.callerSeconds * 1000) / 2

  test('names the user and the roles to whoever has the public key', async () => {
    const userId = newId()
    const { header } = await principals().of(await bearer(userId))
    expect(await verifyCaller(publicKey(gateway.publicKey), 'charging', await header('charging'))).toMatchObject({
      kind: 'user',
      userId,
      roles: ['DRIVER'],
    })
  })

  test('is signed once for many requests, and anew when half of its life is over', async () => {
    const { header } = await principals().of(null)
    const first = await header('charging')
    expect(await header('charging')).toBe(first)
    vi.setSystemTime(Date.now() + half + 1000)
    const second = await header('charging')
    expect(second).not.toBe(first)
    // Even the last request with the first header reached its subgraph in time.
    await expect(verifyCaller(publicKey(gateway.publicKey), 'charging', second)).resolves.toEqual({ kind: 'anonymous' })
  })

  test('of one user never stands for another', async () => {
    const both = principals()
    const [one, two] = await Promise.all([both.of(await bearer(newId())), both.of(await bearer(newId()))])
    expect(await one.header('charging')).not.toBe(await two.header('charging'))
  })
})

test('the header that one subgraph is handed opens no other', async () => {
  const handed = new Map<string, string>()
  await using front = await startGateway({
    over: 'http',
    front: (name, listener) => (request, response) => {
      handed.set(name, String(request.headers[CALLER_HEADER]))
      listener(request, response)
    },
  })
  expect((await front.ask('{ item(id: "4") { name inStock } }')).data).toEqual({ item: { name: 'item 4', inStock: 7 } })
  const [shop] = front.subgraphServers
  const asked = async (subgraph: string): Promise<unknown> => {
    const headers = { 'content-type': 'application/json', [CALLER_HEADER]: handed.get(subgraph) ?? '' }
    return (await fetch(`${shop?.url}/graphql`, { method: 'POST', headers, body: '{"query":"{ me }"}' })).json()
  }
  expect(await asked('shop')).toEqual({ data: { me: 'anonymous' } })
  expect(await asked('stock')).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] })
})

describe('a principal', () => {
  test('is found again by its token, and no longer when the token has ended', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const all = principals()
    const token = await bearer(newId())
    const opened = await all.of(token)
    expect(await all.of(token)).toBe(opened)
    vi.setSystemTime((opened.expiresAt ?? 0) + 1)
    await expect(all.of(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
    vi.useRealTimers()
  })
})
