import { builder } from '../builder.ts'
import { MoneyRef } from '../reference.schema.ts'
import type { Refund } from '../tables.ts'
import { refundList } from './refund.service.ts'

const StateRef = builder.enumType('RefundState', {
  description: 'How far a refund is.',
  values: {
    REQUESTED: { description: 'The provider has not answered yet.' },
    PENDING: { description: 'The provider is sending it.' },
    SUCCEEDED: { description: 'The money has gone back.' },
    FAILED: { description: 'It could not be sent: it is owed again.' },
    CANCELLED: { description: 'It was called off: it is owed again.' },
  } satisfies Record<Refund['state'], object>,
})

export const RefundRef = builder.objectRef<Refund>('Refund').implement({
  description: 'Money of a bill on its way back.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the refund.' }),
    billId: t.expose('bill_id', { type: 'UUID', nullable: true, description: 'The bill; null where a wallet was paid out.' }),
    state: t.expose('state', { type: StateRef, description: 'How far it is.' }),
    amount: t.field({
      type: MoneyRef,
      description: 'How much.',
      resolve: ({ amount_minor: amountMinor, currency }) => ({ amountMinor, currency }),
    }),
    netted: t.field({
      type: MoneyRef,
      description: 'What of one that failed was set against what its user has come to owe for the same bill: it is owed no more.',
      resolve: ({ netted_minor: amountMinor, currency }) => ({ amountMinor, currency }),
    }),
    toWallet: t.exposeBoolean('to_wallet', { description: 'True: into the wallet. False: by the provider that has taken it.' }),
    reason: t.exposeString('reason', { description: 'Why, in the words of who gave it back.' }),
    replaces: t.expose('replaces', {
      type: 'UUID',
      nullable: true,
      description: 'The refund that failed, whose place it takes; null if none.',
    }),
    createdAt: t.expose('created_at', { type: 'DateTime', description: 'When it was asked for.' }),
    changedAt: t.expose('changed_at', { type: 'DateTime', description: 'When it last changed.' }),
  }),
})

builder.queryFields((t) => ({
  refunds: t.connection(
    {
      type: RefundRef,
      description: 'Refunds of all bills, the newest first. For admins: those that failed want somebody.',
      args: { state: t.arg({ type: [StateRef], required: false, description: 'In one of these states.' }) },
      resolve: (_root, { state, ...page }, ctx) => refundList(ctx, state ?? null, page),
    },
    { name: 'RefundConnection', description: 'A page of refunds.' },
    { name: 'RefundEdge', description: 'A refund in its place.' },
  ),
}))
