import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Tokens } from '../../sdk/login.ts'
import { createGraph } from './graph.ts'

const keptOnly: (string | null)[] = []
// What is kept is in IndexedDB, which Node has not.
const createAnswers = () => ({
  find: () => Promise.resolve(null),
  save: () => Promise.resolve(),
  keepOnly: async (reader: string | null) => void keptOnly.push(reader),
})

const login = (sub: string): Tokens => ({
  accessToken: `x.${Buffer.from(JSON.stringify({ sub })).toString('base64url')}.x`,
  accessTokenExpiresAt: '2999-01-01T00:00:00Z',
  refreshToken: sub,
  refreshTokenExpiresAt: '2999-01-01T00:00:00Z',
})
const asked: RequestInit[] = []
const page = { visibilityState: 'visible' }
let tab: Record<string, string> = {}

beforeEach(() => {
  keptOnly.length = 0
  asked.length = 0
  page.visibilityState = 'visible'
  const kept = new Map([['evergraph.login', JSON.stringify(login('ada'))]])
  tab = Object.assign(Object.create({ removeItem: (name: string) => delete tab[name] }) as object, {
    'evergraph.letter/reset-password': 'secret',
    'evergraph.draft/ada/station': '{}',
  })
  vi.stubGlobal('sessionStorage', tab)
  vi.stubGlobal('addEventListener', () => undefined)
  vi.stubGlobal('document', page)
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  })
  vi.stubGlobal('fetch', async (_: string, request: RequestInit) => {
    asked.push(request)
    return Response.json({ data: {} })
  })
})
afterEach(() => void vi.unstubAllGlobals())
const open = () => createGraph('http://graph.test/graphql', { createAnswers })

test('of answers and of what was typed a device keeps nothing of who has left, and all of who stays', () => {
  const { sdk } = open()
  // Somebody may have left while no page was open.
  expect(keptOnly).toEqual(['ada'])
  sdk.setTokens({ ...login('ada'), refreshToken: 'renewed' })
  expect(Object.keys(tab)).toHaveLength(2)
  sdk.setTokens(login('bob'))
  expect(Object.keys(tab)).toEqual([])
  sdk.setTokens(null)
  expect(keptOnly).toEqual(['ada', 'bob', null])
})

test('only what is small is sent to outlive a page that is hidden: browsers refuse what is larger', async () => {
  const { sdk } = open()
  const send = async (text: string) => {
    await sdk.execute({ toString: () => 'mutation M($text: String!) { n(text: $text) }' } as never, { text } as never)
    return asked.at(-1)?.keepalive
  }
  expect(await send('shown')).toBe(false)
  page.visibilityState = 'hidden'
  expect(await send('hidden')).toBe(true)
  expect(await send('x'.repeat(40_000))).toBe(false)
})
