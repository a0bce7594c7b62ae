import { builder } from '../builder.ts'
import { LanguageRef, OperatorBusinessRef } from '../business/business.schema.ts'
import { PlaceRef } from '../place.schema.ts'
import { MoneyRef, UserRef } from '../reference.schema.ts'
import { invoiceUrl } from '../links.ts'
import { tableType } from '../table.schema.ts'
import type { Invoice } from '../tables.ts'
import type { VatTotal } from './invoice-data.ts'
import { invoiceById, invoices, invoicesOf, invoiceTable, operatorsWaiting, waitingOf } from './invoice.service.ts'
import type { ReadInvoice } from './invoice-table.ts'
import type { Waiting } from './waiting.queries.ts'

const KindRef = builder.enumType('InvoiceKind', {
  description: 'What it is. Amounts of both are positive.',
  values: {
    INVOICE: { description: 'What is to be paid, or has been.' },
    CREDIT_NOTE: { description: 'It takes an invoice back, or a part of it.' },
  } satisfies Record<Invoice['kind'], object>,
})

const VatRef = builder.objectRef<VatTotal & { currency: string }>('InvoiceVat').implement({
  description: 'What an invoice comes to at one rate of VAT.',
  fields: (t) => ({
    percent: t.exposeFloat('vatPercent', { nullable: true, description: 'The rate; null: outside the scope of VAT.' }),
    exclVat: t.field({
      type: MoneyRef,
      description: 'Without VAT.',
      resolve: ({ exclVatMinor: amountMinor, currency }) => ({ amountMinor, currency }),
    }),
    vat: t.field({
      type: MoneyRef,
      description: 'The VAT on it.',
      resolve: ({ vatMinor: amountMinor, currency }) => ({ amountMinor, currency }),
    }),
  }),
})

const money = (of: (invoice: ReadInvoice) => number, description: string) => ({
  type: MoneyRef,
  description,
  resolve: (invoice: ReadInvoice) => ({ amountMinor: of(invoice), currency: invoice.row.currency }),
})

export const InvoiceRef = builder.objectRef<ReadInvoice>('Invoice').implement({
  description:
    'An invoice or a credit note, as it was written: it never changes. The operator is its issuer, and the platform writes it for them. Its buyer, its issuer and admins see it.',
  fields: (t) => ({
    id: t.field({ type: 'UUID', description: 'Its id.', resolve: ({ row }) => row.id }),
    kind: t.field({ type: KindRef, description: 'What it is.', resolve: ({ row }) => row.kind }),
    number: t.string({
      description:
        'Its number: the year of the issuer, and 1 to n without a gap, e.g. 2026-000017. Issuers count each by themselves.',
      resolve: ({ data }) => data.number,
    }),
    issuedAt: t.field({ type: 'DateTime', description: 'When it was written.', resolve: ({ row }) => row.issued_at }),
    issuedOn: t.string({
      description: "The day of that by the issuer's clock, e.g. 2026-11-22.",
      resolve: ({ data }) => data.issuedOn,
    }),
    issuer: t.field({ type: UserRef, description: 'The operator who sold.', resolve: ({ row }) => ({ id: row.issuer_id }) }),
    issuerName: t.string({ description: "The issuer's legal name then.", resolve: ({ data }) => data.issuer.name }),
    user: t.field({ type: UserRef, description: 'Whom it is for.', resolve: ({ row }) => ({ id: row.user_id }) }),
    buyerName: t.string({
      nullable: true,
      description: 'The name that it is made out to; null if none was known.',
      resolve: ({ data }) => data.buyer.name,
    }),
    place: t.field({
      type: PlaceRef,
      nullable: true,
      description: 'Where it was charged, as it says; null if that was not known.',
      resolve: ({ data }) => data.delivery.place,
    }),
    creditOfId: t.field({
      type: 'UUID',
      nullable: true,
      description: 'Of a credit note, the invoice that it takes back; else null.',
      resolve: ({ row }) => row.credit_of,
    }),
    creditOfNumber: t.string({
      nullable: true,
      description: 'The number of that invoice.',
      resolve: ({ data }) => data.credits?.number ?? null,
    }),
    language: t.field({ type: LanguageRef, description: 'What it is written in.', resolve: ({ data }) => data.language }),
    exclVat: t.field(money(({ row }) => row.excl_vat_minor, 'Without VAT: the sum of its lines.')),
    vat: t.field(money(({ row }) => row.vat_minor, 'The VAT of all rates.')),
    total: t.field(money(({ row }) => row.incl_vat_minor, 'With VAT.')),
    paid: t.field(
      money(
        ({ data }) => data.paidMinor,
        'What had been paid when it was written; of a credit note all of it: it is paid back, or taken off what is due.',
      ),
    ),
    vatByRate: t.field({
      type: [VatRef],
      description: 'By rate of VAT, the highest first.',
      resolve: ({ data }) => data.vat.map((total) => ({ ...total, currency: data.currency })),
    }),
    sandbox: t.boolean({ description: 'True: no money was moved, and each page says so.', resolve: ({ data }) => data.sandbox }),
    pdfUrl: t.field({
      type: 'URL',
      description: 'Where it can be read for a quarter of an hour, by whoever has the link: PDF/A-3 with the XML in it (Factur-X).',
      resolve: ({ row }, _args, { config }) => invoiceUrl(config, row.id, 'pdf'),
    }),
    xmlUrl: t.field({
      type: 'URL',
      description: 'The XML alone, for as long: EN 16931, UN/CEFACT Cross Industry Invoice.',
      resolve: ({ row }, _args, { config }) => invoiceUrl(config, row.id, 'xml'),
    }),
    sha256: t.string({
      description: 'SHA-256 of all that it says, in hexadecimal digits.',
      resolve: ({ row }) => row.data_sha256.toString('hex'),
    }),
  }),
})

