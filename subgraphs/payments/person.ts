import { PART_ROWS, type Person } from '#db/person.ts'
import type { Services } from './context.ts'
import { releaseHold } from './holds/hold.ts'
import { openHoldsOf } from './holds/hold.queries.ts'
import { forgetMethod } from './methods/method.ts'
import { activeMethodsOf } from './methods/method.queries.ts'
import type { Bill, PaymentsTables, Trx } from './tables.ts'

const LAW = 'what was paid must be kept; it stays under the id alone'

export const person: Person<Services, PaymentsTables> = {
  about: 'What you paid and how, what was blocked for it, what came back, and what is in your wallets.',
  tables: {
    wallet: LAW,
    top_up: LAW,
    adjustment: 'who gave or took money, and for what; it stays under the id alone',
    provider_customer: 'gone',
    payment_method: LAW,
    hold: LAW,
    payment: LAW,
    bill: LAW,
    refund: LAW,
    bill_payment: LAW,
    allowance: LAW,
    write_off: LAW,
    dispute: LAW,
    standing: 'gone',
    guest: 'gone',
    business: 'gone; invoices keep what stood there when they were written',
    billing_address: 'gone; invoices keep what stood there when they were written',
    invoice: 'the law wants invoices kept as they were written, for ten years in most countries',
    invoice_order: LAW,
    mismatch: 'who said what a mismatch with a provider was; it stays under the id alone',
    reconciliation_run: 'who had the books compared; it stays under the id alone',
    operator_fee: 'who set the fee of an operator, under the id alone',
    payout: 'what was sent to operators must be kept; who approved it stays under the id alone',
    payout_round: 'which weeks of operators were looked at; no person is named beside the id',
    connector: 'whose stations take payments; no person is named beside the id',
  },
  part: async (trx, userId) => {
    const of = <Table extends 'payment_method' | 'top_up' | 'hold' | 'payment' | 'bill' | 'refund'>(table: Table) =>
      trx
        .selectFrom(table as 'bill')
        .selectAll()
        .where('user_id', '=', userId)
        .orderBy('id', 'desc')
        .limit(PART_ROWS)
        .execute()
    return {
      wallets: await trx.selectFrom('wallet').select(['currency', 'balance_minor']).where('user_id', '=', userId).execute(),
      topUps: await of('top_up'),
      methods: await of('payment_method'),
      holds: await of('hold'),
      payments: await of('payment'),
      bills: await of('bill'),
      refunds: await of('refund'),
      invoices: await trx
        .selectFrom('invoice')
        .select(['id', 'data'])
        .where('user_id', '=', userId)
        .orderBy('id', 'desc')
        .limit(PART_ROWS)
        .execute(),
      billingAddress: await trx.selectFrom('billing_address').selectAll().where('user_id', '=', userId).execute(),
      business: await trx.selectFrom('business').selectAll().where('operator_id', '=', userId).execute(),
      payouts: await trx
        .selectFrom('payout')
        .selectAll()
        .where('operator_id', '=', userId)
        .orderBy('id', 'desc')
        .limit(PART_ROWS)
        .execute(),
    }
  },
  // What has been sold must be invoiced, and nobody else can say whose invoice it is.
  holds: async (trx, userId) => {
    const waiting = await trx
      .selectFrom('invoice_order')
      .select('id')
      .where('issuer_id', '=', userId)
      .where('done_at', 'is', null)
      .limit(1)
      .execute()
    if (waiting.length > 0) return { text: 'Invoices of what you have sold wait for your business data.', passes: false }
    if (await owesUs(trx, userId)) return { text: 'You have a bill to pay.', passes: false }
    const full = await trx
      .selectFrom('wallet')
      .select('currency')
      .where('user_id', '=', userId)
      .where(({ eb }) => eb('balance_minor', '+', eb.ref('held_minor')), '>', 0)
      .execute()
    if (full.length === 0) return (await onTheWay(trx, userId)) ?? (await decidedBy(trx, userId)) ?? owedTo(trx, userId)
    const currencies = full.map(({ currency }) => currency).join(', ')
    return { text: `There is money in your wallet (${currencies}). Spend it, have it paid back, or give it up.`, passes: false }
  },
  forget: async (trx, userId) => {
    await trx.deleteFrom('billing_address').where('user_id', '=', userId).execute()
    await trx.deleteFrom('business').where('operator_id', '=', userId).execute()
    await trx.deleteFrom('provider_customer').where('user_id', '=', userId).execute()
    await trx.deleteFrom('standing').where('user_id', '=', userId).execute()
    await trx.deleteFrom('guest').where('user_id', '=', userId).execute()
    for (const id of await openHoldsOf(trx, userId)) await releaseHold(trx, id)
    for (const method of await activeMethodsOf(trx, userId)) await forgetMethod(trx, method)
    await trx
      .updateTable('payment_method')
      .set({
        client_secret: null,
        approval_url: null,
        customer_id: null,
        label: 'forgotten',
        is_default: false,
        state: 'REMOVED',
        method_id: null,
        set_up_id: null,
      })
      .where('user_id', '=', userId)
      .execute()
  },
}

/** Where nobody takes cards, a bill stays open for ever: it keeps nobody. */
async function owesUs(trx: Trx, userId: string): Promise<boolean> {
  const said = await trx.selectFrom('said_providers').select('names').executeTakeFirst()
  const states: Bill['state'][] = said && said.names.length > 0 ? ['OPEN', 'PAYING', 'OVERDUE'] : ['PAYING', 'OVERDUE']
  const owed = trx.selectFrom('bill').select('id').where('user_id', '=', userId).where('state', 'in', states)
  return (await owed.limit(1).execute()).length > 0
}

/** What a bank takes back is owed again, and nobody could ask who is gone for it. */
async function decidedBy(trx: Trx, userId: string) {
  const open = trx
    .selectFrom('dispute')
    .innerJoin('payment', 'payment.id', 'dispute.payment_id')
    .select('dispute.id')
    .where('user_id', '=', userId)
    .where('closed_at', 'is', null)
  const undecided = await open.limit(1).execute()
  return undecided.length === 0 ? null : { text: 'Your bank decides on a payment of yours.', passes: true }
}

/** Whoever leaves takes away where payouts go. */
async function owedTo(trx: Trx, operatorId: string) {
  const owed = await trx
    .selectFrom('payable')
    .select('currency')
    .where('operator_id', '=', operatorId)
    .groupBy('currency')
    .having(({ fn }) => fn.sum('amount_minor'), '<>', 0)
    .execute()
  if (owed.length === 0) return null
  const currencies = owed.map(({ currency }) => currency).join(', ')
  return { text: `What you have sold is not settled yet (${currencies}). It is with your next payouts.`, passes: true }
}

/** Money that comes into the wallet, or goes back from it, must not arrive where nobody is any more. */
async function onTheWay(trx: Trx, userId: string) {
  const topUps = trx
    .selectFrom('top_up')
    .select('id')
    .where('user_id', '=', userId)
    .where('state', 'not in', ['SUCCEEDED', 'FAILED'])
  const refunds = trx
    .selectFrom('refund')
    .select('id')
    .where('user_id', '=', userId)
    .where('bill_id', 'is', null)
    .where('state', 'in', ['REQUESTED', 'PENDING'])
  const moving = await topUps.unionAll(refunds).limit(1).execute()
  return moving.length === 0 ? null : { text: 'Money is on its way into your wallet, or back from it.', passes: true }
}
