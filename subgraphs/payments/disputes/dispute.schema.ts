import { z } from 'zod'
import { someText } from '#lib/text.ts'
import { BillRef } from '../bills/bill.schema.ts'
import { builder } from '../builder.ts'
import { MoneyRef } from '../reference.schema.ts'
import type { Dispute } from '../tables.ts'
import { answerDispute, disputeList } from './dispute.service.ts'
import { DISPUTE_LIMITS } from './limits.ts'

const StateRef = builder.enumType('DisputeState', {
  description: 'How far a dispute is.',
  values: {
    NEEDS_RESPONSE: { description: 'The bank wants to hear us, until `dueBy`.' },
    UNDER_REVIEW: { description: 'The bank decides.' },
    WON: { description: 'The money is ours again.' },
    LOST: { description: 'The money is gone: its payer owes it again.' },
  } satisfies Record<Dispute['state'], object>,
})

const DisputeRef = builder.objectRef<Dispute>('Dispute').implement({
  description: 'A payer has told their bank that a payment was not right. The provider keeps the money until the bank has decided.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the dispute.' }),
    state: t.expose('state', { type: StateRef, description: 'How far it is.' }),
    bill: t.field({
      type: BillRef,
      nullable: true,
      description: 'The bill that the payment was of; null if of none.',
      resolve: ({ payment_id }, _args, { loaders }) => loaders.billOfPayment.load(payment_id),
    }),
    amount: t.field({
      type: MoneyRef,
      description: 'What the payer wants back.',
      resolve: ({ amount_minor: amountMinor, currency }) => ({ amountMinor, currency }),
    }),
    fee: t.field({
      type: MoneyRef,
      description: "The provider's charge for it.",
      resolve: ({ fee_minor: amountMinor, currency }) => ({ amountMinor, currency }),
    }),
    reason: t.exposeString('reason', { description: "The provider's word for why, e.g. fraudulent." }),
    dueBy: t.expose('due_by', {
      type: 'DateTime',
      nullable: true,
      description: 'Until when it can be answered; null where nobody says.',
    }),
    answer: t.string({
      nullable: true,
      description: 'What we have said; null before.',
      resolve: ({ evidence }) => evidence?.text ?? null,
    }),
    answeredAt: t.expose('answered_at', { type: 'DateTime', nullable: true, description: 'When; null before.' }),
    openedAt: t.expose('opened_at', { type: 'DateTime', description: 'When we have heard of it.' }),
    closedAt: t.expose('closed_at', { type: 'DateTime', nullable: true, description: 'When it was decided; null before.' }),
  }),
})

builder.queryFields((t) => ({
  disputes: t.connection(
    {
      type: DisputeRef,
      description: 'Disputes, the newest first. For admins.',
      args: { state: t.arg({ type: [StateRef], required: false, description: 'In one of these states.' }) },
      resolve: (_root, { state, ...page }, ctx) => disputeList(ctx, state ?? null, page),
    },
    { name: 'DisputeConnection', description: 'A page of disputes.' },
    { name: 'DisputeEdge', description: 'A dispute in its place.' },
  ),
}))

const AnswerInput = builder.inputType('AnswerDisputeInput', {
  description: 'What the bank is told. It takes one answer.',
  fields: (t) => ({
    disputeId: t.field({ type: 'UUID', description: 'The dispute.' }),
    text: t.string({ description: 'What happened, in words.', validate: someText(DISPUTE_LIMITS.text) }),
    documents: t.stringList({
      description: `Public links or names of documents, at most ${DISPUTE_LIMITS.documents}.`,
      validate: z.array(someText(DISPUTE_LIMITS.document)).max(DISPUTE_LIMITS.documents),
    }),
  }),
})

builder.mutationField('answerDispute', (t) =>
  t.field({
    type: DisputeRef,
    description: 'Answers a dispute, once. For admins. CONFLICT: it was answered or decided, or its time is over.',
    args: { input: t.arg({ type: AnswerInput, description: 'Which, and what is said.' }) },
    resolve: (_root, { input }, ctx) => answerDispute(ctx, input),
  }),
)
