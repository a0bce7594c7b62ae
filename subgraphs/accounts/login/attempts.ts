import { createHmac } from 'node:crypto'
import { CompiledQuery } from 'kysely'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { refuse } from '../errors.ts'
import { ACCOUNTS_LIMITS } from '../limits.ts'
import type { Db } from '../tables.ts'
import type { TokenKeys } from './token.ts'

type Kind = keyof typeof ACCOUNTS_LIMITS.attempts

/** Counts how often something is tried, in the database, for all processes together. */
export interface Attempts {
  /** Counts an attempt, before it is known whether it succeeds. RATE_LIMITED if there have been too many. A null subject is not counted. */
  count(kind: Kind, subject: string | null): Promise<void>
  /** Takes one attempt back: it succeeded. */
  forgive(kind: Kind, subject: string | null): Promise<void>
  /** Begins the count anew. */
  forget(kind: Kind, subject: string | null): Promise<void>
}

export function createAttempts(db: Db, { attempts: key }: Pick<TokenKeys, 'attempts'>): Attempts {
  // Under a key, so that keys have one length, and the table is no list of our users' addresses: of an IP address all can be tried.
  const keyOf = (subject: string): string => createHmac('sha256', key).update(subject).digest('base64url')
  const limiters = Object.fromEntries(
    Object.entries(ACCOUNTS_LIMITS.attempts).map(([kind, { points, seconds }]) => [kind, limiter(db, kind, points, seconds)]),
    // One limiter for each kind, by its name.
  ) as Record<Kind, RateLimiterPostgres>
  return {
    async count(kind, subject) {
      if (subject === null) return
      try {
        await limiters[kind].consume(keyOf(subject))
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error
        throw refuse('RATE_LIMITED', `Too many attempts. Try again in ${Math.ceil(error.msBeforeNext / 1000)} seconds.`)
      }
    },
    async forgive(kind, subject) {
      if (subject !== null) await limiters[kind].reward(keyOf(subject))
    },
    async forget(kind, subject) {
      if (subject !== null) await limiters[kind].delete(keyOf(subject))
    },
  }
}

/** Removes counts whose time is over. */
export const pruneAttempts = (db: Db) => db.deleteFrom('attempt').where('expire', '<', Date.now()).execute()

function limiter(db: Db, kind: string, points: number, duration: number): RateLimiterPostgres {
  return new RateLimiterPostgres({
    storeClient: { query: (query: { text: string; values: unknown[] }) => run(db, query) },
    storeType: 'client',
    tableName: 'attempt',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: kind,
    points,
    duration,
  })
}

/** Does by our own pool what the limiter wants of node-postgres' client. */
async function run(db: Db, { text, values }: { text: string; values: unknown[] }) {
  const { rows, numAffectedRows } = await db.executeQuery(CompiledQuery.raw(text, values))
  return { rows, rowCount: Number(numAffectedRows ?? rows.length) }
}
