import { cacheExchange } from '@urql/exchange-graphcache'
import { Client } from 'urql'
import { createClient } from '../../sdk/client.ts'
import { EvergraphError, hasCode } from '../../sdk/errors.ts'
import type { Tokens } from '../../sdk/login.ts'
import type { createAnswers } from '../offline/answers.ts'
import { keptExchange } from '../offline/exchange.ts'
import { createKeptTokens } from '../session/kept-tokens.ts'
import { ended } from '../session/ended.ts'
import { forgetReader } from '../session/left-behind.ts'
import { createStore } from '../store.ts'
import { answered, heard, interrupted } from './connection.ts'
import { sdkExchange } from './exchange.ts'
import { keys } from './keys.ts'
import { onItsWayExchange } from './on-its-way.ts'

/** The lock that tabs take turns by. */
const RENEWAL = 'evergraph.login'
const SETTLES_MS = 500

/**
 * The way of one app to the graph: the SDK for the login, and urql's cache over it for pages. `createAnswers`: what was heard last can be read without
 * a network.
 */
export function createGraph(url: string, options: { createAnswers?: typeof createAnswers | undefined } = {}) {
  const kept = createKeptTokens()
  const reader = createStore(readerOf(kept.read()))
  const roles = createStore(rolesOf(kept.read()))
  const enter = (tokens: Tokens | null) => {
    ended.set(false)
    if (reader.get() !== null && reader.get() !== readerOf(tokens)) forgetReader()
    kept.write(tokens)
    reader.set(readerOf(tokens))
    roles.set(rolesOf(tokens))
  }
  /** Tabs take turns: a login is renewed once for all of them. */
  const renewal = async (old: Tokens, renew: () => Promise<Tokens>): Promise<Tokens> => {
    const { held = [] } = await navigator.locks.query()
    const isRenewed = held.some(({ name }) => name === RENEWAL)
    return navigator.locks.request(RENEWAL, async () => {
      // What another tab has written may come here later than its turn.
      if (isRenewed) await kept.otherThan(old, SETTLES_MS)
      const now = kept.read()
      if (readerOf(now) !== readerOf(old)) {
        // Another tab has signed out, or in as somebody else, and this one has not heard of it: what is asked for here is not theirs.
        sdk.setTokens(now)
        throw new EvergraphError('UNAUTHENTICATED', 'Somebody else is signed in now.')
      }
      if (now && now.refreshToken !== old.refreshToken) return now
      try {
        const next = await renew()
        // Before the turn of the next tab: it would renew again, and a refresh token that comes twice ends the login.
        if (kept.read()?.refreshToken === old.refreshToken) kept.write(next)
        return next
      } catch (error) {
        if (hasCode(error, 'SESSION_ENDED')) ended.set(true)
        throw error
      }
    })
  }
  const sdk = createClient({
    url,
    tokens: kept.read(),
    renewal,
    // Who was signed in is still the reader of this page: what they have typed is theirs, and stays.
    onTokens: (tokens) => (tokens === null && ended.get() ? undefined : enter(tokens)),
    onInterruption: interrupted,
    fetch: async (...asked) => {
      const response = await lasting(...asked)
      // What stands between us and the platform answers too, while the platform cannot.
      if (response.status < 500) answered()
      return response
    },
  })
  const answers = options.createAnswers?.(reader.get) ?? null
  // A login may have ended while no page was open.
  void answers?.keepOnly(reader.get())
  reader.follow((now) => void answers?.keepOnly(now))
  // Another tab has signed in or out, or has renewed what this one would renew too.
  kept.onChange((tokens) => sdk.setTokens(tokens))
  return {
    sdk,
    /** Whoever is signed in: the id of the user, null for nobody. */
    reader,
    /** Nobody is here any more, after the platform has ended the login. */
    leave: () => enter(null),
    /** Their roles of this login, with spaces between them. */
    roles,
    /** A cache for one reader: who signs in sees nothing of who was here before. */
    pages: () => {
      const exchanges = [cacheExchange({ keys }), onItsWayExchange, keptExchange(answers, reader.get()), sdkExchange(sdk, heard)]
      return new Client({ url, exchanges, requestPolicy: 'cache-and-network' })
    },
  }
}

/** A request of a page that is being closed arrives all the same; browsers take no more than 64 KiB of that kind. */
const lasting: typeof fetch = (address, request) => {
  const small = typeof request?.body === 'string' && request.body.length < 30_000
  return fetch(address, { ...request, keepalive: small && document.visibilityState === 'hidden' })
}

export type Graph = ReturnType<typeof createGraph>

/** The subject of the access token. */
export const readerOf = (tokens: Tokens | null): string | null => claimsOf(tokens)?.sub ?? null

const rolesOf = (tokens: Tokens | null): string => claimsOf(tokens)?.roles?.join(' ') ?? ''

function claimsOf(tokens: Tokens | null): { sub: string; roles?: string[] } | null {
  if (!tokens) return null
  const claims = tokens.accessToken.split('.')[1] ?? ''
  return JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/'))) as { sub: string; roles?: string[] }
}
