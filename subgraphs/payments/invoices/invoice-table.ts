import { addressLine } from '#lib/text.ts'
import type { CsvColumns } from '#lib/csv/csv.ts'
import { csvTable, type CsvTable } from '#lib/csv/table.ts'
import { inMajorUnits } from '#lib/currency.ts'
import { idPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Db, Invoice } from '../tables.ts'
import type { InvoiceData } from './invoice-data.ts'
import { listInvoices, type InvoiceFilter } from './invoice.queries.ts'
import { dataOf } from './write.ts'

/** An invoice with what it says. */
export interface ReadInvoice {
  row: Invoice
  data: InvoiceData
}

export const read = (row: Invoice): ReadInvoice => ({ row, data: dataOf(row) })

/** A page of what a filter lets through. Who may see that is decided by whoever calls. */
export async function pageOfInvoices(db: Db, filter: InvoiceFilter, args: PageArgs): Promise<Page<ReadInvoice>> {
  const page = await idPage(args, (request) => listInvoices(db, filter, request))
  return { ...page, edges: page.edges.map(({ node, cursor }) => ({ node: read(node), cursor })) }
}

/** A part of the same as CSV. The moments of the filter may be text, as a link has them. */
export const invoicePart = (
  { db }: { db: Db },
  { filter, after }: { filter: InvoiceFilter; after: string | null },
): Promise<CsvTable> => csvTable(COLUMNS, after, (args) => pageOfInvoices(db, filter, args))

const COLUMNS: CsvColumns<ReadInvoice> = {
  number: ({ data }) => data.number,
  kind: ({ row }) => row.kind,
  issued: ({ data }) => data.issuedOn,
  issuer: ({ data }) => data.issuer.name,
  issuer_vat_id: ({ data }) => data.issuer.vatId,
  customer: ({ row }) => row.user_id,
  customer_name: ({ data }) => data.buyer.name,
  credits: ({ data }) => data.credits?.number ?? null,
  excl_vat: ({ row }) => signed(row, row.excl_vat_minor),
  vat: ({ row }) => signed(row, row.vat_minor),
  incl_vat: ({ row }) => signed(row, row.incl_vat_minor),
  currency: ({ row }) => row.currency,
  bill: ({ row }) => row.bill_id,
  sandbox: ({ data }) => data.sandbox,
  place: ({ data }) => addressLine(data.delivery.place),
}

/** In a table that is added up, credit notes are negative. */
const signed = ({ kind, currency }: Invoice, minor: number): string => inMajorUnits(kind === 'INVOICE' ? minor : -minor, currency)