const EdgeRef = builder.edgeObject({ type: InvoiceRef, name: 'InvoiceEdge', description: 'An invoice in a list.' })
const ConnectionRef = builder.connectionObject(
  { type: InvoiceRef, name: 'InvoiceConnection', description: 'A page of invoices and credit notes.' },
  EdgeRef,
)

const from = { type: 'DateTime', required: false, description: 'Written then or later.' } as const
const until = { type: 'DateTime', required: false, description: 'Written before then.' } as const

const FilterInput = builder.inputType('InvoiceFilter', {
  description: 'Which invoices; what is left out does not narrow the list.',
  fields: (t) => ({
    operatorId: t.field({ type: 'UUID', required: false, description: 'Of this issuer.' }),
    userId: t.field({ type: 'UUID', required: false, description: 'Of this buyer; with your own id, those for you.' }),
    kind: t.field({ type: KindRef, required: false, description: 'Only these.' }),
    from: t.field(from),
    until: t.field(until),
  }),
})

const TableRef = tableType('InvoiceTable', 'A part of a table of invoices.', 'those of credit notes negative')

const WaitingRef = builder.objectRef<Waiting>('InvoicesWaiting').implement({
  description: 'What an operator has sold and cannot invoice, because it has not said what its business is (`saveBusiness`).',
  fields: (t) => ({
    operator: t.field({ type: UserRef, description: 'The operator.', resolve: ({ id }) => ({ id }) }),
    count: t.exposeInt('count', { description: 'How many invoices and credit notes wait.' }),
    since: t.expose('since', { type: 'DateTime', description: 'Since when the oldest waits.' }),
  }),
})

builder.objectFields(OperatorBusinessRef, (t) => ({
  invoicesWaiting: t.field({
    type: WaitingRef,
    nullable: true,
    description: 'Invoices that wait for its business; null if none does.',
    resolve: (operator, _args, ctx) => waitingOf(ctx, operator),
  }),
}))

builder.objectFields(UserRef, (t) => ({
  invoices: t.connection(
    {
      type: InvoiceRef,
      description:
        'Invoices and credit notes for them, the newest first: all for themselves and admins, for operators those that they have issued.',
      args: { from: t.arg(from), until: t.arg(until) },
      resolve: ({ id }, { from, until, ...page }, ctx) => invoicesOf(ctx, id, { from, until }, page),
    },
    ConnectionRef,
    EdgeRef,
  ),
}))

builder.queryFields((t) => ({
  invoice: t.field({
    type: InvoiceRef,
    nullable: true,
    description: "An invoice or credit note; null if there is none, or if it is somebody else's.",
    args: { id: t.arg({ type: 'UUID', description: 'Its id.' }) },
    resolve: (_root, { id }, ctx) => invoiceById(ctx, id),
  }),
  invoices: t.connection(
    {
      type: InvoiceRef,
      description:
        'Invoices and credit notes, the newest first: those that you have issued, all for an admin, those for you with your own id as `userId`.',
      args: { filter: t.arg({ type: FilterInput, required: false, description: 'Which.' }) },
      resolve: (_root, { filter, ...page }, ctx) => invoices(ctx, filter ?? {}, page),
    },
    ConnectionRef,
    EdgeRef,
  ),
  invoiceTable: t.field({
    type: TableRef,
    description: 'The same as a table, in parts of at most 2,000.',
    args: {
      filter: t.arg({ type: FilterInput, required: false, description: 'Which.' }),
      after: t.arg.string({ required: false, description: '`next` of the part before; the first part without it.' }),
    },
    resolve: (_root, { filter, after }, ctx) => invoiceTable(ctx, filter ?? {}, after ?? null),
  }),
  invoicesWaiting: t.connection(
    {
      type: WaitingRef,
      description: 'Operators whose invoices wait for their business, in the order of their ids: for admins.',
      resolve: (_root, page, ctx) => operatorsWaiting(ctx, page),
    },
    { name: 'InvoicesWaitingConnection', description: 'A page of operators whose invoices wait.' },
    { name: 'InvoicesWaitingEdge', description: 'An operator whose invoices wait.' },
  ),
}))
