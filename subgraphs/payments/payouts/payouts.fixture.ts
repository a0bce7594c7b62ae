import type { Caller, Role } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { createLog } from '#lib/log.ts'
import { billIssued } from '../ledger/journals.ts'
import { openPayments } from '../payments.fixture.ts'
import { openPaypal } from '../providers/paypal/paypal.fixture.ts'
import { book } from '../../../test/paypal/state.ts'
import type { Bill, Trx } from '../tables.ts'
import { draftPayouts } from './draft.handler.ts'

export type PayoutWorld = Awaited<ReturnType<typeof openPayouts>>
export const WEEK = 7 * 24 * 3_600_000
export const by = (...roles: Role[]): Caller & { userId: string } => ({ kind: 'user', userId: newId(), roles })

/** The box with PayPal's adapter and its counterpart, which has money. */
export async function openPayouts() {
  const paypal = await openPaypal()
  for (const currency of ['EUR', 'HUF']) book(paypal.sandbox.world, { code: 'T0006', units: 10_000_000, currency })
  const providers = new Map([['paypal', paypal.provider]] as const)
  const payments = await openPayments({ providers })
  const { db } = payments
  const log = createLog('payments', { level: 'silent' })
  const trx = <T>(work: (trx: Trx) => Promise<T>) => db.transaction().execute(work)

  const operator = async (more: { time_zone?: string; payout_account?: string | null } = {}) => {
    const operatorId = newId()
    const account = more.payout_account === undefined ? 'operator@example.com' : more.payout_account
    await inBusiness(db, { operator_id: operatorId, time_zone: more.time_zone ?? 'Europe/Amsterdam', payout_account: account })
    return operatorId
  }
  /** A session that was billed. */
  const sold = (operatorId: string, amountMinor: number, state: Bill['state'] = 'PAID', currency = 'EUR') =>
    trx((open) => sell(open, operatorId, amountMinor, state, currency))
  /** What is drafted a week later, or so many weeks. */
  const draft = async (weeks = 1) => draftPayouts({ db, log, providers }, new Date(Date.now() + weeks * WEEK))
  const payoutsOf = (operatorId: string) =>
    db.selectFrom('payout').selectAll().where('operator_id', '=', operatorId).orderBy('week').execute()

  return {
    ...payments,
    paypal,
    providers,
    log,
    trx,
    operator,
    sold,
    draft,
    payoutsOf,
    async [Symbol.asyncDispose]() {
      await payments[Symbol.asyncDispose]()
      await paypal.sandbox.close()
    },
  }
}

export async function sell(trx: Trx, operatorId: string, amountMinor: number, state: Bill['state'], currency: string) {
  const [billId, cdrId, userId] = [newId(), newId(), newId()]
  await trx
    .insertInto('bill')
    .values({
      id: billId,
      kind: 'SESSION',
      subject_id: newId(),
      user_id: userId,
      operator_id: operatorId,
      state,
      currency,
      overdue_at: state === 'OVERDUE' ? new Date() : null,
    })
    .execute()
  await trx
    .insertInto('bill_record')
    .values({ cdr_id: cdrId, bill_id: billId, credit_of: null, amount_minor: amountMinor, data: null })
    .execute()
  await billIssued(trx, { recordId: cdrId, userId, operatorId, currency, amountMinor })
  return billId
}

const inBusiness = (
  db: Awaited<ReturnType<typeof openPayments>>['db'],
  { operator_id, time_zone, payout_account }: { operator_id: string; time_zone: string; payout_account: string | null },
) =>
  db
    .insertInto('business')
    .values({
      operator_id,
      time_zone,
      payout_provider: payout_account === null ? null : 'paypal',
      payout_account,
      legal_name: 'Charging Ltd',
      street: 'Street 1',
      postal_code: '1011',
      city: 'Amsterdam',
      country: 'NL',
      vat_id: 'NL123456789B01',
      registration_id: null,
      language: 'en',
    })
    .execute()
