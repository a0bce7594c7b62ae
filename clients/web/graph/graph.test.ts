import { afterEach, expect, test, vi } from 'vitest'
import type { Tokens } from '../../sdk/login.ts'
import { createGraph } from './graph.ts'

const tokensOf = (sub: string, accessTokenExpiresAt: string): Tokens => ({
  accessToken: `x.${Buffer.from(JSON.stringify({ sub })).toString('base64url')}.x`,
  accessTokenExpiresAt,
  refreshToken: sub,
  refreshTokenExpiresAt: '2999-01-01T00:00:00Z',
})

afterEach(() => void vi.unstubAllGlobals())

test('what somebody has asked for is not sent as who has signed in since in another tab', async () => {
  let kept = JSON.stringify(tokensOf('ada', '2000-01-01T00:00:00Z'))
  const sent: unknown[] = []
  vi.stubGlobal('addEventListener', () => undefined)
  vi.stubGlobal('localStorage', {
    getItem: () => kept,
    setItem: (_key: string, value: string) => void (kept = value),
    removeItem: () => void (kept = 'null'),
  })
  vi.stubGlobal('sessionStorage', {})
  vi.stubGlobal('document', { visibilityState: 'visible' })
  vi.stubGlobal('navigator', {
    locks: { query: async () => ({}), request: async (_name: string, work: () => Promise<unknown>) => work() },
  })
  vi.stubGlobal('fetch', async (_url: string, { headers }: RequestInit) => {
    sent.push(headers)
    return Response.json({ data: {} })
  })
  const graph = createGraph('http://graph.test/graphql')
  kept = JSON.stringify(tokensOf('bob', '2999-01-01T00:00:00Z'))
  const pays = graph.sdk.execute({ toString: () => 'mutation Pay { pay }' } as never)
  await expect(pays).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
  expect(sent).toEqual([])
  // This tab is theirs from here on.
  expect(graph.reader.get()).toBe('bob')
  expect(JSON.parse(kept)).toMatchObject({ refreshToken: 'bob' })
})
