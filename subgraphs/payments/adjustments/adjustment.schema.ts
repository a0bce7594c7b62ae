import { z } from 'zod'
import { someText, text } from '#lib/text.ts'
import { currency } from '../amount.ts'
import { builder } from '../builder.ts'
import { MoneyRef, UserRef } from '../reference.schema.ts'
import type { Adjustment, AdjustmentState } from '../tables.ts'
import { adjustments, decideAdjustment, proposeAdjustment, withdrawAdjustment } from './adjustment.service.ts'
import { ADJUSTMENT_LIMITS } from './limits.ts'

const STATES: Readonly<Record<AdjustmentState, { description: string }>> = {
  PROPOSED: { description: 'Somebody else must decide.' },
  APPROVED: { description: 'It is booked.' },
  REJECTED: { description: 'It is not.' },
  WITHDRAWN: { description: 'Whoever proposed it took it back.' },
  EXPIRED: { description: 'Nobody decided in time.' },
}
const StateRef = builder.enumType('AdjustmentState', { description: 'What became of an adjustment.', values: STATES })

const BENEFICIARIES: Readonly<Record<Adjustment['beneficiary'], { description: string }>> = {
  USER: { description: 'A user: into the wallet, or out of it.' },
  OPERATOR: { description: 'An operator: what the platform owes it.' },
}
const BeneficiaryRef = builder.enumType('AdjustmentBeneficiary', {
  description: 'Whom an adjustment is for.',
  values: BENEFICIARIES,
})

const AdjustmentRef = builder.objectRef<Adjustment>('Adjustment').implement({
  description: 'An amount that is given to a user or an operator, or taken from them. One person proposes it, another decides.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the adjustment.' }),
    beneficiary: t.expose('beneficiary', { type: BeneficiaryRef, description: 'Whom it is for.' }),
    beneficiaryId: t.expose('beneficiary_id', { type: 'UUID', description: 'Id of the user or operator.' }),
    amount: t.field({
      type: MoneyRef,
      description: 'What they get; negative: what is taken from them.',
      resolve: ({ amount_minor: amountMinor, currency: code }) => ({ amountMinor, currency: code }),
    }),
    state: t.expose('state', { type: StateRef, description: 'What became of it.' }),
    reason: t.exposeString('reason', { description: 'Why.' }),
    evidence: t.exposeString('evidence', { description: 'What shows it.' }),
    proposedBy: t.field({ type: UserRef, description: 'Who proposed it.', resolve: ({ proposed_by: id }) => ({ id }) }),
    proposedAt: t.expose('proposed_at', { type: 'DateTime', description: 'When.' }),
    expiresAt: t.expose('expires_at', { type: 'DateTime', description: 'Until when it can be decided.' }),
    decidedBy: t.field({
      type: UserRef,
      nullable: true,
      description: 'Who approved, rejected or withdrew it; null before, and when nobody did in time.',
      resolve: ({ decided_by: id }) => (id === null ? null : { id }),
    }),
    decidedAt: t.expose('decided_at', { type: 'DateTime', nullable: true, description: 'When; null before.' }),
    decisionReason: t.exposeString('decision_reason', { nullable: true, description: 'Why, where it was said.' }),
  }),
})

builder.queryFields((t) => ({
  adjustments: t.connection(
    {
      type: AdjustmentRef,
      description: 'Adjustments, the newest first. For ADMIN, TREASURER and COMPLIANCE, else FORBIDDEN.',
      args: { states: t.arg({ type: [StateRef], required: false, description: 'In one of these states; all without it.' }) },
      resolve: (_root, { states, ...page }, ctx) => adjustments(ctx, states ?? null, page),
    },
    { name: 'AdjustmentConnection', description: 'A page of adjustments.' },
    { name: 'AdjustmentEdge', description: 'An adjustment in a list.' },
  ),
}))

const ProposeInput = builder.inputType('ProposeAdjustmentInput', {
  description: 'Who is to get or give what, and why.',
  fields: (t) => ({
    beneficiary: t.field({ type: BeneficiaryRef, description: 'Whom it is for.' }),
    beneficiaryId: t.field({ type: 'UUID', description: 'Id of the user or operator, who has had to do with money here.' }),
    amountMinor: t.int({
      description: `Minor units of the currency, not 0: positive to give, negative to take. At most ${ADJUSTMENT_LIMITS.euros} EUR, or about as much of another currency.`,
      validate: z
        .number()
        .int()
        .refine((amount) => amount !== 0, 'Not 0.'),
    }),
    currency: t.string({ description: 'ISO 4217.', validate: currency }),
    reason: t.string({ description: 'Why; it is kept.', validate: someText(500) }),
    evidence: t.string({ description: 'What shows it: a bill, a ticket, a letter. It is kept.', validate: someText(2_000) }),
    idempotencyKey: t.field({ type: 'UUID', description: 'The same key again proposes nothing and gives the same adjustment.' }),
  }),
})

const DecideInput = builder.inputType('DecideAdjustmentInput', {
  description: 'What is decided on a proposal.',
  fields: (t) => ({
    adjustmentId: t.field({ type: 'UUID', description: 'The adjustment.' }),
    approve: t.boolean({ description: 'True: it is booked. False: it is not.' }),
    reason: t.string({ required: false, description: 'Why; it is kept.', validate: text(500) }),
  }),
})

const WithdrawInput = builder.inputType('WithdrawAdjustmentInput', {
  description: 'A proposal of your own that is to be decided no more.',
  fields: (t) => ({ adjustmentId: t.field({ type: 'UUID', description: 'The adjustment.' }) }),
})

builder.mutationFields((t) => ({
  proposeAdjustment: t.field({
    type: AdjustmentRef,
    description: `Proposes to give an amount to a user or an operator, or to take it: for ADMIN and TREASURER, not for themselves (FORBIDDEN). Nothing moves before somebody else approves it, within ${ADJUSTMENT_LIMITS.days} days. NOT_FOUND for whom payments do not know.`,
    args: { input: t.arg({ type: ProposeInput, description: 'Who, what and why.' }) },
    resolve: (_root, { input }, ctx) => proposeAdjustment(ctx, input),
  }),
  decideAdjustment: t.field({
    type: AdjustmentRef,
    description: `Approves a proposal or rejects it: for ADMIN and TREASURER, FORBIDDEN for whoever proposed it and whom it is for. An approved one is booked at once. CONFLICT when it is decided or too old, and where a wallet has not so much to take; RATE_LIMITED above ${ADJUSTMENT_LIMITS.eurosDaily} EUR in a day, or about as much of another currency.`,
    args: { input: t.arg({ type: DecideInput, description: 'Which, and what.' }) },
    resolve: (_root, { input }, ctx) => decideAdjustment(ctx, input),
  }),
  withdrawAdjustment: t.field({
    type: AdjustmentRef,
    description: 'Takes back a proposal of your own. CONFLICT when it is decided.',
    args: { input: t.arg({ type: WithdrawInput, description: 'Which.' }) },
    resolve: (_root, { input }, ctx) => withdrawAdjustment(ctx, input),
  }),
}))
