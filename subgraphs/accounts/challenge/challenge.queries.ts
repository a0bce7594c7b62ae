import { sql } from 'kysely'
import type { ChallengeKind, Db } from '../tables.ts'

export const insertChallenge = (
  db: Db,
  challenge: { hash: Buffer; kind: ChallengeKind; user_id: string | null; data: object },
  seconds: number,
): Promise<{ expires_at: Date }> =>
  db
    .insertInto('challenge')
    .values({ ...challenge, data: JSON.stringify(challenge.data), expires_at: sql`now() + make_interval(secs => ${seconds})` })
    .returning('expires_at')
    .executeTakeFirstOrThrow()

/** Takes a challenge out of the table. Of several that come with it at once, one gets it. */
export const takeChallenge = (db: Db, hash: Buffer, kind: ChallengeKind) =>
  db
    .deleteFrom('challenge')
    .where('hash', '=', hash)
    .where('kind', '=', kind)
    .where('expires_at', '>', sql<Date>`now()`)
    .returning(['user_id', 'data'])
    .executeTakeFirst()

/** Removes challenges that nobody has answered. */
export const pruneChallenges = (db: Db) =>
  db
    .deleteFrom('challenge')
    .where('expires_at', '<', sql<Date>`now()`)
    .execute()
