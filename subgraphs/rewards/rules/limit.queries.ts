import { sql, type Insertable } from 'kysely'
import type { Db, LimitScope, RewardLimit, RewardsTables, RuleName, Trx } from '../tables.ts'

/** Every version of the limits, the newest first: the first one holds. */
export const listLimits = (db: Db): Promise<RewardLimit[]> =>
  db.selectFrom('reward_limit').selectAll().orderBy('version', 'desc').execute()

export const findLimitByKey = (trx: Trx, idempotencyKey: string): Promise<RewardLimit | undefined> =>
  trx.selectFrom('reward_limit').selectAll().where('idempotency_key', '=', idempotencyKey).executeTakeFirst()

/** One writer of versions at a time, until the transaction ends. */
export const lockLimits = (trx: Trx) => sql`SELECT pg_advisory_xact_lock(hashtext('reward limits'))`.execute(trx)

export const insertLimit = (trx: Trx, limit: Omit<Insertable<RewardsTables['reward_limit']>, 'version'>): Promise<RewardLimit> =>
  trx
    .insertInto('reward_limit')
    .values(({ selectFrom }) => ({
      ...limit,
      version: selectFrom('reward_limit').select(({ fn }) => sql<number>`${fn.max('version')} + 1`.as('next')),
    }))
    .returningAll()
    .executeTakeFirstOrThrow()

/** Until when a reward that is earned now rests, by the present limits. */
export const restsUntil = sql<Date>`now() + make_interval(secs => (
  SELECT settling_seconds FROM reward_limit ORDER BY version DESC LIMIT 1))`

/** The limit that this amount would pass; null if there is room, which is then reserved until the transaction ends. */
export async function limitReached(
  trx: Trx,
  { userId, stationId, rule }: { userId: string; stationId: string | null; rule: RuleName },
  amount: bigint,
): Promise<LimitScope | null> {
  const { rows } = await sql<{ scope: LimitScope | null }>`
    SELECT limit_reached(${userId}::uuid, ${stationId}::uuid, ${rule}, ${amount.toString()}::numeric) AS scope`.execute(trx)
  return rows[0]?.scope ?? null
}
