import type { Insertable } from 'kysely'
import type { DistanceRule, Trx, VerificationTables } from '../tables.ts'

/** A version that is known already stays as it is. */
export const insertRule = (trx: Trx, rule: Insertable<VerificationTables['distance_rule']>): Promise<unknown> =>
  trx
    .insertInto('distance_rule')
    .values(rule)
    .onConflict((conflict) => conflict.doNothing())
    .execute()

/** The version that held at a moment. */
export const findRuleAt = (trx: Trx, at: Date): Promise<DistanceRule | undefined> =>
  trx.selectFrom('distance_rule').selectAll().where('holds_from', '<=', at).orderBy('version', 'desc').limit(1).executeTakeFirst()
