import { entity } from '#lib/graph.ts'
import { builder } from '../builder.ts'
import { placeOfBill } from '../place.ts'
import { PlaceRef } from '../place.schema.ts'
import { MoneyRef, ReservationRef, SessionRef, UserRef } from '../reference.schema.ts'
import { RefundRef } from '../refunds/refund.schema.ts'
import type { Bill } from '../tables.ts'
import { CheckoutRef } from './checkout.schema.ts'
import { billList, billOfSession, billsOfUser, checkoutOf, payerOf, seenBill, watchBill } from './bill.service.ts'
import { dueOf, keptOf } from './due.ts'
import { BillRecordRef } from './record.schema.ts'

export const BillStateRef = builder.enumType('BillState', {
  description: 'How far a bill is paid.',
  values: {
    OPEN: { description: 'It is to be paid, and nobody takes the money by themselves.' },
    PAYING: { description: 'A payment is under way.' },
    PAID: { description: 'Nothing is due.' },
    OVERDUE: {
      description: 'The money could not be had. It is tried again after 1, 3 and 7 days; after 14 its user cannot charge.',
    },
    WRITTEN_OFF: { description: 'Nobody waits for it any more.' },
  } satisfies Record<Bill['state'], object>,
})

const WhyRef = builder.enumType('BillReason', {
  description: 'Why a bill is as it is.',
  values: {
    NO_METHOD: { description: 'Its user has no way to pay that may be charged while they are away.' },
    DECLINED: { description: 'The payment was declined, or its user did not confirm it.' },
    DISPUTE_LOST: { description: 'Its user has taken the money back by their bank.' },
    TOP_UP_GONE: { description: 'The money of a top-up went back to who had paid it, and was not in the wallet any more.' },
    TOO_LITTLE: { description: 'What was left is less than a provider takes. It is given up.' },
    ABOVE_HOLD: { description: 'Its user charged as a guest, and what was blocked is taken. The rest is given up.' },
  } satisfies Record<NonNullable<Bill['why']>, object>,
})

const money = (amountMinor: number, { currency }: Bill) => ({ amountMinor, currency })

export const BillRef = builder.objectRef<Bill>('Bill').implement({
  description:
    'What a user owes for a charging session: the sum of its records. A record that was wrong is taken back by one record and billed anew by another; only the difference is paid or comes back. Or what a user owes for a slot that they have not used. Also what a user owes because the money of a top-up went back, by their bank or by the provider, and was spent: until that is paid they cannot charge.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the bill.' }),
    state: t.expose('state', { type: BillStateRef, description: 'How far it is paid.' }),
    session: t.field({
      type: SessionRef,
      nullable: true,
      description: 'The session it is for; null where it is for something else.',
      resolve: ({ kind, subject_id: id }) => (kind === 'SESSION' ? { id } : null),
    }),
    reservation: t.field({
      type: ReservationRef,
      nullable: true,
      description: 'The slot it is for, which was not used or was cancelled late; null where it is for something else.',
      resolve: ({ kind, subject_id: id }) => (kind === 'RESERVATION' ? { id } : null),
    }),
    topUpId: t.field({
      type: 'UUID',
      nullable: true,
      description:
        'The top-up whose money went back to who had paid it; null where it is for something else. Its user reads it by `topUp`.',
      resolve: ({ kind, subject_id: id }) => (kind === 'TOP_UP' ? id : null),
    }),
    place: t.field({
      type: PlaceRef,
      nullable: true,
      description: 'Where it was charged, by its newest record; null where an older version of charging did not say.',
      resolve: ({ id }, _args, ctx) => placeOfBill(ctx, id),
    }),
    user: t.field({
      type: UserRef,
      nullable: true,
      description: 'Who pays it; null for the operator, who need not know.',
      resolve: (bill, _args, ctx) => payerOf(ctx, bill),
    }),
    records: t.field({
      type: [BillRecordRef],
      description: 'The records that it adds up, in the order they were issued.',
      resolve: async ({ id, currency }, _args, { loaders }) =>
        (await loaders.recordsOfBill.load(id)).map((record) => ({ ...record, currency })),
    }),
    total: t.field({
      type: MoneyRef,
      description: 'The sum of its records; of a top-up what went back.',
      resolve: (bill) => money(bill.total_minor, bill),
    }),
    letOff: t.field({
      type: MoneyRef,
      description: 'What was let off and has gone back, or is on its way.',
      resolve: (bill) => money(bill.allowed_minor, bill),
    }),
    paid: t.field({
      type: MoneyRef,
      description: 'What was paid, less what has gone back or is on its way.',
      resolve: (bill) => money(keptOf(bill), bill),
    }),
    due: t.field({
      type: MoneyRef,
      description: 'What is still to be paid; negative: what its user is owed.',
      resolve: (bill) => money(dueOf(bill), bill),
    }),
    beingCorrected: t.expose('waits', {
      type: 'Boolean',
      description: 'True while a record was taken back and the new one is not known: nothing is taken or given back.',
    }),
    why: t.expose('why', { type: WhyRef, nullable: true, description: 'Why it is so; null where there is nothing to say.' }),
    declineCode: t.exposeString('decline_code', {
      nullable: true,
      description: "The provider's own word for the last failure, e.g. insufficient_funds.",
    }),
    overdueSince: t.expose('overdue_at', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when it is overdue; null if not.',
    }),
    nextStepAt: t.expose('next_at', {
      type: 'DateTime',
      nullable: true,
      description: 'When it is tried again, or its user is blocked; null where neither will be.',
    }),
    blocksUser: t.expose('blocks', { type: 'Boolean', description: 'True while its user cannot charge because of it.' }),
    openedAt: t.expose('opened_at', { type: 'DateTime', description: 'When it was made.' }),
    paidAt: t.expose('paid_at', { type: 'DateTime', nullable: true, description: 'When it was paid; null before.' }),
    checkout: t.field({
      type: CheckoutRef,
      nullable: true,
      description: 'What its user confirms a payment with that is under way; null where nothing waits for them, and for others.',
      resolve: (bill, _args, ctx) => checkoutOf(ctx, bill),
    }),
    refunds: t.field({
      type: [RefundRef],
      description: 'Money that has gone back or is on its way, the oldest first.',
      resolve: ({ id }, _args, { loaders }) => loaders.refundsOfBill.load(id),
    }),
  }),
})
entity(builder, BillRef, (id, ctx) => seenBill(ctx, id))

