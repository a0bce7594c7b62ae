import { inMajorUnits } from '#lib/currency.ts'
import { entity } from '#lib/graph.ts'
import { someText } from '#lib/text.ts'
import { builder } from '../builder.ts'
import { ProviderRef } from '../providers/provider.schema.ts'
import { placeOfBill } from '../place.ts'
import { PlaceRef } from '../place.schema.ts'
import { UserRef } from '../reference.schema.ts'
import type { JournalKind, Payable, Payout } from '../tables.ts'
import { accountOf, approvePayout, payout, payoutEntries, payouts } from './payout.service.ts'

export const MAJOR = 'in major units, exactly, e.g. 19.90'

const StateRef = builder.enumType('PayoutState', {
  description: 'How far a payout is.',
  values: {
    DRAFT: { description: 'It was added up, and waits for its approval. One that a provider has refused waits again.' },
    APPROVED: { description: 'Somebody has approved it, and it is on its way to the provider.' },
    SENT: { description: 'The provider has it.' },
    PAID: { description: 'It has arrived. It may still come back.' },
    RETURNED: { description: 'It came back. Its amount is in a later payout.' },
  } satisfies Record<Payout['state'], object>,
})

/** What moves the account of an operator. */
const KINDS = {
  BILL_ISSUED: { description: 'A session was billed, or its bill corrected.' },
  BILL_CREDITED: { description: 'A part of a bill was let off.' },
  FEE_CHARGED: { description: 'The fee of the platform with its VAT; positive where some of it is given back.' },
  WRITTEN_OFF: { description: 'The operator bears what will not be paid.' },
  ADJUSTED: { description: 'Two people of the platform gave or took it.' },
  PAYOUT_SENT: { description: 'A payout was sent.' },
  PAYOUT_RETURNED: { description: 'A payout came back.' },
} satisfies Partial<Record<JournalKind, object>>
const KindRef = builder.enumType('PayableKind', { description: 'What moved what an operator is owed.', values: KINDS })

export const PayableRef = builder.objectRef<Payable>('PayableEntry').implement({
  description: 'A movement of what an operator is owed.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Of the entry in the ledger.' }),
    kind: t.field({
      type: KindRef,
      description: 'What it was.',
      // Nothing else is written to these accounts.
      resolve: ({ kind }) => kind as keyof typeof KINDS,
    }),
    at: t.expose('at', { type: 'DateTime', description: 'When it was written.' }),
    amount: t.string({
      description: `So much more the operator is owed, ${MAJOR}; negative: less.`,
      resolve: ({ amount_minor: minor, currency }) => inMajorUnits(minor, currency),
    }),
    billId: t.expose('bill_id', { type: 'UUID', nullable: true, description: 'The bill that it comes from, if it does.' }),
    place: t.field({
      type: PlaceRef,
      nullable: true,
      description: 'Where the session of that bill was charged; null where there is none.',
      resolve: ({ bill_id: billId }, _args, ctx) => placeOfBill(ctx, billId),
    }),
  }),
})

const EdgeRef = builder.edgeObject({ type: PayableRef, name: 'PayableEntryEdge', description: 'A movement in its place.' })
const ConnectionRef = builder.connectionObject(
  { type: PayableRef, name: 'PayableEntryConnection', description: 'A page of movements.' },
  EdgeRef,
)
/** The pages of both lists. */
export const PAYABLES = [ConnectionRef, EdgeRef] as const

