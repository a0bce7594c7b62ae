import { expect } from 'vitest'
import type { Caller, Role } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { until } from '../../../test/until.ts'
import { openBills } from '../bills/bills.fixture.ts'
import { dueOf } from '../bills/due.ts'

export const by = (userId: string, ...roles: Role[]): Caller => ({ kind: 'user', userId, roles })
export const admin = by(newId(), 'ADMIN')

const SHOWN = 'id state due { amountMinor } paid { amountMinor } checkout { clientSecret approvalUrl } refunds { id state }'
interface Shown {
  id: string
  state: string
  due: { amountMinor: number }
  checkout: { approvalUrl: string | null } | null
}

/** `openBills`, and what people do with bills through the graph. */
export async function openPaying() {
  const box = await openBills()

  /** A mutation with its input; the code of the refusal, or what it gave. */
  async function mutate<Given = Shown>(
    who: Caller,
    name: string,
    type: string,
    input: object,
    shown = SHOWN,
  ): Promise<Given | string> {
    const text = `mutation ($input: ${type}!) { ${name}(input: $input) { ${shown} } }`
    const { data, errors } = await box.ask<Record<string, Given>>(who, text, { input })
    return data?.[name] ?? String(errors?.[0]?.extensions?.['code'])
  }

  return {
    ...box,
    mutate,
    pay: (userId: string, billId: string, methodId: string | null = null, idempotencyKey = newId()) =>
      mutate(by(userId, 'DRIVER'), 'payBill', 'PayBillInput', { billId, methodId, idempotencyKey }),
    refund: (who: Caller, billId: string, amountMinor?: number, idempotencyKey = newId()) =>
      mutate(who, 'refundBill', 'RefundBillInput', { billId, amountMinor, reason: 'kind', idempotencyKey }),
    giveUp: (who: Caller, billId: string) => mutate(who, 'writeOffBill', 'WriteOffBillInput', { billId, reason: 'moved away' }),

    async paid(amountMinor: number, operatorId = newId()) {
      const its = await box.held(5_000)
      const record = await box.record({ ...its, operatorId }, amountMinor)
      const { id: billId } = await box.comesTo(its.sessionId, 'PAID')
      return { ...its, billId, operatorId, record }
    },
    /** Who charges without a hold and without a way to pay. */
    async overdue(amountMinor: number, userId = newId()) {
      const its = { sessionId: newId(), userId, operatorId: newId() }
      const record = await box.record(its, amountMinor)
      const { id: billId } = await box.comesTo(its.sessionId, 'OVERDUE')
      return { ...its, billId, record }
    },
    /** A user with so much in the wallet, which a card has paid. */
    async toppedUp(amountMinor: number, userId = newId()) {
      box.config.topUps = true
      const { id: paymentMethodId } = await box.keep(userId, 'pm_card_visa', false)
      const input = { amountMinor, currency: 'EUR', paymentMethodId, idempotencyKey: newId() }
      const begun = await mutate<{ id: string }>(by(userId, 'DRIVER'), 'topUpWallet', 'TopUpWalletInput', input, 'id')
      const topUpId = typeof begun === 'string' ? begun : begun.id
      const payment = await until(() =>
        box.db
          .selectFrom('top_up')
          .innerJoin('payment', 'payment.id', 'top_up.payment_id')
          .select('payment.external_id')
          .where('top_up.id', '=', topUpId)
          .executeTakeFirst(),
      )
      return { userId, topUpId, paymentId: payment.external_id }
    },
    /** The payer confirms the payment that waits for them. */
    async confirm(billId: string): Promise<void> {
      const asked = box.db
        .selectFrom('operation')
        .select('external_id')
        .where('subject_id', '=', billId)
        .where('state', '=', 'OPEN')
      const { external_id: id } = await asked.executeTakeFirstOrThrow()
      box.control.customer(id ?? '')
      await box.hook('PAYMENT', id ?? '')
    },
    sent: (billId: string, ...states: string[]) =>
      until(async () => {
        const refunds = await box.refundsOf(billId)
        return refunds.length === states.length && refunds.every(({ state }, i) => state === states[i]) ? refunds : null
      }),
    mismatchOf: (id: string) => box.db.selectFrom('mismatch').selectAll().where('about_id', '=', id).executeTakeFirst(),
    /** The amounts of a journal. */
    async linesOf(sourceId: string, kind: 'PROVIDER_COST' | 'DISPUTE_OPENED'): Promise<number[]> {
      const lines = box.db.selectFrom('entry').innerJoin('journal', 'journal.id', 'entry.journal_id').select('amount_minor')
      const its = await lines.where('source_id', '=', sourceId).where('kind', '=', kind).orderBy('amount_minor').execute()
      return its.map(({ amount_minor: amount }) => amount)
    },
    async isEven(sessionId: string, taken: number, refunded = 0) {
      const bill = await box.billOf(sessionId)
      expect(dueOf(bill)).toBe(0)
      expect(await box.atProvider(bill.id)).toEqual({ taken, refunded })
      expect(await box.accounts(bill.user_id)).toEqual({})
    },
  }
}
export type Paying = Awaited<ReturnType<typeof openPaying>>
