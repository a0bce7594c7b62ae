import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { createLog } from '#lib/log.ts'
import { until } from '../../../test/until.ts'
import { toppedUp } from '../ledger/journals.ts'
import { openWithStripe, type PaymentsWithStripe } from '../stripe.fixture.ts'
import type { TopUp } from '../tables.ts'
import { settleTopUp } from './top-up.handler.ts'

let box: PaymentsWithStripe
beforeAll(async () => {
  box = await openWithStripe({ config: { topUps: true } })
})
afterAll(() => box[Symbol.asyncDispose]())

type Payer = Pick<Awaited<ReturnType<PaymentsWithStripe['payer']>>, 'caller' | 'userId'> & { paymentMethodId?: string }
const TOP_UP =
  'mutation ($input: TopUpWalletInput!) { topUpWallet(input: $input) { id state clientSecret declineCode amount { amountMinor } } }'
const PAY_BACK = 'mutation ($input: PayBackWalletInput!) { payBackWallet(input: $input) { balance { amountMinor } } }'

/** The top-up, or the code of the refusal. */
async function topUp({ caller, paymentMethodId }: Payer, amountMinor: number, more: object = {}, address?: string) {
  const input = { amountMinor, currency: 'EUR', paymentMethodId, idempotencyKey: newId(), ...more }
  const { data, errors } = await box.askFrom<{
    topUpWallet: { id: string; state: TopUp['state']; clientSecret: string | null; declineCode: string | null }
  }>(address, caller, TOP_UP, { input })
  return data?.topUpWallet ?? { id: '', state: String(errors?.[0]?.extensions?.['code']), clientSecret: null, declineCode: null }
}
async function payBack({ caller }: Payer, idempotencyKey = newId(), currency = 'EUR') {
  const { data, errors } = await box.ask<{ payBackWallet: { balance: { amountMinor: number } } }>(caller, PAY_BACK, {
    input: { currency, idempotencyKey },
  })
  return data?.payBackWallet.balance.amountMinor ?? errors?.[0]?.extensions?.['code']
}
const balanceOf = async ({ userId }: Payer) =>
  (await box.db.selectFrom('wallet').select('balance_minor').where('user_id', '=', userId).executeTakeFirst())?.balance_minor ?? 0
const becomes = (id: string, state: TopUp['state']) =>
  until(async () => (await box.db.selectFrom('top_up').select('state').where('id', '=', id).executeTakeFirst())?.state === state)
const taken = () =>
  box.control
    .objects('payment_intent')
    .reduce((sum, each) => sum + (each.object === 'payment_intent' ? each.amount_received : 0), 0)
/** The provider's id of a top-up's payment. */
const paymentOf = async (id: string) =>
  (await box.db.selectFrom('operation').select('external_id').where('subject_id', '=', id).executeTakeFirstOrThrow()).external_id ??
  ''
/** What Stripe has for us, by our books. */
const booked = async () => {
  const rows = await box.db
    .selectFrom('entry')
    .innerJoin('account', 'account.id', 'entry.account_id')
    .select('amount_minor')
    .where('kind', '=', 'PROVIDER')
    .where('owner_id', '=', 'stripe')
    .where('currency', '=', 'EUR')
    .execute()
  return rows.reduce((sum, { amount_minor: amount }) => sum + amount, 0)
}