const PAGE = [
  { name: 'BillConnection', description: 'A page of bills.' },
  { name: 'BillEdge', description: 'A bill in its place.' },
] as const
export const BillConnectionRef = builder.connectionObject({ type: BillRef, ...PAGE[0] }, PAGE[1])

builder.objectFields(UserRef, (t) => ({
  bills: t.connection(
    {
      type: BillRef,
      description: 'Their bills, the newest first: for themselves and admins. NOT_FOUND for others.',
      resolve: ({ id }, args, ctx) => billsOfUser(ctx, id, args),
    },
    BillConnectionRef,
  ),
}))

builder.objectFields(SessionRef, (t) => ({
  bill: t.field({
    type: BillRef,
    nullable: true,
    description:
      'Its bill: for who pays it, the operator of its station and admins. Null before its record, and where nobody pays us.',
    resolve: ({ id }, _args, ctx) => billOfSession(ctx, id),
  }),
}))

const FilterInput = builder.inputType('BillFilter', {
  description: 'Which bills; what is left out does not narrow the list.',
  fields: (t) => ({
    state: t.field({ type: [BillStateRef], required: false, description: 'In one of these states.' }),
    operatorId: t.field({
      type: 'UUID',
      required: false,
      description: "Of this operator's stations; an operator sees only their own.",
    }),
    userId: t.field({ type: 'UUID', required: false, description: 'Of this user; only admins may ask so.' }),
  }),
})

builder.queryFields((t) => ({
  bill: t.field({
    type: BillRef,
    nullable: true,
    description: 'A bill: for who pays it, the operator of its station and admins. Null for anybody else.',
    args: { id: t.arg({ type: 'UUID', description: 'Its id.' }) },
    resolve: (_root, { id }, ctx) => seenBill(ctx, id),
  }),
  bills: t.connection(
    {
      type: BillRef,
      description: 'Bills of sessions at the stations you operate, of all for an admin, the newest first.',
      args: { filter: t.arg({ type: FilterInput, required: false, description: 'Which.' }) },
      resolve: (_root, { filter, ...page }, ctx) => billList(ctx, filter ?? {}, page),
    },
    BillConnectionRef,
  ),
}))

builder.subscriptionFields((t) => ({
  billUpdated: t.field({
    type: BillRef,
    description: 'A bill as it is, and each time that it or one of its refunds changes: for those who see it.',
    args: { billId: t.arg({ type: 'UUID', description: 'The bill.' }) },
    subscribe: (_root, { billId }, ctx) => watchBill(ctx, billId),
    resolve: (bill: Bill) => bill,
  }),
}))
