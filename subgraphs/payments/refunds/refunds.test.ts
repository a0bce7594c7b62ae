import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { until } from '../../../test/until.ts'
import { dueOf } from '../bills/due.ts'
import { payoutSent } from '../ledger/journals.ts'
import { insertAllowance } from '../paying/refund-bill.queries.ts'
import { admin, by, openPaying, type Paying } from '../paying/paying.fixture.ts'

let box: Paying
beforeAll(async () => {
  box = await openPaying()
})
afterAll(() => box[Symbol.asyncDispose]())

describe('a refund', () => {
  test('of a part of a partly captured hold, by the operator of the station; the same key once', async () => {
    const its = await box.paid(2_000)
    const operator = by(its.operatorId, 'OPERATOR')
    const key = newId()
    expect(await box.refund(by(newId(), 'OPERATOR'), its.billId, 700)).toBe('NOT_FOUND')
    await box.refund(operator, its.billId, 700, key)
    await box.refund(operator, its.billId, 700, key)
    expect(await box.refund(operator, its.billId, 600, key)).toBe('CONFLICT')
    expect(await box.refund(operator, its.billId, 1_301)).toBe('CONFLICT')
    await box.sent(its.billId, 'SUCCEEDED')
    await box.isEven(its.sessionId, 2_000, 700)
    // What the provider took for itself is in the books, once.
    const [payment] = await box.paymentsOf(its.billId)
    expect(payment?.fee_minor).toBeGreaterThan(0)
    expect(await box.linesOf(payment?.id ?? '', 'PROVIDER_COST')).toEqual([-(payment?.fee_minor ?? 0), payment?.fee_minor])
    // What the operator has sold is less by it.
    expect((await box.accounts(its.operatorId))['OPERATOR_PAYABLE']).toBe(-1_300)
  })

  test('by an operator who was paid out is refused: it would be the platform’s money', async () => {
    const its = await box.paid(2_000)
    const operator = by(its.operatorId, 'OPERATOR')
    await box.inTrx((trx) =>
      payoutSent(trx, { payoutId: newId(), operatorId: its.operatorId, provider: 'stripe', currency: 'EUR', amountMinor: 1_500 }),
    )
    expect(await box.refund(operator, its.billId, 501)).toBe('CONFLICT')
    expect(await box.refundsOf(its.billId)).toEqual([])
    expect(await box.refund(operator, its.billId, 500)).toMatchObject({ state: 'PAID' })
    expect(await box.refund(admin, its.billId, 501)).toMatchObject({ state: 'PAID' })
  })

  test('two halves and a little at once are never more than was paid', async () => {
    const its = await box.paid(2_000)
    const asked = await Promise.all(Array.from({ length: 6 }, () => box.refund(admin, its.billId, 700)))
    expect(asked.filter((one) => one === 'CONFLICT')).toHaveLength(4)
    await box.refund(admin, its.billId)
    await box.sent(its.billId, 'SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED')
    await box.isEven(its.sessionId, 2_000, 2_000)
  })

  test('above what was paid is forbidden by the database, whoever writes it', async () => {
    const its = await box.paid(2_000)
    const [payment] = await box.paymentsOf(its.billId)
    const row = { bill_id: its.billId, user_id: its.userId, state: 'REQUESTED', currency: 'EUR', reason: 'x' } as const
    const write = (amount_minor: number, payment_id: string | null) =>
      box.db
        .insertInto('refund')
        .values({ ...row, id: newId(), amount_minor, payment_id, to_wallet: payment_id === null })
        .execute()
    await expect(write(2_001, payment?.id ?? null)).rejects.toMatchObject({ constraint: 'payment_refunded' })
    await expect(write(2_001, null)).rejects.toMatchObject({ constraint: 'bill_refunded' })
    const halves = await Promise.allSettled(Array.from({ length: 5 }, () => write(1_000, payment?.id ?? null)))
    expect(halves.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    const allowance = { bill_id: its.billId, amount_minor: 2_001, reason: 'x', given_by: newId(), idempotency_key: newId() }
    const allowed = box.inTrx(async (trx) => {
      await insertAllowance(trx, { ...allowance, id: newId() })
      await trx.updateTable('bill').set({ allowed_minor: 2_001 }).where('id', '=', its.billId).execute()
    })
    await expect(allowed).rejects.toMatchObject({ constraint: 'bill_allowed' })
  })

  test("the oldest payment first, and the wallet's part into the wallet", async () => {
    const its = await box.held(3_000)
    const first = await box.record(its, 3_500)
    const { id: billId } = await box.comesTo(its.sessionId, 'OVERDUE')
    await box.fill(its.userId, 500)
    await box.pay(its.userId, billId)
    await box.comesTo(its.sessionId, 'PAID')
    await box.refund(admin, billId, 2_900)
    await box.refund(admin, billId, 400)
    const refunds = await box.sent(billId, 'SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED')
    expect(refunds.map(({ amount_minor: amount, to_wallet: wallet }) => [amount, wallet])).toEqual([
      [2_900, false],
      [100, false],
      [300, true],
    ])
    expect(await box.inWallet(its.userId)).toBe(300)
    // Less than was let off is billed: no more goes back than was paid, and nothing is charged.
    await box.correct(first, 1_000)
    expect((await box.sent(billId, 'SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED')).at(-1)).toMatchObject({ amount_minor: 200 })
    expect(await box.inWallet(its.userId)).toBe(500)
    expect(dueOf(await box.billOf(its.sessionId))).toBe(0)
  })

  test.each(['failed', 'cancelled'] as const)('that %s is owed again, and sent again only by a person', async (how) => {
    const its = await box.paid(2_000)
    box.control.pendingRefunds(true)
    await box.refund(admin, its.billId, 500)
    const [pending] = await box.sent(its.billId, 'PENDING')
    box.control.pendingRefunds(false)
    const id = pending?.external_id ?? ''
    box.control.settleRefund(id, 'failed')
    if (how === 'cancelled') box.control.lie(id, { status: 'canceled' })
    await box.hook('REFUND', id)
    const [failed] = await box.sent(its.billId, how === 'failed' ? 'FAILED' : 'CANCELLED')
    box.control.lie(id, null)
    expect(await box.billOf(its.sessionId)).toMatchObject({ refunded_minor: 0, owed_minor: 500 })
    expect(await box.accounts(its.userId)).toEqual({ REFUND_DUE: -500 })
    const retry = (toWallet: boolean, who = admin) =>
      box.mutate(who, 'retryRefund', 'RetryRefundInput', { refundId: failed?.id, toWallet }, 'id state toWallet')
    expect(await retry(true, by(its.userId, 'DRIVER'))).toBe('FORBIDDEN')
    const toWallet = how === 'cancelled'
    const again = await Promise.all([retry(toWallet), retry(toWallet), retry(toWallet)])
    expect(new Set(again.map((one) => JSON.stringify(one))).size).toBe(1)
    await box.sent(its.billId, failed?.state ?? '', 'SUCCEEDED')
    expect(await box.inWallet(its.userId)).toBe(toWallet ? 500 : 0)
    const bill = await box.billOf(its.sessionId)
    expect([dueOf(bill), bill.owed_minor]).toEqual([0, 0])
    expect(await box.accounts(its.userId)).toEqual(toWallet ? { WALLET: -500 } : {})
  })

  test('that its provider refuses is owed, and sent again only by a person', async () => {
    const its = await box.paid(2_000)
    box.control.fault({ kind: 'REFUSED', call: 'POST /v1/refunds' })
    await box.correct(its.record, 1_500)
    const [failed] = await box.sent(its.billId, 'FAILED')
    expect(await box.billOf(its.sessionId)).toMatchObject({ refunded_minor: 0, owed_minor: 500 })
    expect((await box.paymentsOf(its.billId))[0]).toMatchObject({ refunded_minor: 0 })
    await box.mutate(admin, 'retryRefund', 'RetryRefundInput', { refundId: failed?.id, toWallet: false }, 'id')
    await box.sent(its.billId, 'FAILED', 'SUCCEEDED')
    await box.isEven(its.sessionId, 2_000, 500)
  })

  test('that failed is not sent to who has asked their bank for the money', async () => {
    const its = await box.paid(2_000)
    box.control.fault({ kind: 'REFUSED', call: 'POST /v1/refunds' })
    await box.refund(admin, its.billId, 500)
    const [failed] = await box.sent(its.billId, 'FAILED')
    await box.hook('DISPUTE', box.control.dispute((await box.paymentsOf(its.billId))[0]?.external_id ?? ''))
    await until(async () => ((await box.paymentsOf(its.billId))[0]?.disputed_minor ?? 0) > 0)
    const input = { refundId: failed?.id, toWallet: false }
    expect(await box.mutate(admin, 'retryRefund', 'RetryRefundInput', input, 'id state')).toBe('CONFLICT')
  })

  test('of all is of what was paid, and not of what was given up', async () => {
    const its = await box.held(200_000, { currency: 'KWD' })
    await box.record(its, 1_234, { currency: 'KWD' })
    const { id } = await box.comesTo(its.sessionId, 'PAID')
    await box.refund(admin, id)
    expect((await box.sent(id, 'SUCCEEDED')).map(({ amount_minor: amount }) => amount)).toEqual([1_230])
  })

  test("by the provider's own page is noted for a person, and is none of ours", async () => {
    const its = await box.paid(2_000)
    const id = box.control.foreignRefund((await box.paymentsOf(its.billId))[0]?.external_id ?? '', 300)
    await box.hook('REFUND', id)
    const noted = await until(() => box.mismatchOf(id))
    expect(noted).toMatchObject({ kind: 'REFUNDED_UNASKED', ours_minor: 0, theirs_minor: 300 })
    expect(await box.refundsOf(its.billId)).toEqual([])
  })

  test('whose answer was lost is one refund', async () => {
    const its = await box.paid(2_000)
    box.control.fault({ kind: 'LOST', call: 'POST /v1/refunds' })
    await box.refund(admin, its.billId, 500)
    await until(
      async () => {
        await box.hurry()
        return (await box.refundsOf(its.billId))[0]?.state === 'SUCCEEDED'
      },
      { everyMs: 300 },
    )
    await box.isEven(its.sessionId, 2_000, 500)
  })
})

test("the platform's fee is of what its operator has sold: a correction and a refund give it back in part", async () => {
  box.config.feeBasisPoints = 500
  box.config.feeVatBasisPoints = 2_100
  try {
    const [its, operatorId] = [await box.held(5_000), newId()]
    const wrong = await box.record({ ...its, operatorId }, 3_000)
    await box.comesTo(its.sessionId, 'PAID')
    // What is agreed later does not change it.
    box.config.feeBasisPoints = 900
    await box.correct(wrong, 2_000)
    const { id: billId } = await box.comesTo(its.sessionId, 'PAID', (bill) => bill.total_minor === 2_000)
    expect(await box.refund(by(operatorId, 'OPERATOR'), billId, 1_000)).toMatchObject({ id: billId })
    const entries = await box.db
      .selectFrom('payable')
      .select(['kind', 'amount_minor', 'bill_id'])
      .where('operator_id', '=', operatorId)
      .orderBy('id')
      .execute()
    expect(entries.every(({ bill_id: bill }) => bill === billId)).toBe(true)
    const fees = entries.filter(({ kind }) => kind === 'FEE_CHARGED').map(({ amount_minor: amount }) => amount)
    expect(fees).toEqual([-182, 61, 60])
    // Of 10.00 that are left, 5 % and 21 % VAT on that.
    expect(entries.reduce((sum, { amount_minor: amount }) => sum + amount, 0)).toBe(1_000 - 61)
  } finally {
    Object.assign(box.config, { feeBasisPoints: 0, feeVatBasisPoints: 0 })
  }
})

describe('what we owe by a refund that failed, and what is owed since for the same bill, is one net movement:', () => {
  /** 5.00 of 20.00 are on their way back; then the provider says that they did not arrive. */
  async function pending() {
    const its = await box.paid(2_000)
    box.control.pendingRefunds(true)
    const less = await box.correct(its.record, 1_500)
    const [refund] = await box.sent(its.billId, 'PENDING')
    box.control.pendingRefunds(false)
    const fail = async () => {
      box.control.settleRefund(refund?.external_id ?? '', 'failed')
      await box.hook('REFUND', refund?.external_id ?? '')
    }
    const failed = () => box.sent(its.billId, 'FAILED')
    const retry = () =>
      box.mutate(admin, 'retryRefund', 'RetryRefundInput', { refundId: refund?.id, toWallet: false }, 'id amount { amountMinor }')
    return { ...its, less, fail, failed, retry }
  }
  /** They get the difference, once, and nothing else moves. */
  async function backInOne({ billId, sessionId, userId, retry }: Awaited<ReturnType<typeof pending>>, amountMinor: number) {
    const bill = await box.comesTo(sessionId, 'PAID', ({ owed_minor }) => owed_minor === amountMinor)
    expect(dueOf(bill)).toBe(-amountMinor)
    expect(await box.accounts(userId)).toEqual({ REFUND_DUE: -amountMinor })
    const again = await Promise.all([retry(), retry(), retry()])
    expect(again).toEqual([again[0], again[0], again[0]])
    expect(again[0]).toMatchObject({ amount: { amountMinor } })
    await box.sent(billId, 'FAILED', 'SUCCEEDED')
    await box.isEven(sessionId, 2_000, amountMinor)
  }

  test('it failed, and then more was billed', async () => {
    const its = await pending()
    await its.fail()
    await its.failed()
    await box.correct(its.less, 1_800)
    await backInOne(its, 200)
  })

  test('more was billed while it was pending, and then it failed', async () => {
    const its = await pending()
    await box.correct(its.less, 1_800)
    expect(await box.comesTo(its.sessionId, 'OVERDUE')).toMatchObject({ owed_minor: 0 })
    await its.fail()
    await its.failed()
    await backInOne(its, 200)
  })

  test('both at once, in whatever order they are heard', async () => {
    const all = [await pending(), await pending(), await pending(), await pending()]
    await Promise.all(
      all.map(async (its) => {
        await Promise.all([its.fail(), box.correct(its.less, 1_800)])
        await its.failed()
        await backInOne(its, 200)
      }),
    )
  })

  test('more is owed than we owe: only the difference is asked for; less again: it comes back', async () => {
    const its = await pending()
    await its.fail()
    await its.failed()
    const more = await box.correct(its.less, 2_400)
    expect(await box.comesTo(its.sessionId, 'OVERDUE')).toMatchObject({ owed_minor: 0 })
    expect(await box.accounts(its.userId)).toEqual({ RECEIVABLE: 400 })
    expect(await its.retry()).toBe('CONFLICT')
    await box.correct(more, 1_900)
    await box.sent(its.billId, 'FAILED', 'SUCCEEDED')
    await box.isEven(its.sessionId, 2_000, 100)
    expect(await its.retry()).toBe('CONFLICT')
  })

  test('while its user pays what was billed more, what failed is not sent: it may have to be netted', async () => {
    const its = await pending()
    const card = await box.keep(its.userId, 'pm_card_authenticationRequired')
    await box.correct(its.less, 1_800)
    await box.comesTo(its.sessionId, 'OVERDUE')
    await box.pay(its.userId, its.billId, card.id)
    await its.fail()
    await its.failed()
    expect(await its.retry()).toBe('CONFLICT')
    await box.confirm(its.billId)
    await box.comesTo(its.sessionId, 'PAID', ({ paid_minor }) => paid_minor === 2_300)
    await its.retry()
    await box.sent(its.billId, 'FAILED', 'SUCCEEDED')
    await box.isEven(its.sessionId, 2_300, 500)
  })

  test('forbidden by the database: more than failed, of what was sent again, and a replacement of more than is left', async () => {
    const its = await pending()
    await its.fail()
    const [failed] = await its.failed()
    const net = (amount_minor: number) =>
      box.db
        .insertInto('netting')
        .values({ id: newId(), refund_id: failed?.id ?? '', amount_minor })
        .execute()
    await expect(net(501)).rejects.toMatchObject({ constraint: 'refund_netted' })
    const halves = await Promise.allSettled(Array.from({ length: 4 }, () => net(200)))
    expect(halves.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    const copy = (amount: number) =>
      sql`INSERT INTO refund SELECT (jsonb_populate_record(r, jsonb_build_object('id', ${newId()}::text, 'external_id', null,
        'state', 'REQUESTED', 'netted_minor', 0, 'amount_minor', ${amount}::int, 'replaces', r.id))).* FROM refund r
        WHERE id = ${failed?.id}`.execute(box.db)
    await expect(copy(101)).rejects.toMatchObject({ constraint: 'refund_replaces_rest' })
    await copy(100)
    await expect(net(1)).rejects.toMatchObject({ constraint: 'netting_replaced' })
  })
})
