import { z } from 'zod'
import { timeZone } from '#lib/text.ts'
import { builder } from '../builder.ts'
import { factor, MOST_WINDOWS, WindowInput } from './campaign.schema.ts'
import { dryRun, type DryRun } from './dry-run.service.ts'
import { NameRef, PeriodRef, tokens } from './rule.schema.ts'

const DayRef = builder.objectRef<DryRun['days'][number]>('RewardDryRunDay').implement({
  description: 'A day (UTC) of a dry run.',
  fields: (t) => ({
    day: t.exposeString('day', { description: 'The day, e.g. 2026-11-22.' }),
    rewards: t.exposeInt('rewards', { description: 'What would have earned.' }),
    users: t.exposeInt('users', { description: 'Who would have earned.' }),
    amount: t.expose('amount', { type: 'TokenAmount', description: 'What they would have earned.' }),
  }),
})
const TopRef = builder.objectRef<DryRun['top'][number]>('RewardDryRunUser').implement({
  description: 'Who would have earned most.',
  fields: (t) => ({
    pseudonym: t.exposeString('pseudonym', { description: 'A name for this run alone.' }),
    rewards: t.exposeInt('rewards', { description: 'What would have earned.' }),
    amount: t.expose('amount', { type: 'TokenAmount', description: 'What it would have earned.' }),
  }),
})
const DryRunRef = builder.objectRef<DryRun>('RewardDryRun').implement({
  description:
    'What a rule, or a campaign, would have given in a time that is past. What never earned anything is not in it: of that we keep nothing. Limits of a day are not in it either; the budget of the rule is.',
  fields: (t) => ({
    rewards: t.exposeInt('rewards', { description: 'What would have earned.' }),
    users: t.exposeInt('users', { description: 'Who would have earned.' }),
    amount: t.expose('amount', { type: 'TokenAmount', description: 'What they would have earned, with what the campaign adds.' }),
    bonus: t.expose('bonus', { type: 'TokenAmount', description: 'What of it the campaign adds, within its budget.' }),
    earnedThen: t.expose('earnedThen', { type: 'TokenAmount', description: 'What was earned in truth.' }),
    budgetUsedUpAt: t.expose('budgetUsedUpAt', {
      type: 'DateTime',
      nullable: true,
      description: "When the campaign's budget would have been used up; null when it would not.",
    }),
    held: t.expose('held', {
      type: 'TokenAmount',
      description: "What the rule's budget would have held for a person; it is in no other figure here.",
    }),
    ruleBudgetUsedUpAt: t.expose('ruleBudgetUsedUpAt', {
      type: 'DateTime',
      nullable: true,
      description: "When the rule's budget would have held something for the first time; null when it never would.",
    }),
    days: t.expose('days', { type: [DayRef], description: 'By days, the oldest first; 92 at most.' }),
    top: t.expose('top', {
      type: [TopRef],
      description: 'Who would have earned most, ten at most, under names that tell nothing.',
    }),
  }),
})

const TermsInput = builder.inputType('RewardTermsInput', {
  description: 'What a version of a rule gives.',
  fields: (t) => ({
    per: t.int({
      description: 'So many units of the rule earn `amount`, 1 to 1,000,000.',
      validate: z.number().min(1, 'At least 1.').max(1_000_000, 'At most 1,000,000.'),
    }),
    amount: t.field({ type: 'TokenAmount', description: 'What that many units earn.', validate: tokens }),
    maximum: t.field({ type: 'TokenAmount', description: 'The most for one reward.', validate: tokens }),
    budget: t.field({
      type: 'TokenAmount',
      required: false,
      description: 'What the rule may give in each period; without a bound when left out.',
      validate: tokens,
    }),
    period: t.field({ type: PeriodRef, required: false, description: 'What the budget is for; a day when left out.' }),
  }),
})
const CampaignTermsInput = builder.inputType('RewardCampaignTermsInput', {
  description: 'What a campaign adds.',
  fields: (t) => ({
    factorPermille: t.int({ description: 'In thousandths of what the rule gives, 1001 to 10,000.', validate: factor }),
    timeZone: t.string({ description: 'IANA time zone of the windows.', validate: timeZone }),
    windows: t.field({
      type: [WindowInput],
      description: 'When it holds in a week; empty: all the time.',
      validate: z.array(z.unknown()).max(MOST_WINDOWS),
    }),
    budget: t.field({ type: 'TokenAmount', description: 'What it may add in all.', validate: tokens }),
    perUser: t.field({ type: 'TokenAmount', description: 'What it may add for one user.', validate: tokens }),
    perUserDay: t.field({ type: 'TokenAmount', description: 'What it may add for one user in a day (UTC).', validate: tokens }),
  }),
})
const DryRunInputRef = builder.inputType('RewardDryRunInput', {
  description: 'What is to be tried on the past.',
  fields: (t) => ({
    rule: t.field({ type: NameRef, description: 'What is rewarded.' }),
    from: t.field({ type: 'DateTime', description: 'What was earned from then on.' }),
    until: t.field({ type: 'DateTime', description: 'And before then; at most 92 days after `from`.' }),
    terms: t.field({
      type: TermsInput,
      required: false,
      description: 'What it would give; what the rule gives now when this and `ruleId` are left out.',
    }),
    ruleId: t.field({
      type: 'UUID',
      required: false,
      description: 'A version of the rule, a draft too, to be tried as it is. Not beside `terms`.',
    }),
    campaign: t.field({ type: CampaignTermsInput, required: false, description: 'What would be added; nothing when left out.' }),
  }),
})

builder.queryField('rewardDryRun', (t) =>
  t.field({
    type: DryRunRef,
    description: 'Tries a rule or a campaign on the past, and writes nothing. Admins and treasurers only.',
    args: { input: t.arg({ type: DryRunInputRef, description: 'What, and on which time.' }) },
    resolve: (_root, { input }, ctx) => dryRun(ctx, input),
  }),
)
