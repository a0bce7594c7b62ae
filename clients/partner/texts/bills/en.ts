import type { InvoiceKind } from '../../generated/graphql.ts'

const invoiceKinds: Record<InvoiceKind, string> = { INVOICE: 'Invoice', CREDIT_NOTE: 'Credit note' }

export const billsTexts = {
  invoiceKinds,
  bills: {
    title: 'Bills',
    month: 'Month',
    what: 'Show',
    whats: { bills: 'Bills of sessions', invoices: 'Invoices' },
    hints: {
      bills: 'What sessions at your stations cost, by the moment a bill was made. A credit takes a bill back.',
      invoices: 'What you have issued to those who charged. Its links work for a quarter of an hour.',
    },
    csv: 'Save as CSV',
    count: 'Bills',
    counted: (bills: string, credits: string) => `${bills}, ${credits} taken back`,
    energy: 'Energy',
    exclVat: 'Without VAT',
    payable: 'To pay',
    noBills: 'No bill in this month. One is made when a session at your station ends.',
    noInvoices: 'No invoice in this month.',
    issued: 'Made',
    station: 'Station',
    customer: 'Your customer',
    kind: 'Kind',
    bill: 'Bill',
    credit: 'Credit',
    number: 'Number',
    creditOf: (number: string) => `Credit for ${number}`,
    buyer: 'For',
    vat: 'VAT',
    total: 'Total',
    read: 'To read',
    more: 'Show more',
  },
}

export type BillsTexts = typeof billsTexts
