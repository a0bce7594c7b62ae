import { z } from 'zod'
import { someText } from '#lib/text.ts'
import { builder } from '../builder.ts'
import { ProviderRef } from '../providers/provider.schema.ts'
import { RefundRef } from '../refunds/refund.schema.ts'
import { BillRef } from '../bills/bill.schema.ts'
import { BILL_LIMITS } from '../bills/limits.ts'
import { payBill } from './pay.service.ts'
import { refundBill } from './refund-bill.service.ts'
import { retryRefund } from './retry-refund.service.ts'
import { writeOffBill } from './write-off.service.ts'

const billId = { type: 'UUID', description: 'The bill.' } as const
const reason = { description: 'Why; it is kept.', validate: someText(BILL_LIMITS.reason) } as const

const PayInput = builder.inputType('PayBillInput', {
  description: 'Which bill is paid, and with what.',
  fields: (t) => ({
    billId: t.field(billId),
    methodId: t.field({
      type: 'UUID',
      required: false,
      description: 'A way to pay of yours. Without this and `provider`: from your wallet.',
    }),
    provider: t.field({
      type: ProviderRef,
      required: false,
      description: 'Instead of `methodId`: you give a way to pay on the form or page of this provider, as `checkout` says.',
    }),
    keepMethod: t.boolean({
      required: false,
      description: 'With `provider`: keep the way to pay, if you agree there. False by default.',
    }),
    idempotencyKey: t.field({ type: 'UUID', description: 'The same key again pays nothing more, and gives the same bill.' }),
  }),
})

builder.mutationField('payBill', (t) =>
  t.field({
    type: BillRef,
    description:
      'Pays all that is due of a bill of yours: with a way to pay that you keep, with a new one, or from your wallet. If you have to confirm it, `checkout` says how. While another payment of it is under way it is a CONFLICT, so that nothing is paid twice; so it is where nothing is due, the bill is being corrected, the wallet has too little, or the key was used for another payment. NOT_FOUND: no bill or way to pay of yours. RATE_LIMITED after many tries in a day. A payment that is declined is no error: `state` and `declineCode` say so.',
    args: { input: t.arg({ type: PayInput, description: 'Which, and with what.' }) },
    resolve: (_root, { input }, ctx) => payBill(ctx, input),
  }),
)

const RefundInput = builder.inputType('RefundBillInput', {
  description: 'What of a bill goes back, and why.',
  fields: (t) => ({
    billId: t.field(billId),
    amountMinor: t.int({
      required: false,
      description: "Minor units of the bill's currency. Left out: all that was paid and has not gone back.",
      validate: z.number().int().positive('More than 0.'),
    }),
    reason: t.string({ ...reason, description: 'Why. Who has paid reads it, on the credit note too.' }),
    idempotencyKey: t.field({ type: 'UUID', description: 'The same key again refunds nothing more, and gives the same bill.' }),
  }),
})

builder.mutationField('refundBill', (t) =>
  t.field({
    type: BillRef,
    description:
      'Lets off a part of a paid bill and gives it back by what it was paid with, the oldest payment first, what the wallet has paid into the wallet: for admins, and for the operator whose station it was. Others find no bill (NOT_FOUND). CONFLICT: it is not paid, is being corrected or disputed, it is more than can go back, or the operator was paid out already and is owed less now. FORBIDDEN: you have paid it yourself.',
    args: { input: t.arg({ type: RefundInput, description: 'What, and why.' }) },
    resolve: (_root, { input }, ctx) => refundBill(ctx, input),
  }),
)

const RetryInput = builder.inputType('RetryRefundInput', {
  description: 'Which refund has failed, and how its money goes back now.',
  fields: (t) => ({
    refundId: t.field({ type: 'UUID', description: 'The refund that has failed.' }),
    toWallet: t.boolean({ description: "True: into its user's wallet. False: by the same way again." }),
  }),
})

builder.mutationField('retryRefund', (t) =>
  t.field({
    type: RefundRef,
    description:
      'Sends again what a refund has failed to bring; gives the refund that takes its place. For admins. CONFLICT: it has not failed, is not owed any more, or its payer has asked their bank. NOT_FOUND: no refund of a bill.',
    args: { input: t.arg({ type: RetryInput, description: 'Which, and how.' }) },
    resolve: (_root, { input }, ctx) => retryRefund(ctx, input),
  }),
)

const WriteOffInput = builder.inputType('WriteOffBillInput', {
  description: 'Which bill is given up, and why.',
  fields: (t) => ({ billId: t.field(billId), reason: t.string(reason) }),
})

builder.mutationField('writeOffBill', (t) =>
  t.field({
    type: BillRef,
    description:
      'Gives up what is due of a bill, at the cost of the platform. Its user may charge again. For admins. CONFLICT: nothing is due, or it is being paid or corrected. FORBIDDEN: the bill is your own.',
    args: { input: t.arg({ type: WriteOffInput, description: 'Which, and why.' }) },
    resolve: (_root, { input }, ctx) => writeOffBill(ctx, input),
  }),
)