const PayoutRef = builder.objectRef<Payout>('Payout').implement({
  description: 'What is sent to an operator for a week: what was earned until its end, and is in no earlier payout.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Its id.' }),
    operator: t.field({ type: UserRef, description: 'Whose it is.', resolve: ({ operator_id: id }) => ({ id }) }),
    state: t.expose('state', { type: StateRef, description: 'How far it is.' }),
    week: t.exposeString('week', { description: "The Monday of its week by the operator's clock, e.g. 2026-11-16." }),
    beginsAt: t.expose('begins_at', { type: 'DateTime', description: 'When its week begins.' }),
    endsAt: t.expose('ends_at', {
      type: 'DateTime',
      description: 'When its week ends, which is out. What was earned by then is in it.',
    }),
    amount: t.string({
      description: `What is sent, ${MAJOR}.`,
      resolve: ({ amount_minor: minor, currency }) => inMajorUnits(minor, currency),
    }),
    earned: t.string({
      description: `What its entries come to, ${MAJOR}.`,
      resolve: ({ earned_minor: minor, currency }) => inMajorUnits(minor, currency),
    }),
    carried: t.string({
      description: `What earlier payouts left because their provider could not send it, ${MAJOR}.`,
      resolve: ({ carried_minor: minor, currency }) => inMajorUnits(minor, currency),
    }),
    currency: t.exposeString('currency', { description: 'ISO 4217 code.' }),
    provider: t.expose('provider', {
      type: ProviderRef,
      nullable: true,
      description: 'Who sends it; null until it is approved.',
    }),
    account: t.string({
      nullable: true,
      description:
        'The account there that it goes to; of a draft the one that stands in the business data now. Null: none is given.',
      resolve: (parent, _args, ctx) => accountOf(ctx, parent),
    }),
    approvedBy: t.field({
      type: UserRef,
      nullable: true,
      description: 'Who has approved it; null until then.',
      resolve: ({ approved_by: id }) => (id === null ? null : { id }),
    }),
    approvedAt: t.expose('approved_at', { type: 'DateTime', nullable: true, description: 'When it was approved.' }),
    sentAt: t.expose('sent_at', { type: 'DateTime', nullable: true, description: 'When the provider had it.' }),
    doneAt: t.expose('done_at', {
      type: 'DateTime',
      nullable: true,
      description: 'When it arrived or came back, as far as we learnt it.',
    }),
    failure: t.exposeString('failure', {
      nullable: true,
      description: "Why it came back or was refused, in the provider's word. Mend it, e.g. the account, and approve it again.",
    }),
    entries: t.connection(
      {
        type: PayableRef,
        description: 'What it is of, the oldest first.',
        resolve: (parent, args, ctx) => payoutEntries(ctx, parent, args),
      },
      ...PAYABLES,
    ),
  }),
})
entity(builder, PayoutRef, (id, ctx) => payout(ctx, id))

const FilterInput = builder.inputType('PayoutFilter', {
  description: 'Which payouts; what is left out does not narrow the list.',
  fields: (t) => ({
    operatorId: t.field({ type: 'UUID', required: false, description: "Of this operator. Somebody else's is NOT_FOUND." }),
    state: t.field({ type: StateRef, required: false, description: 'As far as this.' }),
  }),
})

builder.queryFields((t) => ({
  payouts: t.connection(
    {
      type: PayoutRef,
      description:
        'Payouts, the newest first. Operators and partners see their own, ADMIN, TREASURER and COMPLIANCE all; others are FORBIDDEN. Keys need the scope billing:read.',
      args: { filter: t.arg({ type: FilterInput, required: false, description: 'Which ones.' }) },
      resolve: (_root, { filter, ...args }, ctx) => payouts(ctx, filter ?? {}, args),
    },
    { name: 'PayoutConnection', description: 'A page of payouts.' },
    { name: 'PayoutEdge', description: 'A payout in its place.' },
  ),
  payout: t.field({
    type: PayoutRef,
    nullable: true,
    description: 'A payout; null where there is none that the caller may see.',
    args: { id: t.arg({ type: 'UUID', description: 'Its id.' }) },
    resolve: (_root, { id }, ctx) => payout(ctx, id),
  }),
}))

const ApproveInput = builder.inputType('ApprovePayoutInput', {
  description: 'Which payout, and where to.',
  fields: (t) => ({
    payoutId: t.field({ type: 'UUID', description: 'Its id.' }),
    account: t.string({
      description: 'The account that it goes to, as `Payout.account` shows it: to another one it is not sent.',
      validate: someText(250),
    }),
  }),
})

builder.mutationField('approvePayout', (t) =>
  t.field({
    type: PayoutRef,
    description:
      'Lets a payout go to its operator; it is sent at once. For ADMIN and TREASURER, never for the operator. Said again by the same person it changes nothing. NOT_FOUND: there is no such payout. CONFLICT: somebody else has approved it, its operator has another account by now, or it cannot be sent; the message says why. FORBIDDEN: it is your own.',
    args: { input: t.arg({ type: ApproveInput, description: 'Which one.' }) },
    resolve: (_root, { input }, ctx) => approvePayout(ctx, input),
  }),
)
