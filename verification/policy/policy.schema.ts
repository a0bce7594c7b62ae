import { z } from 'zod'
import { someText } from '#lib/text.ts'
import { builder } from '../builder.ts'
import { UserRef } from '../reference.schema.ts'
import type { Policy } from '../tables.ts'
import { allPolicies, policyNow, setPolicy } from './policy.service.ts'

const SHARE = 'Of 1,000 photos that the software would approve, so many go to people by lot'

const PolicyRef = builder.objectRef<Policy>('VerificationPolicy').implement({
  description:
    'How much of what the software would approve goes to people all the same, in one version. A lot is drawn for each submission when it is made. A version never changes, and every verdict names its own.',
  fields: (t) => ({
    version: t.exposeInt('version', { description: 'Number of the version, from 1; the highest holds.' }),
    since: t.expose('since', { type: 'DateTime', description: 'Since when it holds.' }),
    setBy: t.field({
      type: UserRef,
      nullable: true,
      description: 'Who has set it; null for the defaults.',
      resolve: ({ set_by }) => (set_by === null ? null : { id: set_by }),
    }),
    reason: t.exposeString('reason', { description: 'Why it was set.' }),
    auditPermille: t.exposeInt('audit_permille', { description: `${SHARE}.` }),
    unboundPermille: t.exposeInt('unbound_permille', {
      description: `${SHARE} if they were taken in no capture flow. Of several shares the largest counts.`,
    }),
    newDriverPermille: t.exposeInt('new_driver_permille', {
      description: `${SHARE} while their driver is new. Of several shares the largest counts.`,
    }),
    newDriverPhotos: t.exposeInt('new_driver_photos', {
      description: 'A driver is new until so many of their photos are approved.',
    }),
    unboundPerDay: t.exposeInt('unbound_per_day', {
      description:
        "Of a driver's photos that were taken in no capture flow, so many of a day (UTC, of the submission) are approved without people.",
    }),
    dayWorth: t.expose('day_worth', {
      type: 'TokenAmount',
      description:
        "If a driver's kilometres of a day (UTC, of the submission) are worth more by the rule of rewards, without bonuses, a person is asked.",
    }),
  }),
})

builder.queryFields((t) => ({
  verificationPolicy: t.field({
    type: PolicyRef,
    description: 'How much of what the software would approve goes to people now. For reviewers and admins.',
    resolve: (_root, _args, ctx) => policyNow(ctx),
  }),
  verificationPolicies: t.connection(
    {
      type: PolicyRef,
      description: 'Every version of the policy, the newest first. For reviewers and admins.',
      resolve: (_root, args, ctx) => allPolicies(ctx, args),
    },
    { description: 'A page of versions of the policy.' },
    { description: 'A place in the versions of the policy.' },
  ),
}))

const most = (limit: number) =>
  z
    .number()
    .min(0, 'Not below 0.')
    .max(limit, `At most ${limit.toLocaleString('en')}.`)

const SetPolicyInput = builder.inputType('SetVerificationPolicyInput', {
  description: 'All numbers of a new version.',
  fields: (t) => ({
    version: t.int({
      description: 'The version that you have read. If it holds no longer, nothing is changed.',
      validate: z.number().min(1),
    }),
    reason: t.string({
      description: 'Why it is changed; at most 500 characters.',
      validate: someText(500, 'Say why it is changed.'),
    }),
    auditPermille: t.int({ description: `${SHARE}, 0 to 1,000.`, validate: most(1_000) }),
    unboundPermille: t.int({
      description: 'The share of photos that were taken in no capture flow, 0 to 1,000.',
      validate: most(1_000),
    }),
    newDriverPermille: t.int({ description: "The share of new drivers' photos, 0 to 1,000.", validate: most(1_000) }),
    newDriverPhotos: t.int({
      description: 'Until so many photos are approved, a driver is new; 0 to 1,000.',
      validate: most(1_000),
    }),
    unboundPerDay: t.int({
      description: 'Photos of a driver and day, taken in no capture flow, that are approved without people, 0 to 1,000.',
      validate: most(1_000),
    }),
    dayWorth: t.field({
      type: 'TokenAmount',
      description: 'What kilometres of a driver and day may be worth without a person being asked.',
      validate: z.string().refine((amount) => BigInt(amount) < 2n ** 127n, 'Less than 2^127 base units.'),
    }),
  }),
})

builder.mutationField('setVerificationPolicy', (t) =>
  t.field({
    type: PolicyRef,
    description:
      'Sets how much of what the software would approve goes to people, for verdicts from now on. CONFLICT if another version has come since the one that you have read; the same again changes nothing. Admins only.',
    args: { input: t.arg({ type: SetPolicyInput, description: 'The numbers.' }) },
    resolve: (_root, { input }, ctx) => setPolicy(ctx, input),
  }),
)
