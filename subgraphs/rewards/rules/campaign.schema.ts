import { z } from 'zod'
import { someText, timeZone } from '#lib/text.ts'
import { builder } from '../builder.ts'
import type { CampaignWindow } from '../tables.ts'
import type { Campaign } from './campaign.queries.ts'
import { allCampaigns, draftCampaign, publishCampaign, stopCampaign } from './campaign.service.ts'
import { NameRef, tokens } from './rule.schema.ts'

const WindowRef = builder.objectRef<CampaignWindow>('RewardCampaignWindow').implement({
  description: 'When a campaign holds in a week, by its own clock.',
  fields: (t) => ({
    days: t.expose('days', { type: ['Int'], description: 'Days of the week: 1 is Monday, 7 is Sunday.' }),
    from: t.exposeInt('from', { description: 'Minute of the day at which it begins, 0 to 1439.' }),
    until: t.exposeInt('until', {
      description: 'Minute of the day at which it ends, 1 to 1440. Where it is not after `from`, it is of the next day.',
    }),
  }),
})

export const CampaignRef = builder.objectRef<Campaign>('RewardCampaign').implement({
  description:
    'For a while a rule earns more. Of several campaigns that hold at once, only the one that adds most counts: they do not add up. A campaign never changes; it can be stopped.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the campaign.' }),
    title: t.exposeString('title', { description: 'Its title, for people.' }),
    rule: t.expose('rule_name', { type: NameRef, description: 'What earns more.' }),
    factorPermille: t.exposeInt('factor_permille', {
      description:
        'How much it earns, in thousandths of what the rule gives: 1500 is one and a half times as much. Rounded down to base units.',
    }),
    startsAt: t.expose('starts_at', { type: 'DateTime', description: 'When it begins. What ends from then on earns more.' }),
    endsAt: t.expose('ends_at', { type: 'DateTime', description: 'When it ends.' }),
    timeZone: t.exposeString('time_zone', { description: 'IANA time zone of its windows: one clock for all users and stations.' }),
    windows: t.expose('windows', { type: [WindowRef], description: 'When it holds in a week; empty: all the time.' }),
    budget: t.expose('budget', { type: 'TokenAmount', description: 'What it may add in all.' }),
    perUser: t.expose('per_user', { type: 'TokenAmount', description: 'What it may add for one user.' }),
    perUserDay: t.expose('per_user_day', { type: 'TokenAmount', description: 'What it may add for one user in a day (UTC).' }),
    granted: t.expose('granted', {
      type: 'TokenAmount',
      description: 'What it has added so far, also for what was corrected since.',
    }),
    publishedAt: t.expose('published_at', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was published; null for a draft.',
    }),
    stoppedAt: t.expose('stopped_at', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was stopped; null when it was not.',
    }),
  }),
})

builder.queryField('rewardCampaigns', (t) =>
  t.connection(
    {
      type: CampaignRef,
      description: 'Campaigns, the newest first. Drafts are shown to admins and treasurers alone.',
      resolve: (_root, args, ctx) => allCampaigns(ctx, args),
    },
    { description: 'A page of campaigns.' },
    { description: 'A place in the campaigns.' },
  ),
)

export const WindowInput = builder.inputType('RewardCampaignWindowInput', {
  description: 'When a campaign holds in a week.',
  fields: (t) => ({
    days: t.intList({
      description: 'Days of the week, 1 (Monday) to 7.',
      validate: z
        .array(z.number().min(1, 'From 1 to 7.').max(7, 'From 1 to 7.'))
        .min(1, 'At least one day.')
        .max(7, 'At most 7 days.'),
    }),
    from: t.int({
      description: 'Minute of the day, 0 to 1439.',
      validate: z.number().min(0, 'At least 0.').max(1439, 'At most 1439.'),
    }),
    until: t.int({
      description: 'Minute of the day, 1 to 1440; of the next day where it is not after `from`.',
      validate: z.number().min(1, 'At least 1.').max(1440, 'At most 1440.'),
    }),
  }),
})

export const MOST_WINDOWS = 20
export const factor = z.number().min(1001, 'More than 1000.').max(10_000, 'At most 10,000.')

const DraftInput = builder.inputType('DraftRewardCampaignInput', {
  description: 'A campaign.',
  fields: (t) => ({
    title: t.string({ description: 'Its title, 1 to 100 characters.', validate: someText(100) }),
    rule: t.field({ type: NameRef, description: 'What earns more.' }),
    factorPermille: t.int({ description: 'In thousandths of what the rule gives, 1001 to 10,000.', validate: factor }),
    startsAt: t.field({ type: 'DateTime', description: 'When it begins.' }),
    endsAt: t.field({ type: 'DateTime', description: 'When it ends, in the future.' }),
    timeZone: t.string({ description: 'IANA time zone of the windows.', validate: timeZone }),
    windows: t.field({
      type: [WindowInput],
      description: 'When it holds in a week; empty: all the time. 20 at most.',
      validate: z.array(z.unknown()).max(MOST_WINDOWS, `At most ${MOST_WINDOWS}.`),
    }),
    budget: t.field({ type: 'TokenAmount', description: 'What it may add in all.', validate: tokens }),
    perUser: t.field({ type: 'TokenAmount', description: 'What it may add for one user.', validate: tokens }),
    perUserDay: t.field({ type: 'TokenAmount', description: 'What it may add for one user in a day (UTC).', validate: tokens }),
    idempotencyKey: t.field({ type: 'UUID', description: 'Give the same key when you repeat a request: it is made once.' }),
  }),
})

const PublishInput = builder.inputType('PublishRewardCampaignInput', {
  description: 'Which campaign is to hold.',
  fields: (t) => ({ campaignId: t.field({ type: 'UUID', description: 'Id of the campaign.' }) }),
})
const StopInput = builder.inputType('StopRewardCampaignInput', {
  description: 'Which campaign is to end.',
  fields: (t) => ({
    campaignId: t.field({ type: 'UUID', description: 'Id of the campaign.' }),
    reason: t.string({ description: 'Why, 1 to 500 characters; it is kept in the audit.', validate: someText(500, 'Say why.') }),
  }),
})

builder.mutationFields((t) => ({
  draftRewardCampaign: t.field({
    type: CampaignRef,
    description: 'Drafts a campaign. It holds when another person has published it. Admins and treasurers only.',
    args: { input: t.arg({ type: DraftInput, description: 'The campaign.' }) },
    resolve: (_root, { input }, ctx) => draftCampaign(ctx, input),
  }),
  publishRewardCampaign: t.field({
    type: CampaignRef,
    description: 'Publishes a campaign that another person has drafted. Sent again it changes nothing. Admins and treasurers only.',
    args: { input: t.arg({ type: PublishInput, description: 'Which.' }) },
    resolve: (_root, { input }, ctx) => publishCampaign(ctx, input),
  }),
  stopRewardCampaign: t.field({
    type: CampaignRef,
    description:
      'Ends a campaign before its time; what it has added stays. Sent again it changes nothing. Admins and treasurers only.',
    args: { input: t.arg({ type: StopInput, description: 'Which, and why.' }) },
    resolve: (_root, { input }, ctx) => stopCampaign(ctx, input),
  }),
}))
