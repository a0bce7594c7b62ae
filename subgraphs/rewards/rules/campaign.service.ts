import { audit } from '#db/audit.ts'
import { hasRole, requireRole } from '#lib/access.ts'
import { badInput, notFound, refuse } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import { idPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from '../context.ts'
import type { CampaignWindow, RuleName } from '../tables.ts'
import { findCampaign, findCampaignByKey, insertCampaign, insertStep, listCampaigns, type Campaign } from './campaign.queries.ts'

export interface CampaignInput {
  title: string
  rule: RuleName
  factorPermille: number
  startsAt: Date
  endsAt: Date
  timeZone: string
  windows: readonly CampaignWindow[]
  budget: string
  perUser: string
  perUserDay: string
  idempotencyKey: string
}

/** Campaigns, the newest first. Those that are not published are for admins and treasurers; the others for everybody. */
export const allCampaigns = ({ db, caller }: Context, args: PageArgs): Promise<Page<Campaign>> =>
  idPage(args, (page) => listCampaigns(db, hasRole(caller, 'ADMIN', 'TREASURER'), page))

/** A campaign that holds for nobody until another person publishes it. The same idempotency key again gives the same one. */
export async function draftCampaign({ db, caller }: Context, input: CampaignInput): Promise<Campaign> {
  const { userId } = requireRole(caller, 'ADMIN', 'TREASURER')
  if (input.endsAt <= input.startsAt) throw badInput(['input', 'endsAt'], 'After its beginning.')
  if (input.endsAt <= new Date()) throw badInput(['input', 'endsAt'], 'In the future.')
  return db.transaction().execute(async (trx) => {
    const before = await findCampaignByKey(trx, input.idempotencyKey)
    if (before) return before
    const id = newId()
    await insertCampaign(trx, {
      id,
      title: input.title,
      rule_name: input.rule,
      factor_permille: input.factorPermille,
      starts_at: input.startsAt,
      ends_at: input.endsAt,
      time_zone: input.timeZone,
      windows: JSON.stringify(input.windows),
      budget: input.budget,
      per_user: input.perUser,
      per_user_day: input.perUserDay,
      created_by: userId,
      idempotency_key: input.idempotencyKey,
    })
    await audit(trx, userId, 'reward-campaign.drafted', id, { ...input })
    return (await findCampaign(trx, id)) ?? Promise.reject(new Error('The campaign is gone.'))
  })
}

/** It holds from now on, in its time: by another person than the one who made it. Publishing again changes nothing. */
export const publishCampaign = (ctx: Context, input: { campaignId: string }): Promise<Campaign> =>
  step(ctx, input.campaignId, 'PUBLISHED')

/** It adds nothing to what is earned from now on. What it has added stays. Stopping again changes nothing. */
export const stopCampaign = (ctx: Context, input: { campaignId: string; reason: string }): Promise<Campaign> =>
  step(ctx, input.campaignId, 'STOPPED', input.reason)

function step({ db, caller }: Context, id: string, kind: 'PUBLISHED' | 'STOPPED', reason?: string): Promise<Campaign> {
  const { userId } = requireRole(caller, 'ADMIN', 'TREASURER')
  return db.transaction().execute(async (trx) => {
    const path = ['input', 'campaignId']
    const campaign = await findCampaign(trx, id)
    if (!campaign) throw notFound('campaign', path)
    if (kind === 'PUBLISHED' && !campaign.published_at) {
      if (campaign.created_by === userId)
        throw refuse('CONFLICT', 'Another person than the one who made it publishes a campaign.', path)
      if (campaign.ends_at <= new Date() || campaign.stopped_at) throw refuse('CONFLICT', 'It is over.', path)
    }
    if (await insertStep(trx, { campaign_id: id, kind, actor_id: userId }))
      await audit(trx, userId, `reward-campaign.${kind === 'PUBLISHED' ? 'published' : 'stopped'}`, id, { reason })
    return (await findCampaign(trx, id)) ?? campaign
  })
}
