import { sql, type Insertable } from 'kysely'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { CampaignWindow, Db, RewardCampaign, RewardsTables, RuleName, Trx } from '../tables.ts'

/** A campaign, and what became of it. */
export type Campaign = RewardCampaign & { published_at: Date | null; stopped_at: Date | null; granted: string }

export const campaigns = (db: Db, ids: readonly string[]): Promise<Campaign[]> => whole(db).where('c.id', 'in', ids).execute()

export const findCampaign = (db: Db, id: string): Promise<Campaign | undefined> =>
  whole(db).where('c.id', '=', id).executeTakeFirst()

export const findCampaignByKey = (trx: Trx, key: string): Promise<Campaign | undefined> =>
  whole(trx).where('c.idempotency_key', '=', key).executeTakeFirst()

/** Campaigns, the newest first; with `drafts` those too that nobody has published. */
export const listCampaigns = (db: Db, drafts: boolean, page: PageRequest): Promise<Campaign[]> =>
  pageBy(drafts ? whole(db) : whole(db).where('published.at', 'is not', null), [['c.id', 'uuid']], 'desc', page)

/** The campaign that adds to what is earned by a rule at a moment: of those that hold, the one that adds most, the oldest of equals. */
export const findCampaignAt = (trx: Trx, rule: RuleName, at: Date): Promise<Campaign | undefined> =>
  whole(trx)
    .where('c.rule_name', '=', rule)
    .where('c.starts_at', '<=', at)
    .where('c.ends_at', '>', at)
    .where('published.at', '<=', at)
    .where(sql<boolean>`(stopped.at IS NULL OR stopped.at > ${at})`)
    .where(sql<boolean>`window_open(c.windows, c.time_zone, ${at})`)
    .orderBy('c.factor_permille', 'desc')
    .orderBy('c.id')
    .limit(1)
    .executeTakeFirst()

const whole = (db: Db) =>
  db
    .selectFrom('reward_campaign as c')
    .leftJoin('reward_campaign_step as published', (join) =>
      join.onRef('published.campaign_id', '=', 'c.id').on('published.kind', '=', 'PUBLISHED'),
    )
    .leftJoin('reward_campaign_step as stopped', (join) =>
      join.onRef('stopped.campaign_id', '=', 'c.id').on('stopped.kind', '=', 'STOPPED'),
    )
    .selectAll('c')
    .select(['published.at as published_at', 'stopped.at as stopped_at'])
    .select(
      sql<string>`coalesce((SELECT granted FROM campaign_allowance AS a
        WHERE a.campaign_id = c.id AND a.user_id = '00000000-0000-0000-0000-000000000000'), 0)`.as('granted'),
    )

export const insertCampaign = (trx: Trx, campaign: Insertable<RewardsTables['reward_campaign']>) =>
  trx.insertInto('reward_campaign').values(campaign).execute()

/** Undefined if it was done before. */
export const insertStep = (trx: Trx, step: Insertable<RewardsTables['reward_campaign_step']>) =>
  trx
    .insertInto('reward_campaign_step')
    .values(step)
    .onConflict((conflict) => conflict.doNothing())
    .returning('at')
    .executeTakeFirst()

/** How much a campaign may still add for a user today. It is reserved until the transaction ends. */
export async function campaignRoom(trx: Trx, campaignId: string, userId: string): Promise<bigint> {
  const { rows } = await sql<{ room: string }>`SELECT campaign_room(${campaignId}, ${userId}) AS room`.execute(trx)
  return BigInt(rows[0]?.room ?? 0)
}

export interface PastFact {
  id: string
  user_id: string
  quantity: number
  amount: string
  earned_at: Date
  /** A window was open then. */
  open: boolean
}

/** What earned by a rule in a span, in the order of its time, so many at most. */
export const factsBetween = (
  db: Db,
  {
    rule,
    from,
    until,
    most,
    windows,
    timeZone,
  }: { rule: RuleName; from: Date; until: Date; most: number; windows: readonly CampaignWindow[]; timeZone: string },
): Promise<PastFact[]> =>
  db
    .selectFrom('reward')
    .select(['id', 'user_id', 'quantity', 'amount', 'earned_at'])
    .select(sql<boolean>`window_open(${JSON.stringify(windows)}::jsonb, ${timeZone}, earned_at)`.as('open'))
    .where('rule_name', '=', rule)
    .where('revision', '=', 0)
    .where('quantity', '>', 0)
    .where('status', '<>', 'REFUSED')
    .where('earned_at', '>=', from)
    .where('earned_at', '<', until)
    .orderBy('earned_at')
    .orderBy('id')
    .limit(most)
    .execute()
