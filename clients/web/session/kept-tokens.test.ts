import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Tokens } from '../../sdk/login.ts'
import { createKeptTokens } from './kept-tokens.ts'

const tokensOf = (name: string): Tokens => ({
  accessToken: name,
  accessTokenExpiresAt: '2026-11-22T22:00:00Z',
  refreshToken: `${name}-refresh`,
  refreshTokenExpiresAt: '2026-12-22T22:00:00Z',
})

/** How often the storage was written, and how much of that tabs have not heard, because they sleep. */
let storage: { written: number; unheard: number }
let hearing: ((event: { key: string | null }) => void)[]

/** All that was written is heard, and what comes of it; stops where it goes on for ever. */
function wake(): void {
  for (; storage.unheard > 0 && storage.written < 50; storage.unheard--) {
    for (const hear of hearing) hear({ key: 'evergraph.login' })
  }
}

/** A tab as `createGraph` makes it: what another one has written is its login too, and is written again. */
function openTab() {
  const kept = createKeptTokens()
  const tab = {
    login: kept.read(),
    enter(tokens: Tokens | null): void {
      tab.login = tokens
      kept.write(tokens)
    },
  }
  kept.onChange((tokens) => tab.enter(tokens))
  return tab
}

// The browser's storage, whose events come when the test says so.
beforeEach(() => {
  const values = new Map<string, string>()
  storage = { written: 0, unheard: 0 }
  hearing = []
  const wrote = () => [storage.written++, storage.unheard++]
  vi.stubGlobal('addEventListener', (_name: string, hear: (event: { key: string | null }) => void) => void hearing.push(hear))
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void [values.set(key, value), wrote()],
    removeItem: (key: string) => void [values.delete(key), wrote()],
  })
})
afterEach(() => void vi.unstubAllGlobals())

test('a sign-in and a sign-out in one tab are those of the other', () => {
  const [here, there] = [openTab(), openTab()]
  here.enter(tokensOf('ada'))
  wake()
  expect(there.login?.accessToken).toBe('ada')
  here.enter(null)
  wake()
  expect(there.login).toBeNull()
})

test('a tab that wakes after somebody else has signed in neither signs them out nor brings the old login back', () => {
  const [here, there] = [openTab(), openTab()]
  for (const tokens of [tokensOf('ada'), null, tokensOf('bob')]) here.enter(tokens)
  wake()
  expect([here.login?.accessToken, there.login?.accessToken]).toEqual(['bob', 'bob'])
  expect(createKeptTokens().read()?.accessToken).toBe('bob')
  expect(storage.written).toBe(3)
})

test('a tab that wakes after a sign-out has nothing of the login, and writes nothing of it', () => {
  const [here, there] = [openTab(), openTab()]
  for (const tokens of [tokensOf('ada'), null]) here.enter(tokens)
  wake()
  expect([there.login, createKeptTokens().read(), storage.written]).toEqual([null, null, 2])
})

test('who clears all that the browser keeps is signed out in every tab', () => {
  const [here, there] = [openTab(), openTab()]
  here.enter(tokensOf('ada'))
  wake()
  localStorage.removeItem('evergraph.login')
  // A browser names no key then.
  for (const hear of hearing) hear({ key: null })
  expect(there.login).toBeNull()
})
