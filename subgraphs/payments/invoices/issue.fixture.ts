import { newId } from '#lib/id.ts'
import type { RecordBill } from '#lib/events.ts'
import type { openPayments } from '../payments.fixture.ts'
import { saveBusinessRow } from '../business/business.queries.ts'
import type { Bill, Business } from '../tables.ts'
import { EVERYDAY } from './invoice.fixture.ts'
import type { InvoiceData } from './invoice-data.ts'

type Payments = Awaited<ReturnType<typeof openPayments>>

/** An operator's business, as it stands in the database. */
export const businessOf = (operatorId: string, given: Partial<Business> = {}): Omit<Business, 'saved_at'> => ({
  operator_id: operatorId,
  legal_name: 'Stroom BV',
  street: 'Kade 1',
  postal_code: '1011 AB',
  city: 'Amsterdam',
  country: 'NL',
  vat_id: 'NL123456789B01',
  registration_id: null,
  time_zone: 'Europe/Amsterdam',
  language: 'nl',
  payout_provider: null,
  payout_account: null,
  payout_changed_at: null,
  ...given,
})

/** Saves an operator's business. */
export const inBusiness = ({ db }: Payments, operatorId: string, given: Partial<Business> = {}) =>
  db.transaction().execute((trx) => saveBusinessRow(trx, businessOf(operatorId, given)))

/** A bill of a session, and the record that it is made of. */
export async function billed({ db }: Payments, operatorId: string | null, { userId = newId(), cost = EVERYDAY } = {}) {
  const bill: Pick<Bill, 'id' | 'user_id' | 'currency'> = { id: newId(), user_id: userId, currency: cost.currency }
  const paidMinor = cost.inclVatMinor ?? cost.exclVatMinor
  await db
    .insertInto('bill')
    .values({ ...bill, kind: 'SESSION', subject_id: newId(), operator_id: operatorId, hold_id: null, state: 'OPEN', paid_at: null })
    .execute()
  const record: RecordBill = {
    operatorId,
    partnerId: null,
    connectorId: newId(),
    address: { name: 'Garage Zuid', street: 'Laan 7', city: 'Utrecht', country: 'NL' },
    startedAt: '2026-11-21T22:30:00Z',
    endedAt: '2026-11-22T00:13:20Z',
    timeZone: 'Europe/Amsterdam',
    exclVatMinor: cost.exclVatMinor,
    inclVatMinor: cost.inclVatMinor,
    lines: cost.lines,
  }
  const cdrId = newId()
  await db
    .insertInto('bill_record')
    .values({ cdr_id: cdrId, bill_id: bill.id, credit_of: null, amount_minor: paidMinor, data: JSON.stringify(record) })
    .execute()
  return { bill, cdrId, record, paidMinor }
}

/** What stands in an issuer's invoices, in the order of their numbers. */
export async function written({ db }: Payments, issuerId: string): Promise<(InvoiceData & { id: string })[]> {
  const rows = await db
    .selectFrom('invoice')
    .selectAll()
    .where('issuer_id', '=', issuerId)
    .orderBy('series')
    .orderBy('number')
    .execute()
  return rows.map(({ id, data }) => ({ id, ...(JSON.parse(data) as InvoiceData) }))
}