describe('a top-up', () => {
  test('is in the wallet when the provider has the money, once, also where it is asked ten times at once', async () => {
    const payer = await box.payer()
    const [before, idempotencyKey] = [taken(), newId()]
    const asked = await Promise.all(Array.from({ length: 10 }, () => topUp(payer, 2_500, { idempotencyKey })))
    expect(new Set(asked.map(({ id }) => id)).size).toBe(1)
    await becomes(asked[0]?.id ?? '', 'SUCCEEDED')
    expect([await balanceOf(payer), taken() - before]).toEqual([2_500, 2_500])
    const { paymentMethodId } = await box.payer()
    for (const other of [
      { amountMinor: 2_600 },
      { currency: 'CHF' },
      { paymentMethodId },
      { paymentMethodId: null, provider: 'PAYPAL' },
    ])
      expect((await topUp(payer, 2_500, { idempotencyKey, ...other })).state).toBe('CONFLICT')
  })

  test('of a card that is declined is none', async () => {
    const payer = await box.payer('pm_card_chargeCustomerFail')
    const { id, state } = await topUp(payer, 2_500)
    if (state !== 'FAILED') await becomes(id, 'FAILED')
    expect(await balanceOf(payer)).toBe(0)
  })

  test('waits for its user where the bank asks them, and comes when they agree', async () => {
    const payer = await box.payer('pm_card_authenticationRequired')
    const { id, state } = await topUp(payer, 2_500)
    expect([state, await balanceOf(payer)]).toEqual(['REQUIRES_ACTION', 0])
    box.control.customer(await paymentOf(id))
    await becomes(id, 'SUCCEEDED')
    expect(await balanceOf(payer)).toBe(2_500)
  })

  test('is paid by what its user gives on the form of the provider', async () => {
    const payer = box.newUser()
    const { id, clientSecret } = await topUp(payer, 2_500, { provider: 'STRIPE' })
    box.control.customer(box.control.bySecret(clientSecret ?? ''))
    await becomes(id, 'SUCCEEDED')
    expect(await balanceOf(payer)).toBe(2_500)
  })

  test('of which the answer was lost is charged once, and is in the wallet', async () => {
    const payer = await box.payer()
    const before = taken()
    box.control.fault({ kind: 'LOST', call: 'POST /v1/payment_intents' })
    const { id } = await topUp(payer, 2_500)
    await becomes(id, 'SUCCEEDED')
    expect([await balanceOf(payer), taken() - before]).toEqual([2_500, 2_500])
  })
})

test('money that is told again is in the wallet once, and its fee is booked when it is known', async () => {
  const payer = await box.payer()
  const { id } = await topUp(payer, 2_500)
  await becomes(id, 'SUCCEEDED')
  const operation = await box.db.selectFrom('operation').selectAll().where('subject_id', '=', id).executeTakeFirstOrThrow()
  const reading = await box.provider.read('PAYMENT', await paymentOf(id))
  const work = { config: box.config, log: createLog('payments', { level: 'silent' }), providers: new Map() }
  for (let i = 0; i < 2; i++) await box.db.transaction().execute((trx) => settleTopUp(trx, work, operation, reading))
  const costs = await box.db
    .selectFrom('journal')
    .innerJoin('payment', (join) => join.on(sql<boolean>`journal.source_id = payment.id::text`))
    .select('journal.kind')
    .where('payment.user_id', '=', payer.userId)
    .execute()
  expect([await balanceOf(payer), costs]).toEqual([2_500, [{ kind: 'PROVIDER_COST' }]])
})

describe('a top-up is refused', () => {
  test('above what comes into a wallet at once, in a day, and in all; also where many are asked at once', async () => {
    const payer = await box.payer()
    expect((await topUp(payer, 25_001)).state).toBe('BAD_USER_INPUT')
    const asked = await Promise.all(Array.from({ length: 4 }, () => topUp(payer, 20_000)))
    const refused = asked.filter(({ state }) => state === 'CONFLICT')
    expect(refused).toHaveLength(2)
    await until(async () => (await balanceOf(payer)) === 40_000)
    // In another currency it is another wallet.
    expect((await topUp(payer, 20_000, { currency: 'CHF' })).state).not.toBe('CONFLICT')
    const full = await box.payer()
    await box.db
      .transaction()
      .execute((trx) =>
        toppedUp(trx, { topUpId: newId(), userId: full.userId, provider: 'paypal', currency: 'EUR', amountMinor: 99_900 }),
      )
    expect((await topUp(full, 101)).state).toBe('CONFLICT')
    expect((await topUp(full, 100)).state).not.toBe('CONFLICT')
  })

  test('for a guest, whose wallet would be lost with the account', async () => {
    const guest = await box.payer()
    const { userId } = guest
    const registered = { userId, displayName: 'Guest', roles: [] }
    await box.tell('accounts.user.registered', userId, { ...registered, guest: true })
    expect((await topUp(guest, 500)).state).toBe('FORBIDDEN')
    await box.tell('accounts.user.registered', userId, registered)
    expect((await topUp(guest, 500)).state).not.toBe('FORBIDDEN')
  })

  test('below what the provider takes, by nobody, by two ways, or by the way of somebody else', async () => {
    const [payer, stranger] = [await box.payer(), await box.payer()]
    expect((await topUp(payer, 1)).state).toBe('AMOUNT_NOT_TAKEN')
    expect((await topUp(payer, 500, { provider: 'STRIPE' })).state).toBe('BAD_USER_INPUT')
    expect((await topUp(payer, 500, { paymentMethodId: stranger.paymentMethodId })).state).toBe('NOT_FOUND')
    expect((await topUp(payer, 500, { paymentMethodId: newId() })).state).toBe('NOT_FOUND')
  })

  test('where nobody has allowed that wallets are filled with real money', async () => {
    box.config.topUps = false
    expect((await topUp(await box.payer(), 500)).state).toBe('CONFLICT')
    box.config.topUps = true
  })

  test('after five in a day that came to nothing', async () => {
    const payer = await box.payer('pm_card_chargeCustomerFail')
    for (let i = 0; i < 5; i++) {
      const { id, state } = await topUp(payer, 500)
      if (state !== 'FAILED') await becomes(id, 'FAILED')
    }
    expect((await topUp(payer, 500)).state).toBe('RATE_LIMITED')
  })

  test('with something new where strangers have tried much, and still with a card that is kept', async () => {
    const [stranger, payer] = [box.newUser(), await box.payer()]
    const [fresh, address] = [{ paymentMethodId: null, provider: 'STRIPE' }, '203.0.113.20']
    for (let i = 0; i < 10; i++) expect((await topUp(stranger, 100, fresh, address)).state).toBe('REQUIRES_ACTION')
    expect((await topUp(payer, 100, fresh, address)).state).toBe('RATE_LIMITED')
    expect((await topUp(payer, 100, {}, address)).state).not.toBe('RATE_LIMITED')
  })
})

