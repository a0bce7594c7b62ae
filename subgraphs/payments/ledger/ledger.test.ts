import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { openPayments } from '../payments.fixture.ts'
import type { Trx } from '../tables.ts'
import { balancesOf } from './balance.queries.ts'
import { feeOf } from './fee.ts'
import * as journals from './journals.ts'
import { post, type Movement } from './post.ts'

let payments: Awaited<ReturnType<typeof openPayments>>
beforeAll(async () => {
  payments = await openPayments()
})
afterAll(() => payments[Symbol.asyncDispose]())

const inTrx = <Result>(work: (trx: Trx) => Promise<Result>) => payments.db.transaction().execute(work)
const EUR = { currency: 'EUR', provider: 'stripe' } as const
const topUp = (userId: string, amountMinor: number, topUpId = newId()) =>
  inTrx((trx) => journals.toppedUp(trx, { ...EUR, topUpId, userId, amountMinor }))
const spend = (userId: string, amountMinor: number) =>
  inTrx((trx) => journals.paidByWallet(trx, { ...EUR, walletPaymentId: newId(), userId, amountMinor }))
const writing = (movements: readonly Movement[]) =>
  inTrx((trx) => post(trx, { kind: 'BANKED', source: ['MOVEMENT', newId()], currency: 'EUR', movements }))
const walletOf = (userId: string) =>
  payments.db.selectFrom('wallet').selectAll().where('user_id', '=', userId).executeTakeFirstOrThrow()

test('the same journal is written once, also by ten at once', async () => {
  const [user, source] = [newId(), newId()]
  const wrote = await Promise.all(Array.from({ length: 10 }, () => topUp(user, 500, source)))
  expect(wrote.filter(Boolean)).toHaveLength(1)
  expect(await walletOf(user)).toMatchObject({ balance_minor: 500, held_minor: 0 })
})

test('the same journal with another amount, currency or user is refused', async () => {
  const [user, source] = [newId(), newId()]
  await topUp(user, 500, source)
  const again = { ...EUR, topUpId: source, userId: user, amountMinor: 500 }
  for (const other of [{ amountMinor: 501 }, { currency: 'USD' }, { userId: newId() }, { provider: 'paypal' as const }])
    await expect(inTrx((trx) => journals.toppedUp(trx, { ...again, ...other }))).rejects.toMatchObject({
      constraint: 'journal_differs',
    })
  expect(await inTrx((trx) => journals.toppedUp(trx, again))).toBe(false)
})

