import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { until } from '../../../test/until.ts'
import { dueOf } from '../bills/due.ts'
import { hearForeignRefund } from './gone.handler.ts'
import { admin, by, openPaying, type Paying } from '../paying/paying.fixture.ts'

let box: Paying
beforeAll(async () => {
  box = await openPaying()
})
afterAll(() => box[Symbol.asyncDispose]())

const disputeOf = (externalId: string) =>
  box.db.selectFrom('dispute').selectAll().where('external_id', '=', externalId).executeTakeFirst()
/** A payer's bank takes a top-up back, until it has decided. */
async function disputed(paymentId: string) {
  const id = box.control.dispute(paymentId)
  await box.hook('DISPUTE', id)
  await until(() => disputeOf(id))
  const decide = async (how: 'won' | 'lost') => {
    box.control.closeDispute(id, how)
    await box.hook('DISPUTE', id)
    await box.hook('DISPUTE', id)
    await until(async () => (await disputeOf(id))?.closed_at)
  }
  return { id, decide }
}
const wallet = async (userId: string) => {
  const { balance_minor: free, held_minor: held } = await box.db
    .selectFrom('wallet')
    .selectAll()
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow()
  return [free, held]
}
const standings = async (userId: string) => (await box.said('payments.standing.changed', userId)).map(({ standing }) => standing)
/** Spends so much of a wallet, for charging. */
async function spend(userId: string, amountMinor: number) {
  const { billId } = await box.overdue(amountMinor, userId)
  expect(await box.pay(userId, billId)).toMatchObject({ state: 'PAID' })
}

describe('a top-up that its payer has asked their bank for', () => {
  test('is blocked in the wallet; lost, it is taken from there, and nothing is owed', async () => {
    const { userId, topUpId, paymentId } = await box.toppedUp(2_500)
    const { decide } = await disputed(paymentId)
    expect(await wallet(userId)).toEqual([0, 2_500])
    await decide('lost')
    const bill = await box.comesTo(topUpId, 'PAID')
    expect(bill).toMatchObject({ kind: 'TOP_UP', total_minor: 2_500, operator_id: null })
    expect(await wallet(userId)).toEqual([0, 0])
    expect(await box.accounts(userId)).toEqual({})
    expect(await standings(userId)).toEqual([])
  })

  test('won: what was blocked is free again, once', async () => {
    const { userId, topUpId, paymentId } = await box.toppedUp(2_500)
    const { decide } = await disputed(paymentId)
    await decide('won')
    expect(await wallet(userId)).toEqual([2_500, 0])
    expect(await box.db.selectFrom('bill').select('id').where('subject_id', '=', topUpId).execute()).toEqual([])
    expect(await box.accounts(userId)).toEqual({ WALLET: -2_500 })
  })

  test('lost after it was spent: what is there is taken, the rest is owed, and its user is blocked until it is paid', async () => {
    const { userId, topUpId, paymentId } = await box.toppedUp(2_500)
    await spend(userId, 1_700)
    const { decide } = await disputed(paymentId)
    expect(await wallet(userId)).toEqual([0, 800])
    // What comes into the wallet meanwhile is taken too.
    await box.fill(userId, 300)
    const { id: card } = await box.keep(userId)
    await decide('lost')
    const bill = await box.comesTo(topUpId, 'OVERDUE')
    expect(bill).toMatchObject({ why: 'TOP_UP_GONE', total_minor: 2_500, paid_minor: 1_100, blocks: true })
    expect(await wallet(userId)).toEqual([0, 0])
    expect(await box.accounts(userId)).toEqual({ RECEIVABLE: 1_400 })
    expect(await standings(userId)).toEqual(['BLOCKED'])
    const text = `query ($id: UUID!) { bill(id: $id) { session { id } topUpId why due { amountMinor } } }`
    expect((await box.ask(by(userId, 'DRIVER'), text, { id: bill.id })).data).toEqual({
      bill: { session: null, topUpId, why: 'TOP_UP_GONE', due: { amountMinor: 1_400 } },
    })
    // Nobody charges them behind their back.
    const charges = box.db.selectFrom('operation').select('id').where('kind', '=', 'CHARGE').where('subject_id', '=', bill.id)
    await box.dun(topUpId, 1.1)
    expect(await charges.execute()).toEqual([])
    expect(await box.pay(userId, bill.id, card)).toMatchObject({ state: 'PAID' })
    expect(await standings(userId)).toEqual(['BLOCKED', 'STANDARD'])
    expect(await box.accounts(userId)).toEqual({})
    // Nothing was sold by it.
    expect(await box.refund(admin, bill.id, 100)).toBe('CONFLICT')
    expect(await box.said('payments.bill.changed', bill.id)).toContainEqual(expect.objectContaining({ sessionId: null }))
  })

  test('lost and never paid: the platform bears it, and its user charges again', async () => {
    const { userId, topUpId, paymentId } = await box.toppedUp(2_500)
    await spend(userId, 2_500)
    await (await disputed(paymentId)).decide('lost')
    const { id } = await box.comesTo(topUpId, 'OVERDUE')
    expect(await box.giveUp(admin, id)).toMatchObject({ state: 'WRITTEN_OFF' })
    expect(await standings(userId)).toEqual(['BLOCKED', 'STANDARD'])
    expect(await box.accounts(userId)).toEqual({})
  })

  test('lost while the wallet is spent: it never falls below nothing, and no cent is taken twice or forgotten', async () => {
    const all = await Promise.all([1, 2, 3, 4].map(() => box.toppedUp(1_000)))
    await Promise.all(
      all.map(async ({ userId, topUpId, paymentId }) => {
        const { billId } = await box.overdue(600, userId)
        const [paid, { decide }] = await Promise.all([box.pay(userId, billId), disputed(paymentId)])
        await Promise.all([decide('lost'), box.fill(userId, 100)])
        const spent = typeof paid === 'string' ? 0 : 600
        const { id } = await until(() =>
          box.db.selectFrom('bill').selectAll().where('subject_id', '=', topUpId).where('state', '!=', 'OPEN').executeTakeFirst(),
        )
        // Which of them came first decides what is in the wallet now; dunning takes that too.
        const bill = await box.db.selectFrom('bill').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
        const [free, held] = await wallet(userId)
        expect([held, (free ?? 0) + bill.paid_minor]).toEqual([0, 1_100 - spent])
        expect((await box.accounts(userId))['RECEIVABLE'] ?? 0).toBe(dueOf(bill) + 600 - spent)
      }),
    )
  })

  test('of more than came is none of ours to decide: it is noted for a person', async () => {
    const { userId, paymentId } = await box.toppedUp(2_500)
    const id = box.control.dispute(paymentId)
    box.control.lie(id, { amount: 2_501 })
    await box.hook('DISPUTE', id)
    expect(await until(() => box.mismatchOf(id))).toMatchObject({ kind: 'AMOUNT_DIFFERS', ours_minor: 2_500, theirs_minor: 2_501 })
    expect(await wallet(userId)).toEqual([2_500, 0])
    const above = box.db.updateTable('payment').set({ disputed_minor: 2_501 }).where('external_id', '=', paymentId).execute()
    await expect(above).rejects.toMatchObject({ constraint: 'payment_disputed' })
  })
})

