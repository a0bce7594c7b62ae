import type { Insertable } from 'kysely'
import { sql } from 'kysely'
import type { Db, RewardRule, RewardsTables, RuleName, Trx } from '../tables.ts'

export const rules = (db: Db, ids: readonly string[]): Promise<RewardRule[]> =>
  db.selectFrom('reward_rule').selectAll().where('id', 'in', ids).execute()

/** Every version of every rule, the newest first. */
export const listRules = (db: Db): Promise<RewardRule[]> =>
  db.selectFrom('reward_rule').selectAll().orderBy('name').orderBy('version', 'desc').execute()

export const findRule = (trx: Trx, id: string): Promise<RewardRule> =>
  trx.selectFrom('reward_rule').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

/** The version that held at a moment: of those valid by then, the last one made. */
export const findRuleAt = (trx: Trx, name: RuleName, at: Date): Promise<RewardRule | undefined> =>
  trx
    .selectFrom('reward_rule')
    .selectAll()
    .where('name', '=', name)
    .where('valid_from', '<=', at)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()

export const findRuleByKey = (trx: Trx, name: RuleName, idempotencyKey: string): Promise<RewardRule | undefined> =>
  trx
    .selectFrom('reward_rule')
    .selectAll()
    .where('name', '=', name)
    .where('idempotency_key', '=', idempotencyKey)
    .executeTakeFirst()

/** One writer of a rule's versions at a time, until the transaction ends. */
export const lockRule = (trx: Trx, name: RuleName) => sql`SELECT pg_advisory_xact_lock(hashtext(${`rule ${name}`}))`.execute(trx)

export const insertRule = (
  trx: Trx,
  rule: Omit<Insertable<RewardsTables['reward_rule']>, 'version'> & { name: RuleName },
): Promise<RewardRule> =>
  trx
    .insertInto('reward_rule')
    .values(({ selectFrom }) => ({
      ...rule,
      version: selectFrom('reward_rule')
        .where('name', '=', rule.name)
        .select(({ fn }) => sql<number>`${fn.max('version')} + 1`.as('next')),
    }))
    .returningAll()
    .executeTakeFirstOrThrow()
