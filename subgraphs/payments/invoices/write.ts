import { createHash } from 'node:crypto'
import { emit } from '#db/outbox.ts'
import { newId } from '#lib/id.ts'
import { payable } from '#lib/tariff/cost.ts'
import { findBillingAddress } from '../business/business.queries.ts'
import type { BillingAddress, Business, Invoice, Trx } from '../tables.ts'
import { creditOf } from './credit.ts'
import type { Buyer, InvoiceData, Issuer } from './invoice-data.ts'
import { drawNumber, insertInvoice, invoicesOfBill } from './invoice.queries.ts'
import { dayOf, linesOf } from './lines.ts'
import type { CreditToWrite, InvoiceToWrite } from './order.ts'
import { placeOf } from './place.ts'
import { totalsOf } from './totals.ts'

/** Who writes, and when. */
interface By {
  business: Business
  at: Date
}

/** Writes the invoice of a record: the next number, and all that it says. */
export async function writeInvoice(
  trx: Trx,
  order: InvoiceToWrite,
  { business, agent, at }: By & { agent: string },
): Promise<void> {
  const { cdrId, currency, record, paidMinor, sandbox } = order.request
  const address = await findBillingAddress(trx, order.user_id)
  const lines = linesOf(record, currency)
  const total = payable(record)
  await write(
    trx,
    order,
    business,
    {
      kind: 'INVOICE',
      ...dated(business, at),
      language: address?.language ?? business.language,
      currency,
      issuer: issuerOf(business),
      agent,
      buyer: buyerOf(order.user_id, address),
      delivery: {
        from: dayOf(record.startedAt, record.timeZone),
        to: dayOf(record.endedAt, record.timeZone),
        place: record.address ? placeOf(record.address) : null,
      },
      credits: null,
      lines,
      ...totalsOf(lines, total),
      paidMinor: Math.min(paidMinor, total),
      sandbox,
    },
    { cdr_id: cdrId, refund_id: null, credit_of: null },
  )
}

/** Writes the credit notes of a cause: one, or one for each invoice that its amount reaches. Each speaks as its invoice does. */
export async function writeCreditNotes(trx: Trx, order: CreditToWrite, { business, at }: By): Promise<void> {
  const all = await invoicesOfBill(trx, order.bill_id)
  const { request } = order
  const whole = 'takesBack' in request
  const wanted = all.filter(({ kind, cdr_id: cdr }) => kind === 'INVOICE' && (!whole || cdr === request.takesBack)).toReversed()
  let left = whole ? Infinity : request.amountMinor
  for (const invoice of wanted) {
    const notes = all.filter(({ credit_of: of }) => of === invoice.id)
    const rest = invoice.incl_vat_minor - notes.reduce((sum, note) => sum + note.incl_vat_minor, 0)
    const amountMinor = Math.min(rest, left)
    if (amountMinor <= 0) continue
    left -= amountMinor
    const of = dataOf(invoice)
    await write(
      trx,
      order,
      business,
      {
        ...of,
        kind: 'CREDIT_NOTE',
        ...dated(business, at),
        credits: { number: of.number, issuedOn: of.issuedOn, reason: request.reason },
        ...creditOf(of, notes.map(dataOf), amountMinor),
        paidMinor: amountMinor,
        sandbox: request.sandbox,
      },
      { cdr_id: whole ? request.causeId : null, refund_id: whole ? null : request.causeId, credit_of: invoice.id },
    )
  }
}

/** What a row says. Throws if it is not what was written. */
export function dataOf({ id, data, data_sha256: hash }: Pick<Invoice, 'id' | 'data' | 'data_sha256'>): InvoiceData {
  if (!hashOf(data).equals(hash)) throw new Error(`The data of invoice ${id} are not those that were written.`)
  return JSON.parse(data) as InvoiceData
}

async function write(
  trx: Trx,
  { bill_id, user_id }: Pick<InvoiceToWrite, 'bill_id' | 'user_id'>,
  business: Business,
  said: Omit<InvoiceData, 'number'>,
  of: Pick<Invoice, 'cdr_id' | 'refund_id' | 'credit_of'>,
): Promise<void> {
  const issuer_id = business.operator_id
  const series = said.issuedOn.slice(0, 4)
  const number = await drawNumber(trx, issuer_id, series)
  const complete: InvoiceData = { ...said, number: `${series}-${String(number).padStart(6, '0')}` }
  const data = JSON.stringify(complete)
  const id = newId()
  await insertInvoice(trx, {
    id,
    kind: said.kind,
    issuer_id,
    series,
    number,
    bill_id,
    user_id,
    ...of,
    issued_at: new Date(said.issuedAt),
    currency: said.currency,
    excl_vat_minor: said.exclVatMinor,
    vat_minor: said.vatMinor,
    incl_vat_minor: said.inclVatMinor,
    data,
    data_sha256: hashOf(data),
  })
  await emit(trx, 'payments.invoice.issued', id, {
    invoiceId: id,
    billId: bill_id,
    userId: user_id,
    operatorId: issuer_id,
    number: complete.number,
    creditOf: of.credit_of,
    totalMinor: said.inclVatMinor,
    currency: said.currency,
  })
}

const hashOf = (data: string): Buffer => createHash('sha256').update(data).digest()

const dated = ({ time_zone: zone }: Business, at: Date) => ({ issuedOn: dayOf(at, zone), issuedAt: at.toISOString() })

const issuerOf = (row: Business): Issuer => ({
  id: row.operator_id,
  name: row.legal_name,
  address: addressOf(row),
  vatId: row.vat_id,
  registrationId: row.registration_id,
})

const buyerOf = (id: string, row: BillingAddress | undefined): Buyer => ({
  id,
  name: row?.name ?? null,
  address: row ? addressOf(row) : null,
  vatId: row?.vat_id ?? null,
})

const addressOf = ({ street, postal_code, city, country }: Business | BillingAddress) => ({
  street,
  postalCode: postal_code,
  city,
  country,
})
