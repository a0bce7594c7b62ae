import { hasCode } from './errors.ts'

/** What a client keeps to speak for a user; times as ISO 8601. */
export interface Tokens {
  accessToken: string
  accessTokenExpiresAt: string
  refreshToken: string
  refreshTokenExpiresAt: string
}

export interface Login {
  current(): Tokens | null
  set(tokens: Tokens | null): void
  /** An access token that holds for a while, refreshed if need be; null when nobody is signed in. */
  accessToken(): Promise<string | null>
  /** The platform refused this access token, whatever its time says: the next one is fresh. */
  refused(accessToken: string): void
}

/** An access token is renewed when it has so little time left. */
const MARGIN_MS = 30_000

/**
 * The tokens of a client. However many requests need a fresh access token at once, one refresh is sent; when the platform says that
 * the login has ended, the tokens are gone.
 */
export function createLogin(options: {
  tokens: Tokens | null
  refresh: (old: Tokens) => Promise<Tokens>
  changed: (tokens: Tokens | null) => void
}): Login {
  let tokens = options.tokens
  let stale: string | null = null
  let refreshing: Promise<string | null> | null = null
  /** What has just come is over by our clock: it is wrong. Then only the platform says when a token has ended, or each request would renew. */
  let isClockAhead = false

  const set = (next: Tokens | null) => {
    tokens = next
    options.changed(next)
  }
  const lasts = ({ accessTokenExpiresAt }: Tokens): boolean => Date.parse(accessTokenExpiresAt) - Date.now() > MARGIN_MS
  const holds = (of: Tokens): boolean => of.accessToken !== stale && (isClockAhead || lasts(of))
  const refresh = async (old: Tokens): Promise<string | null> => {
    try {
      const next = await options.refresh(old)
      isClockAhead = !lasts(next)
      // Signed out, or in as another, in the meantime: that counts.
      if (tokens === old) set(next)
    } catch (error) {
      if (hasCode(error, 'SESSION_ENDED') && tokens === old) set(null)
      throw error
    }
    return tokens?.accessToken ?? null
  }

  return {
    current: () => tokens,
    set,
    async accessToken() {
      if (!tokens || holds(tokens)) return tokens?.accessToken ?? null
      refreshing ??= refresh(tokens).finally(() => (refreshing = null))
      return refreshing
    },
    refused: (accessToken) => {
      stale = accessToken
    },
  }
}
