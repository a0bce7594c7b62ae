import type { RecordBill } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { payable } from '#lib/tariff/cost.ts'
import { findBusiness } from '../business/business.queries.ts'
import type { Config } from '../config.ts'
import type { Services } from '../context.ts'
import { eachDue } from '../each-due.ts'
import { isSandbox } from '../providers/providers.ts'
import type { Bill, Trx } from '../tables.ts'
import { billsToInvoice, finishOrder, insertOrder, issuerOfBill, lockBill, moment, openOrders } from './invoice.queries.ts'
import { ISSUED_AT_ONCE, type CreditRequest, type InvoiceRequest, type Order } from './order.ts'
import { writeCreditNotes, writeInvoice } from './write.ts'

type BillToInvoice = Pick<Bill, 'id' | 'user_id' | 'currency'>

/**
 * Has a record invoiced, once, when its bill is paid or, in post-paid mode, opened. A record for which nothing is paid has no invoice. While the
 * operator has not said what its business is, the invoice waits, and what credits it waits behind it. `at` is now, but for tests.
 */
export async function issueInvoice(
  trx: Trx,
  config: Config,
  { bill, cdrId, record, paidMinor, at }: { bill: BillToInvoice; cdrId: string; record: RecordBill; paidMinor: number; at?: Date },
): Promise<void> {
  if (payable(record) <= 0) return
  await lockBill(trx, bill.id)
  const request: InvoiceRequest = { cdrId, currency: bill.currency, record, paidMinor, sandbox: isSandbox(config) }
  await order(trx, 'INVOICE', bill, record.operatorId, cdrId, request)
  await issueOrdered(trx, config, bill.id, at)
}

/**
 * Has something of a bill credited, once for its cause. A record that takes another back credits all that is left of that one's invoice:
 * `causeId` is its id, `takesBack` the other's. A refund that succeeded credits its amount, the newest invoice first. Refunds that only pay
 * out what such a record has credited already must not be credited again.
 */
export async function issueCreditNote(
  trx: Trx,
  config: Config,
  {
    bill,
    causeId,
    at,
    ...what
  }: {
    bill: BillToInvoice
    causeId: string
    reason: string | null
    at?: Date
  } & ({ takesBack: string } | { amountMinor: number }),
): Promise<void> {
  await lockBill(trx, bill.id)
  const issuer = await issuerOfBill(trx, bill.id)
  if (!issuer) return
  const request: CreditRequest = { causeId, sandbox: isSandbox(config), ...what }
  await order(trx, 'CREDIT_NOTE', bill, issuer.issuer_id, causeId, request)
  await issueOrdered(trx, config, bill.id, at)
}

/** Writes what waited for the business of its issuer. Each bill has a transaction of its own. */
export async function issueWaiting({ db, config, log }: Pick<Services, 'db' | 'config' | 'log'>): Promise<void> {
  const waiting = await billsToInvoice(db, ISSUED_AT_ONCE)
  await eachDue(waiting, { db, log, round: 'INVOICES', keyOf: (billId) => billId }, (billId) =>
    db.transaction().execute(async (trx) => {
      await lockBill(trx, billId)
      await issueOrdered(trx, config, billId)
    }),
  )
}

const order = (
  trx: Trx,
  kind: Order['kind'],
  bill: BillToInvoice,
  issuerId: string | null,
  causeId: string,
  request: InvoiceRequest | CreditRequest,
) =>
  insertOrder(trx, {
    id: newId(),
    kind,
    bill_id: bill.id,
    issuer_id: issuerId,
    user_id: bill.user_id,
    cause_id: causeId,
    request: JSON.stringify(request),
    done_at: null,
  })

/** Writes what is ordered of a bill, in that order, as far as businesses are known. */
async function issueOrdered(trx: Trx, config: Config, billId: string, given?: Date): Promise<void> {
  const at = given ?? (await moment(trx))
  for (const row of await openOrders(trx, billId)) {
    const business = row.issuer_id === null ? undefined : await findBusiness(trx, row.issuer_id)
    if (!business) return
    // What is asked is written by `issueInvoice` and `issueCreditNote` alone.
    const ordered = row as unknown as Order
    if (ordered.kind === 'INVOICE') await writeInvoice(trx, ordered, { business, agent: config.platformName, at })
    else await writeCreditNotes(trx, ordered, { business, at })
    await finishOrder(trx, row.id)
  }
}