test("somebody else's top-up is null", async () => {
  const payer = await box.payer()
  const { id } = await topUp(payer, 500)
  const SEEN = 'query ($id: UUID!) { topUp(id: $id) { id } }'
  expect((await box.ask(payer.caller, SEEN, { id })).data).toEqual({ topUp: { id } })
  expect((await box.ask(box.newUser().caller, SEEN, { id })).data).toEqual({ topUp: null })
})

describe('what is in a wallet', () => {
  const refundsOf = ({ userId }: Payer) =>
    box.db.selectFrom('refund').selectAll().where('user_id', '=', userId).orderBy('id').execute()
  async function withMoney() {
    const payer = await box.payer()
    for (const amount of [1_000, 2_000]) await becomes((await topUp(payer, amount)).id, 'SUCCEEDED')
    return payer
  }

  test('goes back by what it came by, the newest first, once, however often it is asked', async () => {
    const payer = await withMoney()
    await box.db.transaction().execute((trx) =>
      // What came by no provider stays.
      toppedUp(trx, { topUpId: newId(), userId: payer.userId, provider: 'paypal', currency: 'EUR', amountMinor: 300 }),
    )
    const key = newId()
    expect(await Promise.all([1, 2, 3].map(() => payBack(payer, key)))).toEqual([300, 300, 300])
    expect(await payBack(payer, key, 'CHF')).toBe('CONFLICT')
    await until(async () => (await refundsOf(payer)).every(({ state }) => state === 'SUCCEEDED'))
    expect((await refundsOf(payer)).map(({ amount_minor: amount }) => amount)).toEqual([2_000, 1_000])
    expect(await payBack(payer)).toBe('NOT_FOUND')
  })

  test('is in it again where the refund fails', async () => {
    const payer = await withMoney()
    expect(await payBack(payer)).toBe(0)
    await until(async () => (await refundsOf(payer)).every(({ state }) => state === 'SUCCEEDED'))
    for (const { external_id: id } of await refundsOf(payer)) box.control.settleRefund(id ?? '', 'failed')
    await until(async () => (await balanceOf(payer)) === 3_000)
    const due = await box.db
      .selectFrom('entry')
      .innerJoin('account', 'account.id', 'entry.account_id')
      .select('amount_minor')
      .where('kind', '=', 'REFUND_DUE')
      .where('owner_id', '=', payer.userId)
      .execute()
    expect(due.reduce((sum, { amount_minor: amount }) => sum + amount, 0)).toBe(0)
  })
})

test("when all is over, our books are the provider's, to the cent", async () => {
  await until(async () => (await booked()) === box.control.balance('eur'))
  expect(await booked()).toBeGreaterThan(0)
})
