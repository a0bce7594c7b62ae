import { createHash, randomBytes } from 'node:crypto'
import type { Context } from '../context.ts'
import { ACCOUNTS_LIMITS } from '../limits.ts'
import type { ChallengeKind, Db } from '../tables.ts'
import { insertChallenge, takeChallenge } from './challenge.queries.ts'

/** What a challenge was made for. */
export interface Taken {
  /** Whom alone it serves; null: whoever has it. */
  userId: string | null
  data: Readonly<Record<string, unknown>>
}

/**
 * Makes a challenge: 256 random bits in hex, good once and for a short time. RATE_LIMITED after many from one client address, because
 * strangers may ask for them.
 */
export async function newChallenge(
  { db, attempts, clientAddress }: Pick<Context, 'db' | 'attempts' | 'clientAddress'>,
  kind: ChallengeKind,
  { userId = null, data = () => ({}) }: { userId?: string | null; data?: (value: string) => object } = {},
): Promise<{ value: string; expiresAt: Date }> {
  await attempts.count('challengeByAddress', clientAddress)
  const value = randomBytes(32).toString('hex')
  const seconds = kind === 'OIDC' ? ACCOUNTS_LIMITS.oidcSeconds : ACCOUNTS_LIMITS.challengeSeconds
  const { expires_at: expiresAt } = await insertChallenge(
    db,
    { hash: hashOf(value), kind, user_id: userId, data: data(value) },
    seconds,
  )
  return { value, expiresAt }
}

/**
 * Takes a challenge, for good: it must be taken before what came with it is looked at, so that nobody may try twice. Null if we did not make
 * it, it is over, or it has been taken.
 */
export async function consumeChallenge(db: Db, kind: ChallengeKind, value: string): Promise<Taken | null> {
  const taken = await takeChallenge(db, hashOf(value), kind)
  return taken ? { userId: taken.user_id, data: taken.data as Taken['data'] } : null
}

const hashOf = (value: string): Buffer => createHash('sha256').update(value).digest()
