import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ANONYMOUS, type Caller, type Role } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { until } from '../../../test/until.ts'
import { toppedUp, walletReleased } from '../ledger/journals.ts'
import { openPayments } from '../payments.fixture.ts'
import type { Trx } from '../tables.ts'
import { holdFromWallet, payFromWallet } from './wallet.ts'
import { refundOfWalletPart, walletPartOf } from './wallet.queries.ts'

let payments: Awaited<ReturnType<typeof openPayments>>
beforeAll(async () => {
  payments = await openPayments()
})
afterAll(() => payments[Symbol.asyncDispose]())

const inTrx = <Result>(work: (trx: Trx) => Promise<Result>) => payments.db.transaction().execute(work)
const by = (userId: string, ...roles: Role[]): Caller => ({ kind: 'user', userId, roles })
const EUR = 'EUR'

async function withWallet(amountMinor: number, currency = EUR) {
  const userId = newId()
  await inTrx((trx) => toppedUp(trx, { topUpId: newId(), userId, provider: 'stripe', currency, amountMinor }))
  const billId = newId()
  await payments.db
    .insertInto('bill')
    .values({
      id: billId,
      kind: 'SESSION',
      subject_id: newId(),
      user_id: userId,
      state: 'PAID',
      currency,
      total_minor: 5_000,
    } as never)
    .execute()
  return { userId, billId, currency }
}
const inWallet = async (userId: string, currency = EUR) => {
  const wallet = await payments.db
    .selectFrom('wallet')
    .selectAll()
    .where('user_id', '=', userId)
    .where('currency', '=', currency)
    .executeTakeFirst()
  return wallet ? [wallet.balance_minor, wallet.held_minor] : []
}

describe('a wallet pays a bill', () => {
  test('whole, or in part where there is less in it, or not at all in another currency', async () => {
    const of = await withWallet(700)
    expect(await inTrx((trx) => payFromWallet(trx, { ...of, amountMinor: 500 }))).toBe(500)
    expect(await inTrx((trx) => payFromWallet(trx, { ...of, amountMinor: 500 }))).toBe(200)
    expect(await inTrx((trx) => payFromWallet(trx, { ...of, amountMinor: 500 }))).toBe(0)
    expect(await inTrx((trx) => payFromWallet(trx, { ...of, currency: 'USD', amountMinor: 500 }))).toBe(0)
    expect([await inWallet(of.userId), await walletPartOf(payments.db, of.billId)]).toEqual([[0, 0], 700])
  })

  test('with what is there, also where ten bills are paid at once', async () => {
    const of = await withWallet(1_000)
    const paid = await Promise.all(
      Array.from({ length: 10 }, () => inTrx((trx) => payFromWallet(trx, { ...of, amountMinor: 300 }))),
    )
    expect(paid.toSorted((a, b) => b - a)).toEqual([300, 300, 300, 100, 0, 0, 0, 0, 0, 0])
    expect(await inWallet(of.userId)).toEqual([0, 0])
  })

  test('with nothing of what is held, and no hold is of more than there is', async () => {
    const of = await withWallet(1_000)
    const hold = { ...of, holdId: newId(), amountMinor: 800 }
    expect(await inTrx((trx) => holdFromWallet(trx, hold))).toBe(true)
    expect(await inTrx((trx) => holdFromWallet(trx, { ...hold, holdId: newId() }))).toBe(false)
    expect(await inWallet(of.userId)).toEqual([200, 800])
    expect(await inTrx((trx) => payFromWallet(trx, { ...of, amountMinor: 500 }))).toBe(200)
  })
})

describe("the wallet's part of a bill", () => {
  test('is all that goes back there, however many ask at once', async () => {
    const of = await withWallet(1_000)
    await inTrx((trx) => payFromWallet(trx, { ...of, amountMinor: 1_000 }))
    const refunds = await Promise.allSettled(
      Array.from({ length: 8 }, () => inTrx((trx) => refundOfWalletPart(trx, of.billId, 400))),
    )
    expect(refunds.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    for (const one of refunds)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ constraint: 'wallet_part_refunded' })
    expect(await walletPartOf(payments.db, of.billId)).toBe(200)
  })
})

const WALLETS = `query ($userId: UUID!) { _entities(representations: [{ __typename: "User", id: $userId }]) {
  ... on User { wallets { balance { amountMinor currency } held { amountMinor } } } } }`