test('a wallet never falls below nothing, also when twenty spend at once what five can', async () => {
  const user = newId()
  await topUp(user, 500)
  const spent = await Promise.allSettled(Array.from({ length: 20 }, () => spend(user, 100)))
  expect(spent.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
  for (const one of spent) if (one.status === 'rejected') expect(one.reason).toMatchObject({ constraint: 'wallet_covered' })
  expect((await walletOf(user)).balance_minor).toBe(0)
})

test('what is blocked of a wallet is not there to be spent, and a hold of it ends once', async () => {
  const [userId, holdId] = [newId(), newId()]
  const hold = { ...EUR, userId, holdId, amountMinor: 400 }
  await topUp(userId, 500)
  await inTrx((trx) => journals.walletHeld(trx, hold))
  await expect(spend(userId, 101)).rejects.toMatchObject({ constraint: 'wallet_covered' })
  const ends = await Promise.allSettled(
    [300, 0, 300, 0, 400].map((takenMinor) => inTrx((trx) => journals.walletReleased(trx, { ...hold, takenMinor }))),
  )
  expect(ends.filter((end) => end.status === 'fulfilled' && end.value)).toHaveLength(1)
  expect(await walletOf(userId)).toMatchObject({ held_minor: 0 })
  await expect(inTrx((trx) => journals.walletReleased(trx, { ...hold, holdId: newId() }))).rejects.toMatchObject({
    constraint: 'wallet_held_covered',
  })
})

test('journals over the same two wallets, in opposite orders, do not wait for each other', async () => {
  const [one, two] = [newId(), newId()]
  await Promise.all([topUp(one, 1_000), topUp(two, 1_000)])
  const move = (from: string, to: string, held: boolean) =>
    writing([
      { kind: 'WALLET', ownerId: from, amountMinor: 1 },
      { kind: held ? 'WALLET_HELD' : 'WALLET', ownerId: to, amountMinor: -1 },
    ])
  const moves = Array.from({ length: 60 }, (_, i) => (i % 2 ? move(one, two, i % 3 === 0) : move(two, one, i % 3 === 0)))
  expect((await Promise.allSettled(moves)).filter(({ status }) => status === 'rejected')).toEqual([])
})

test('accounts that twenty journals make at once, in opposite orders, are made once', async () => {
  const [one, two] = [newId(), newId()]
  const made = Array.from({ length: 20 }, (_, i) => {
    const [first, second] = i % 2 ? [one, two] : [two, one]
    return writing([
      { kind: 'RECEIVABLE', ownerId: first, amountMinor: 5 },
      { kind: 'RECEIVABLE', ownerId: second, amountMinor: -5 },
    ])
  })
  expect(await Promise.all(made)).toEqual(made.map(() => true))
  const accounts = await payments.db.selectFrom('account').select('id').where('owner_id', 'in', [one, two]).execute()
  expect(accounts).toHaveLength(2)
})

describe('a journal is refused', () => {
  const bank = (amountMinor: number): Movement => ({ kind: 'BANK', amountMinor })
  const stripe = (amountMinor: number): Movement => ({ kind: 'PROVIDER', ownerId: 'stripe', amountMinor })
  test.each<[string, Movement[], object]>([
    ['that does not balance', [bank(500), stripe(-499)], { constraint: 'entry_balanced' }],
    ['of one entry', [bank(500)], { constraint: 'entry_balanced' }],
    ['that has an account twice', [bank(500), bank(-500)], { constraint: 'entry_once' }],
    ['of half a cent', [bank(0.5), stripe(-0.5)], { code: '22P02' }],
    ['of no number', [bank(NaN), stripe(NaN)], { code: '22P02' }],
    ['of 2^53', [bank(2 ** 53), stripe(-(2 ** 53))], { constraint: 'entry_amount_minor_check' }],
    ['above 2^63', [bank(1e19), stripe(-1e19)], { code: '22003' }],
    ['of a user whom it does not name', [bank(5), { kind: 'RECEIVABLE', amountMinor: -5 }], { constraint: 'account_owner' }],
    ['of a provider that it does not name', [bank(5), { kind: 'PROVIDER', amountMinor: -5 }], { constraint: 'account_owner' }],
    ['that gives the bank an owner', [{ ...bank(5), ownerId: newId() }, stripe(-5)], { constraint: 'account_owner' }],
  ])('%s', (_what, movements, why) => expect(writing(movements)).rejects.toMatchObject(why))

  test('whose currency is no code', async () => {
    const journal = { kind: 'BANKED', source: ['MOVEMENT', newId()], movements: [bank(5), stripe(-5)] } as const
    for (const currency of ['eur', 'EURO', ''])
      await expect(inTrx((trx) => post(trx, { ...journal, currency }))).rejects.toMatchObject({
        constraint: 'account_currency_check',
      })
  })

  test('by a wallet that could not be counted any more', async () => {
    const user = newId()
    await topUp(user, Number.MAX_SAFE_INTEGER)
    await expect(topUp(user, 1)).rejects.toMatchObject({ constraint: 'wallet_covered' })
  })
})

test('a refused journal leaves nothing, so that the right one is written afterwards', async () => {
  const [userId, topUpId] = [newId(), newId()]
  const source = ['TOP_UP', topUpId] as const
  const half: Movement[] = [{ kind: 'WALLET', ownerId: userId, amountMinor: -500 }]
  await expect(inTrx((trx) => post(trx, { kind: 'TOPPED_UP', source, currency: 'EUR', movements: half }))).rejects.toMatchObject({
    constraint: 'entry_balanced',
  })
  expect(await topUp(userId, 500, topUpId)).toBe(true)
})

describe('the box cannot', () => {
  const tables = ['account', 'journal', 'entry', 'wallet']
  test.each(tables)('write, change, empty or delete rows of %s but by post_journal', async (table) => {
    await topUp(newId(), 500)
    for (const statement of [
      `INSERT INTO ${table} SELECT * FROM ${table} LIMIT 1`,
      `UPDATE ${table} SET ${table === 'wallet' ? 'balance_minor = 1' : 'id = id'}`,
      `DELETE FROM ${table}`,
      `TRUNCATE ${table} CASCADE`,
      `COPY ${table} FROM STDIN`,
      `SELECT * FROM ${table} FOR UPDATE`,
      `ALTER TABLE ${table} DISABLE TRIGGER ALL`,
    ])
      await expect(sql.raw(statement).execute(payments.db), statement).rejects.toMatchObject({ code: '42501' })
  })

  test('have post_journal write into tables of its own', async () => {
    const recordId = newId()
    await inTrx(async (trx) => {
      for (const table of tables) await sql.raw(`CREATE TEMP TABLE ${table} (LIKE payments.${table})`).execute(trx)
      await journals.billIssued(trx, { ...EUR, recordId, userId: newId(), operatorId: newId(), amountMinor: 700 })
      for (const table of tables) await sql.raw(`DROP TABLE pg_temp.${table}`).execute(trx)
    })
    expect(await payments.db.selectFrom('journal').select('kind').where('source_id', '=', recordId).execute()).toHaveLength(1)
  })
})

test('two currencies never add: a user has an account and a wallet for each', async () => {
  const userId = newId()
  await topUp(userId, 500)
  await inTrx((trx) => journals.toppedUp(trx, { provider: 'stripe', currency: 'JPY', topUpId: newId(), userId, amountMinor: 700 }))
  const wallets = await payments.db.selectFrom('wallet').selectAll().where('user_id', '=', userId).orderBy('currency').execute()
  expect(wallets.map(({ currency, balance_minor: balance }) => [currency, balance])).toEqual([
    ['EUR', 500],
    ['JPY', 700],
  ])
})

test('the journals of a session, worked in numbers', async () => {
  const [userId, operatorId, recordId, paymentId, refundId, correctionId] = [newId(), newId(), newId(), newId(), newId(), newId()]
  const currency = 'CHF'
  const common = { userId, operatorId, currency, provider: 'stripe' } as const
  const fee = { operatorId, currency, ...feeOf({ beforeMinor: 0, afterMinor: 2_345, feeBasisPoints: 500, vatBasisPoints: 2_100 }) }
  const lower = feeOf({ beforeMinor: 2_345, afterMinor: 2_000, feeBasisPoints: 500, vatBasisPoints: 2_100 })
  await inTrx(async (trx) => {
    await journals.billIssued(trx, { ...common, recordId, amountMinor: 2_345 })
    await journals.feeCharged(trx, { source: ['RECORD', recordId], ...fee })
    await journals.paidByCapture(trx, { ...common, paymentId, amountMinor: 2_345 })
    await journals.providerCost(trx, { ...common, source: ['PAYMENT', paymentId], amountMinor: 60 })
    // The record was wrong: 20.00 would have been right.
    await journals.billIssued(trx, { ...common, recordId: correctionId, amountMinor: -345 })
    await journals.feeCharged(trx, { source: ['RECORD', correctionId], operatorId, currency, ...lower })
    await journals.refundOwed(trx, { ...common, refundId, amountMinor: 345 })
    await journals.refundSent(trx, { ...common, refundId, amountMinor: 345 })
    await journals.payoutSent(trx, { ...common, payoutId: newId(), amountMinor: 2_000 - 121 })
  })
  const balances = await balancesOf(payments.db, currency)
  expect(Object.fromEntries(balances.map(({ kind, balanceMinor }) => [kind, balanceMinor]))).toEqual({
    OPERATOR_PAYABLE: 0,
    PLATFORM_FEE: -100,
    PLATFORM_VAT: -21,
    PROVIDER: 2_345 - 60 - 345 - (2_000 - 121),
    PROVIDER_COST: 60,
    RECEIVABLE: 0,
    REFUND_DUE: 0,
  })
  expect(balances.reduce((sum, { balanceMinor }) => sum + balanceMinor, 0)).toBe(0)
})