describe("a top-up that somebody refunds on the provider's page", () => {
  const refundsOf = (userId: string) => box.db.selectFrom('refund').selectAll().where('user_id', '=', userId).execute()

  test('is taken from the wallet, once, and the rest is owed; no cent of it is sent back again', async () => {
    const { userId, topUpId, paymentId } = await box.toppedUp(2_500)
    await spend(userId, 1_000)
    const id = box.control.foreignRefund(paymentId, 1_700)
    await Promise.all([box.hook('REFUND', id), box.hook('REFUND', id)])
    const bill = await box.comesTo(topUpId, 'OVERDUE')
    await box.hook('REFUND', id)
    expect(bill).toMatchObject({ total_minor: 1_700, paid_minor: 1_500, blocks: true })
    expect(await wallet(userId)).toEqual([0, 0])
    expect(await box.accounts(userId)).toEqual({ RECEIVABLE: 200 })
    expect(await refundsOf(userId)).toMatchObject([{ state: 'SUCCEEDED', amount_minor: 1_700, asked_by: null, bill_id: null }])
    expect(await box.mismatchOf(id)).toBeUndefined()
    // Of what came by the provider 8.00 can still go back by it, whatever is in the wallet.
    await box.fill(userId, 2_000)
    expect(await box.pay(userId, bill.id)).toMatchObject({ state: 'PAID' })
    const back = { currency: 'EUR', idempotencyKey: newId() }
    await box.mutate(by(userId, 'DRIVER'), 'payBackWallet', 'PayBackWalletInput', back, 'balance { amountMinor }')
    await until(async () => (await refundsOf(userId)).every(({ state }) => state === 'SUCCEEDED'))
    expect(await wallet(userId)).toEqual([1_000, 0])
  })

  test('that a bank had taken back before is not taken twice: a person looks', async () => {
    const { userId, topUpId, paymentId } = await box.toppedUp(2_500)
    const { decide } = await disputed(paymentId)
    await decide('lost')
    await box.comesTo(topUpId, 'PAID')
    // PayPal has a refund for what a seller gives in to, beside the dispute.
    const [externalId, amount] = [newId(), { amountMinor: 2_500, currency: 'EUR' }]
    const reading = { kind: 'REFUND', externalId, operationId: null, state: 'SUCCEEDED', paymentId, amount, reason: null } as const
    await box.inTrx((trx) => hearForeignRefund(trx, box.work, 'stripe', reading))
    expect(await box.mismatchOf(externalId)).toMatchObject({ kind: 'REFUNDED_UNASKED', theirs_minor: 2_500 })
    expect(await box.billOf(topUpId)).toMatchObject({ state: 'PAID', total_minor: 2_500 })
    expect(await box.accounts(userId)).toEqual({})
  })

  test('and does not arrive: it is in the wallet again, and nobody owes anything', async () => {
    const { userId, topUpId, paymentId } = await box.toppedUp(2_500)
    box.control.pendingRefunds(true)
    const id = box.control.foreignRefund(paymentId, 2_000)
    box.control.pendingRefunds(false)
    await box.hook('REFUND', id)
    await box.comesTo(topUpId, 'PAID', ({ total_minor }) => total_minor === 2_000)
    expect(await wallet(userId)).toEqual([500, 0])
    box.control.settleRefund(id, 'failed')
    await box.hook('REFUND', id)
    await box.comesTo(topUpId, 'PAID', ({ total_minor }) => total_minor === 0)
    expect(await wallet(userId)).toEqual([2_500, 0])
    expect(await box.accounts(userId)).toEqual({ WALLET: -2_500 })
  })
})

test("what went back of top-ups agrees with the provider's books", async () => {
  const text = `mutation { reconcile(input: { provider: STRIPE }) { done mismatches } }`
  expect((await box.ask(admin, text)).data).toMatchObject({ reconcile: { done: true } })
  // The one of more than came, and the one that a bank had taken back, were noted before.
  const differs = box.db.selectFrom('mismatch').select('kind').where('resolved_at', 'is', null).orderBy('kind')
  expect(await differs.execute()).toEqual([{ kind: 'AMOUNT_DIFFERS' }, { kind: 'REFUNDED_UNASKED' }])
})
