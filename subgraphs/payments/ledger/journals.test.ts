import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { openPayments } from '../payments.fixture.ts'
import * as journals from './journals.ts'

let payments: Awaited<ReturnType<typeof openPayments>>
beforeAll(async () => {
  payments = await openPayments()
})
afterAll(() => payments[Symbol.asyncDispose]())

const USER = newId()
const OPERATOR = newId()
const id = newId()
const all = { userId: USER, operatorId: OPERATOR, provider: 'stripe', currency: 'EUR', amountMinor: 700 } as const
const owes = `RECEIVABLE ${USER}`
const wallet = `WALLET ${USER}`
const held = `WALLET_HELD ${USER}`
const due = `REFUND_DUE ${USER}`
const earns = `OPERATOR_PAYABLE ${OPERATOR}`
type Trx = Parameters<typeof journals.adjusted>[0]

/** Each journal, and what it moves: a debit is positive. What must be there before is said first. */
const EACH: [keyof typeof journals, (trx: Trx) => Promise<boolean>, Record<string, number>][] = [
  ['billIssued', (trx) => journals.billIssued(trx, { ...all, recordId: id }), { [owes]: 700, [earns]: -700 }],
  ['billCredited', (trx) => journals.billCredited(trx, { ...all, refundId: id }), { [owes]: -700, [earns]: 700 }],
  [
    'feeCharged',
    (trx) => journals.feeCharged(trx, { ...all, source: ['RECORD', id], feeMinor: 70, vatMinor: 15 }),
    { [earns]: 85, 'PLATFORM_FEE ': -70, 'PLATFORM_VAT ': -15 },
  ],
  ['paidByCapture', (trx) => journals.paidByCapture(trx, { ...all, paymentId: id }), { 'PROVIDER stripe': 700, [owes]: -700 }],
  [
    'providerCost',
    (trx) => journals.providerCost(trx, { ...all, source: ['PAYMENT', id] }),
    { 'PROVIDER stripe': -700, 'PROVIDER_COST stripe': 700 },
  ],
  [
    'toppedUp',
    (trx) => journals.toppedUp(trx, { ...all, topUpId: id, amountMinor: 7_000 }),
    { 'PROVIDER stripe': 7_000, [wallet]: -7_000 },
  ],
  ['walletHeld', (trx) => journals.walletHeld(trx, { ...all, holdId: id }), { [wallet]: 700, [held]: -700 }],
  [
    'walletReleased',
    (trx) => journals.walletReleased(trx, { ...all, holdId: id, takenMinor: 650 }),
    { [held]: 700, [owes]: -650, [wallet]: -50 },
  ],
  ['disputeHeld', (trx) => journals.disputeHeld(trx, { ...all, disputeId: id }), { [wallet]: 700, [held]: -700 }],
  [
    'disputeHoldEnded',
    (trx) => journals.disputeHoldEnded(trx, { ...all, disputeId: id, takenMinor: 700 }),
    { [held]: 700, [owes]: -700 },
  ],
  ['paidByWallet', (trx) => journals.paidByWallet(trx, { ...all, walletPaymentId: id }), { [wallet]: 700, [owes]: -700 }],
  ['refundOwed', (trx) => journals.refundOwed(trx, { ...all, refundId: id }), { [owes]: 700, [due]: -700 }],
  ['refundedToWallet', (trx) => journals.refundedToWallet(trx, { ...all, refundId: id }), { [owes]: 700, [wallet]: -700 }],
  ['walletPaidBack', (trx) => journals.walletPaidBack(trx, { ...all, refundId: id }), { [wallet]: 700, [due]: -700 }],
  ['refundSent', (trx) => journals.refundSent(trx, { ...all, refundId: id }), { [due]: 700, 'PROVIDER stripe': -700 }],
  ['refundFailed', (trx) => journals.refundFailed(trx, { ...all, refundId: id }), { 'PROVIDER stripe': 700, [due]: -700 }],
  ['refundNetted', (trx) => journals.refundNetted(trx, { ...all, nettingId: id }), { [due]: 700, [owes]: -700 }],
  ['owedToWallet', (trx) => journals.owedToWallet(trx, { ...all, refundId: id }), { [due]: 700, [wallet]: -700 }],
  [
    'disputeOpened',
    (trx) => journals.disputeOpened(trx, { ...all, disputeId: id, feeMinor: 15 }),
    { 'DISPUTED stripe': 700, 'PROVIDER_COST stripe': 15, 'PROVIDER stripe': -715 },
  ],
  [
    'disputeWon',
    (trx) => journals.disputeWon(trx, { ...all, disputeId: id, feeMinor: 15 }),
    { 'PROVIDER stripe': 715, 'DISPUTED stripe': -700, 'PROVIDER_COST stripe': -15 },
  ],
  ['disputeLost', (trx) => journals.disputeLost(trx, { ...all, disputeId: id }), { [owes]: 700, 'DISPUTED stripe': -700 }],
  ['writtenOff', (trx) => journals.writtenOff(trx, { ...all, writeOffId: id }), { [earns]: 700, [owes]: -700 }],
  ['payoutSent', (trx) => journals.payoutSent(trx, { ...all, payoutId: id }), { [earns]: 700, 'PROVIDER stripe': -700 }],
  [
    'payoutReturned',
    (trx) => journals.payoutReturned(trx, { ...all, payoutId: id, provider: null }),
    { 'BANK ': 700, [earns]: -700 },
  ],
  ['banked', (trx) => journals.banked(trx, { ...all, movementId: id }), { 'BANK ': 700, 'PROVIDER stripe': -700 }],
  [
    'adjusted',
    (trx) => journals.adjusted(trx, { ...all, adjustmentId: id, of: ['WALLET', USER] }),
    { [wallet]: -700, 'ADJUSTMENT ': 700 },
  ],
  ['walletGivenUp', (trx) => journals.walletGivenUp(trx, { ...all, givenUpId: id }), { [wallet]: 700, 'ADJUSTMENT ': -700 }],
]

test('each journal moves what its name says, and nothing else', async () => {
  expect(EACH.map(([name]) => name).toSorted()).toEqual(Object.keys(journals).toSorted())
  for (const [name, write, moved] of EACH) {
    expect(await payments.db.transaction().execute(write), name).toBe(true)
    const { id: journalId } = await payments.db.selectFrom('journal').select('id').orderBy('id', 'desc').executeTakeFirstOrThrow()
    const entries = await payments.db
      .selectFrom('entry')
      .innerJoin('account', 'account.id', 'entry.account_id')
      .select(['kind', 'owner_id', 'amount_minor'])
      .where('journal_id', '=', journalId)
      .execute()
    expect(Object.fromEntries(entries.map((one) => [`${one.kind} ${one.owner_id}`, one.amount_minor])), name).toEqual(moved)
  }
})

test('what is written off without an operator is a bad debt of the platform', async () => {
  await payments.db.transaction().execute((trx) => journals.writtenOff(trx, { ...all, operatorId: null, writeOffId: newId() }))
  const bad = await payments.db.selectFrom('account').select('owner_id').where('kind', '=', 'BAD_DEBT').executeTakeFirstOrThrow()
  expect(bad.owner_id).toBe('')
})
