import { BillRef } from './bills/bill.schema.ts'
import { builder } from './builder.ts'
import { InvoiceRef } from './invoices/invoice.schema.ts'
import { invoicesOfBill, receiptOfBill } from './invoices/invoice.service.ts'

builder.objectFields(BillRef, (t) => ({
  invoices: t.field({
    type: [InvoiceRef],
    description:
      'What was written of it, the oldest first: an invoice for each record, credit notes for records that were taken back and for refunds. They may wait for the business of its operator.',
    resolve: ({ id }, _args, ctx) => invoicesOfBill(ctx, id),
  }),
  receiptUrl: t.field({
    type: 'URL',
    nullable: true,
    description:
      'A page for whoever has the link, good for 30 days: what was paid, with links to the invoices. For who pays it and admins; null for others.',
    resolve: (bill, _args, ctx) => receiptOfBill(ctx, bill),
  }),
}))
