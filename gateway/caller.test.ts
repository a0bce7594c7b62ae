import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { newKeyPair, privateKey, publicKey, signAccessToken, verifyCaller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { LIMITS } from '#lib/limits.ts'
import { createSessions } from './caller.ts'

const accounts = newKeyPair()
const gateway = newKeyPair()
const sessions = () => createSessions({ accessTokens: publicKey(accounts.publicKey), callers: privateKey(gateway.privateKey) })
const bearer = async (userId: string) =>
  `Bearer ${await signAccessToken(privateKey(accounts.privateKey), { userId, roles: ['DRIVER'] })}`

describe('the caller header', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }))
  afterEach(() => void vi.useRealTimers())
  const half = (LIMITS.token.callerSeconds * 1000) / 2

  test('names the user and the roles to whoever has the public key', async () => {
    const userId = newId()
    const { header } = await sessions().of(await bearer(userId))
    expect(await verifyCaller(publicKey(gateway.publicKey), await header())).toMatchObject({
      kind: 'user',
      userId,
      roles: ['DRIVER'],
    })
  })

  test('is signed once for many requests, and anew when half of its life is over', async () => {
    const { header } = await sessions().of(null)
    const first = await header()
    expect(await header()).toBe(first)
    vi.setSystemTime(Date.now() + half + 1000)
    const second = await header()
    expect(second).not.toBe(first)
    // Even the last request with the first header reached its subgraph in time.
    await expect(verifyCaller(publicKey(gateway.publicKey), second)).resolves.toEqual({ kind: 'anonymous' })
  })

  test('of one user never stands for another', async () => {
    const both = sessions()
    const [one, two] = await Promise.all([both.of(await bearer(newId())), both.of(await bearer(newId()))])
    expect(await one.header()).not.toBe(await two.header())
  })
})

describe('a session', () => {
  test('is found again by its token, and no longer when the token has ended', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const all = sessions()
    const token = await bearer(newId())
    const opened = await all.of(token)
    expect(await all.of(token)).toBe(opened)
    vi.setSystemTime((opened.expiresAt ?? 0) + 1)
    await expect(all.of(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
    vi.useRealTimers()
  })
})
