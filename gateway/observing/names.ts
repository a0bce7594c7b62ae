import { GATEWAY_LIMITS } from '../limits.ts'

/** Something that is kept for a pair of names, and when it was last asked for. */
interface Kept<T> {
  value: T
  signedIn: boolean
  usedAt: number
}

/**
 * Keeps something for each pair of operation and client, up to a limit: both names come from strangers. Pairs that signed-in callers use
 * have a share of their own, so that strangers who make names up only fill theirs. A pair that nobody used for an hour gives its place up. A
 * pair without a place is counted among the others.
 */
export function createNames<T>(hooks: {
  make: (operation: string, client: string) => T
  forget: (operation: string, client: string) => void
  limits?: { signedIn: number; strangers: number }
}) {
  const { make, forget, limits = GATEWAY_LIMITS.observed } = hooks
  const kept = new Map<string, Kept<T>>()
  const held = { signedIn: 0, strangers: 0 }
  const share = (signedIn: boolean) => (signedIn ? 'signedIn' : 'strangers')
  const others = make(OTHER, OTHER)
  let lookedAt = 0

  const sweep = (now: number) => {
    if (now - lookedAt < GATEWAY_LIMITS.observed.sweepMs) return
    lookedAt = now
    for (const [key, { usedAt, signedIn }] of kept) {
      if (now - usedAt < GATEWAY_LIMITS.observed.forgottenAfterMs) continue
      kept.delete(key)
      held[share(signedIn)] -= 1
      const [operation = '', client = ''] = key.split('\n')
      forget(operation, client)
    }
  }

  return (operation: string, client: string, signedIn: boolean, now = performance.now()): T => {
    const key = `${operation}\n${client}`
    const known = kept.get(key)
    if (known) {
      known.usedAt = now
      return known.value
    }
    if (operation.length > GATEWAY_LIMITS.observed.nameCharacters) return others
    if (held[share(signedIn)] >= limits[share(signedIn)]) sweep(now)
    if (held[share(signedIn)] >= limits[share(signedIn)]) return others
    held[share(signedIn)] += 1
    const value = make(operation, client)
    kept.set(key, { value, signedIn, usedAt: now })
    return value
  }
}

export const OTHER = 'other'

/** What Apollo's clients call the header. */
export const CLIENT_NAME_HEADER = 'apollographql-client-name'

/** A client's own name for itself. What is no short plain name is another. */
export const clientName = (given: unknown): string =>
  given === undefined || given === null || given === ''
    ? 'none'
    : typeof given === 'string' && /^[\w.@/ -]{1,40}$/.test(given)
      ? given
      : OTHER
