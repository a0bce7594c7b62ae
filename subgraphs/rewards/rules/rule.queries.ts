import { sql, type Insertable } from 'kysely'
import type { Db, RewardRule, RewardsTables, RuleName, Trx } from '../tables.ts'

/** A version of a rule, when it was published, and what of its budget is used up in the present period. */
export type Rule = RewardRule & { published_at: Date | null; granted: string }

export const rules = (db: Db, ids: readonly string[]): Promise<Rule[]> => whole(db).where('r.id', 'in', ids).execute()

/** Every version of every rule, the newest first; with `drafts` those too that nobody has published. */
export const listRules = (db: Db, drafts: boolean): Promise<Rule[]> =>
  (drafts ? whole(db) : whole(db).where('p.at', 'is not', null)).orderBy('r.name').orderBy('r.version', 'desc').execute()

export const findRule = (db: Db, id: string): Promise<Rule | undefined> => whole(db).where('r.id', '=', id).executeTakeFirst()

export const findRuleByKey = (trx: Trx, name: RuleName, idempotencyKey: string): Promise<Rule | undefined> =>
  whole(trx).where('r.name', '=', name).where('r.idempotency_key', '=', idempotencyKey).executeTakeFirst()

/** The version that held at a moment: of those published and valid by then, the last one made. */
export const findRuleAt = (trx: Trx, name: RuleName, at: Date): Promise<Rule | undefined> =>
  whole(trx)
    .where('r.name', '=', name)
    .where('r.valid_from', '<=', at)
    .where('p.at', '<=', at)
    .orderBy('r.version', 'desc')
    .limit(1)
    .executeTakeFirst()

/** True when a later version of the rule is published. */
export const isSuperseded = async (trx: Trx, { name, version }: RewardRule): Promise<boolean> =>
  (await whole(trx)
    .where('r.name', '=', name)
    .where('r.version', '>', version)
    .where('p.at', 'is not', null)
    .executeTakeFirst()) !== undefined

const whole = (db: Db) =>
  db
    .selectFrom('reward_rule as r')
    .leftJoin('reward_rule_publication as p', 'p.rule_id', 'r.id')
    .selectAll('r')
    .select('p.at as published_at')
    .select(
      sql<string>`coalesce((SELECT granted FROM reward_allowance AS a WHERE a.scope = 'RULE' AND a.subject_id = rule_budget(r.name, r.period)
        AND a.day = date_trunc(lower(r.period), now() AT TIME ZONE 'UTC')::date), 0)`.as('granted'),
    )

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

export const publishVersion = (trx: Trx, ruleId: string, actorId: string) =>
  trx.insertInto('reward_rule_publication').values({ rule_id: ruleId, actor_id: actorId }).execute()
