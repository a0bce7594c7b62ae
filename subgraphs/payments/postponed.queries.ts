import { sql, type Expression } from 'kysely'
import type { Db, Round } from './tables.ts'

/** The first pause after a failure, which doubles with each, and the longest. */
const FIRST_SECONDS = 1
const LONGEST_SECONDS = 3_600

/** True for what a round has not failed at, or long enough ago. */
export const isDue = (round: Round, key: Expression<unknown>) =>
  sql<boolean>`NOT EXISTS (SELECT FROM postponed WHERE postponed.round = ${round} AND postponed.key = ${key}::text AND until > now())`

/** A round has failed at it: the next ones leave it out, ever longer. */
export const postpone = (db: Db, round: Round, key: string) =>
  sql`INSERT INTO postponed AS known (round, key, until) VALUES (${round}, ${key}, now() + make_interval(secs => ${FIRST_SECONDS}))
    ON CONFLICT (round, key) DO UPDATE SET failures = known.failures + 1,
      until = now() + make_interval(secs => least(${FIRST_SECONDS} * 2 ^ least(known.failures, 20), ${LONGEST_SECONDS}))`.execute(
    db,
  )