test('a user sees their wallets, those who keep the books see them, and nobody else', async () => {
  const { userId } = await withWallet(1_990)
  await inTrx((trx) => toppedUp(trx, { topUpId: newId(), userId, provider: 'stripe', currency: 'JPY', amountMinor: 300 }))
  const seen = {
    _entities: [
      {
        wallets: [
          { balance: { amountMinor: 1_990, currency: EUR }, held: { amountMinor: 0 } },
          { balance: { amountMinor: 300, currency: 'JPY' }, held: { amountMinor: 0 } },
        ],
      },
    ],
  }
  for (const caller of [by(userId, 'DRIVER'), by(newId(), 'ADMIN'), by(newId(), 'TREASURER'), by(newId(), 'COMPLIANCE')])
    expect((await payments.ask(caller, WALLETS, { userId })).data).toEqual(seen)
  for (const caller of [ANONYMOUS, by(newId(), 'DRIVER', 'OPERATOR', 'PARTNER', 'REVIEWER')])
    expect((await payments.ask(caller, WALLETS, { userId })).errors?.[0]?.extensions?.['code']).toMatch(/UNAUTHENTICATED|NOT_FOUND/)
})

test('who watches sees their wallets, then each that changes, and none of others', async () => {
  const of = await withWallet(1_000)
  const stranger = await withWallet(1_000)
  const watching = 'subscription { walletUpdated { balance { amountMinor currency } } }'
  await payments.reading<{ walletUpdated: object }>(by(of.userId, 'DRIVER'), watching, async (next) => {
    expect((await next()).data).toEqual({ walletUpdated: { balance: { amountMinor: 1_000, currency: EUR } } })
    await inTrx((trx) => payFromWallet(trx, { ...stranger, amountMinor: 1 }))
    await inTrx((trx) => payFromWallet(trx, { ...of, amountMinor: 250 }))
    expect((await next()).data).toEqual({ walletUpdated: { balance: { amountMinor: 750, currency: EUR } } })
  })
})

describe('who leaves', () => {
  const GIVE_UP = `mutation ($input: GiveUpWalletInput!) { giveUpWallet(input: $input) { balance { amountMinor } held { amountMinor } } }`
  let round = 0
  const judged = async (userId: string) => {
    round++
    await payments.tell('accounts.deletion.proposed', userId, { deletionId: newId(), userId, round })
    return until(async () =>
      (await payments.said('person.leaving.judged', `${userId} payments`)).find((one) => one.round === round),
    )
  }

  test('is kept while there is money in a wallet, or blocked of it', async () => {
    const of = await withWallet(1_000)
    const hold = { ...of, holdId: newId(), amountMinor: 1_000 }
    expect(await judged(of.userId)).toMatchObject({ hold: { passes: false, text: expect.stringContaining(EUR) } })
    await inTrx((trx) => holdFromWallet(trx, hold))
    expect(await judged(of.userId)).toMatchObject({ hold: { passes: false } })
    await inTrx((trx) => walletReleased(trx, { ...hold, takenMinor: 1_000 }))
    expect(await judged(of.userId)).toMatchObject({ hold: null })
  })

  test('is kept while a bill is to be paid', async () => {
    const { userId, billId } = await withWallet(0)
    const bill = (change: object) => payments.db.updateTable('bill').set(change).where('id', '=', billId).execute()
    for (const state of ['PAYING', 'OVERDUE']) {
      await bill({ state, overdue_at: new Date() })
      expect(await judged(userId)).toMatchObject({ hold: { passes: false, text: expect.stringContaining('bill') } })
    }
    // Nobody takes cards here, so an open one could never be paid.
    for (const state of ['OPEN', 'PAID']) {
      await bill({ state, overdue_at: null })
      expect(await judged(userId)).toMatchObject({ hold: null })
    }
  })

  test('may give up what is in it: all, as they have seen it, once', async () => {
    const { userId } = await withWallet(1_000)
    const input = { currency: EUR, amountMinor: 1_000, idempotencyKey: newId() }
    const giveUp = (change: object) => payments.ask(by(userId, 'DRIVER'), GIVE_UP, { input: { ...input, ...change } })
    for (const [change, code] of [
      [{ amountMinor: 999 }, 'CONFLICT'],
      [{ currency: 'USD' }, 'NOT_FOUND'],
    ] as const)
      expect((await giveUp({ ...change, idempotencyKey: newId() })).errors?.[0]?.extensions?.['code']).toBe(code)
    const given = await Promise.all([giveUp({}), giveUp({}), giveUp({})])
    for (const { data } of given) expect(data).toEqual({ giveUpWallet: { balance: { amountMinor: 0 }, held: { amountMinor: 0 } } })
    // The same key for what was never given up would say that it was.
    for (const other of [{ amountMinor: 999 }, { currency: 'USD' }])
      expect((await giveUp(other)).errors?.[0]?.extensions?.['code']).toBe('CONFLICT')
    const acts = await payments.db.selectFrom('audit').select('action').where('actor_id', '=', userId).execute()
    expect(acts).toEqual([{ action: 'wallet.emptied' }])
    expect(await judged(userId)).toMatchObject({ hold: null })
  })
})
