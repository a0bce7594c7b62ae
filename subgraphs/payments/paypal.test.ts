import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Caller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { createLog } from '#lib/log.ts'
import { userCaller } from '../../test/caller.ts'
import { until } from '../../test/until.ts'
import { inBusiness } from './invoices/issue.fixture.ts'
import { draftPayouts } from './payouts/draft.handler.ts'
import { DAY, openPaypal, type PaypalWorld } from './providers/paypal/paypal.fixture.ts'
import type { PaymentProvider } from './providers/provider.ts'
import { openWithStripe, type PaymentsWithStripe } from './stripe.fixture.ts'

let box: PaymentsWithStripe
let paypal: PaypalWorld
beforeAll(async () => {
  paypal = await openPaypal()
  const both = (stripe: PaymentProvider) => new Map([stripe, paypal.provider].map((each) => [each.name, each]))
  box = await openWithStripe({ config: { topUps: true, feeBasisPoints: 1_000 }, providers: both })
  // PayPal's hooks come twice.
  Object.assign(paypal.sandbox.hooks.settings, { url: box.hookUrl.replace('stripe', 'paypal'), twice: true })
})
afterAll(async () => {
  await box[Symbol.asyncDispose]()
  await paypal.sandbox.close()
})

interface Asked {
  id: string
  state: string
  approvalUrl: string | null
}
async function mutate<Given>(caller: Caller, name: string, input: object, shown: string): Promise<Given> {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`
  const text = `mutation ($input: ${type}!) { ${name}(input: $input) { ${shown} } }`
  const { data, errors } = await box.ask<Record<string, Given>>(caller, text, { input })
  return data?.[name] ?? expect.fail(JSON.stringify(errors))
}
const ASKED = 'id state approvalUrl'
const stateOf = async (table: 'hold' | 'top_up' | 'payment_method' | 'payout', id: string) =>
  (
    await box.db
      .selectFrom(table as 'hold')
      .select('state')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
  ).state as string
const becomes = (table: Parameters<typeof stateOf>[0], id: string, state: string) =>
  until(async () => (await stateOf(table, id)) === state)

/** What a person does on PayPal's page: reads it, and agrees; gives what it says, and where it leads back to. */
async function agree({ approvalUrl }: Asked): Promise<{ says: string; back: URL }> {
  const page = await fetch(approvalUrl ?? '')
  const says = /<h2>(.*)<\/h2>/.exec(await page.text())?.[1] ?? ''
  const { status, headers } = await fetch(approvalUrl ?? '', { method: 'POST', body: 'does=GOOD', redirect: 'manual' })
  expect(status).toBe(303)
  return { says, back: new URL(headers.get('location') ?? '') }
}
/** What would be looked at later is looked at now. */
async function hurry(subjectId: string): Promise<void> {
  await box.db
    .updateTable('operation')
    .set({ next_at: sql<Date>`now()` })
    .where('subject_id', '=', subjectId)
    .where('state', '=', 'OPEN')
    .execute()
}
const orderOf = async (holdId: string) => {
  const hold = await box.db.selectFrom('hold').select('external_id').where('id', '=', holdId).executeTakeFirstOrThrow()
  return paypal.sandbox.order(hold.external_id ?? '')
}
const documentsOf = async (userId: string, caller: Caller) => {
  const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on User { invoices { edges { node { kind total { amount } } } } } } }`
  const { data } = await box.ask<{ _entities: { invoices: { edges: { node: { kind: string; total: { amount: string } } }[] } }[] }>(
    caller,
    query,
    { representations: [{ __typename: 'User', id: userId }] },
  )
  return data?._entities[0]?.invoices.edges.map(({ node: { kind, total } }) => `${kind} ${total.amount}`).toSorted() ?? []
}

/** 20 kWh at 0.50 and 21 % VAT: 12.10. */
async function record(
  sessionId: string,
  userId: string,
  { stationId, operatorId, connectorId }: { stationId: string; operatorId: string; connectorId: string },
): Promise<void> {
  const lines = [
    {
      type: 'ENERGY' as const,
      quantity: 20,
      billedQuantity: 20,
      price: 0.5,
      vat: 21,
      stepSize: 1,
      exclVatMinor: 1_000,
      inclVatMinor: 1_210,
    },
  ]
  await box.tell('charging.cdr.issued', sessionId, {
    cdrId: newId(),
    stationId,
    energyWh: 20_000,
    currency: 'EUR',
    creditOf: null,
    sessionId,
    userId,
    amountMinor: 1_210,
    bill: {
      operatorId,
      partnerId: null,
      connectorId,
      startedAt: '2026-11-20T10:00:00.000Z',
      endedAt: '2026-11-20T11:00:00.000Z',
      timeZone: 'Europe/Amsterdam',
      exclVatMinor: 1_000,
      inclVatMinor: 1_210,
      lines,
    },
  })
}

test('a person pays by PayPal: approved, blocked, taken by a renewed hold, invoiced, given back in part, paid out', async () => {
  const { sandbox } = paypal
  const { caller, userId } = box.newUser()
  const place = await box.place(50)
  const operator = userCaller(['OPERATOR'], place.operatorId)
  await inBusiness(box, place.operatorId, { payout_provider: 'paypal', payout_account: 'operator@example.com' })

  // They keep their account. PayPal tells nobody that they have agreed.
  const kept = await mutate<Asked>(caller, 'setUpPaymentMethod', { provider: 'PAYPAL', idempotencyKey: newId() }, ASKED)
  expect(kept).toMatchObject({ state: 'SETTING_UP' })
  const { says, back } = await agree(kept)
  expect([says, back.searchParams.get('paymentMethod')]).toEqual(['Agree to later charges', kept.id])
  await hurry(kept.id)
  await becomes('payment_method', kept.id, 'ACTIVE')

  // The exact amount is shown, here and on PayPal's page, and blocked.
  const [quote] =
    (
      await box.ask<{ _entities: { preauthorization: { amount: { amountMinor: number; currency: string } } }[] }>(
        caller,
        'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Connector { preauthorization { amount { amountMinor currency } } } } }',
        { representations: [{ __typename: 'Connector', id: place.connectorId }] },
      )
    ).data?._entities ?? []
  const input = { ...quote?.preauthorization.amount, connectorId: place.connectorId }
  const hold = await mutate<Asked>(caller, 'authorisePayment', { ...input, provider: 'PAYPAL', idempotencyKey: newId() }, ASKED)
  expect(hold.state).toBe('REQUIRES_ACTION')
  expect((await agree(hold)).says).toBe('Pay 50.00 EUR')
  await becomes('hold', hold.id, 'AUTHORISED')
  // By the account that is kept nobody is asked.
  const spare = await mutate<Asked>(
    caller,
    'authorisePayment',
    { ...input, paymentMethodId: kept.id, idempotencyKey: newId() },
    ASKED,
  )
  expect(spare.state).toBe('AUTHORISED')
  await mutate(caller, 'releaseHold', { holdId: spare.id }, 'state')
  await becomes('hold', spare.id, 'RELEASED')
  expect((await orderOf(spare.id)).authorizations).toMatchObject([{ status: 'VOIDED' }])

  // They charge for long: PayPal renews the hold, which then bears another id.
  const sessionId = newId()
  await box.tell('charging.start.requested', sessionId, {
    commandId: newId(),
    sessionId,
    stationId: place.stationId,
    evseNumber: 1,
    connectorNumber: 1,
    idToken: 'TOKEN',
    userId,
    holdId: hold.id,
    expiresAt: new Date().toISOString(),
  })
  sandbox.advance(4 * DAY)
  await record(sessionId, userId, place)
  const bill = await until(async () => {
    const row = await box.db.selectFrom('bill').selectAll().where('subject_id', '=', sessionId).executeTakeFirst()
    return row?.state === 'PAID' && row
  })
  const { authorizations, captures } = await orderOf(hold.id)
  expect(authorizations).toMatchObject([{ status: 'CREATED' }, { status: 'CAPTURED', renewalOf: authorizations[0]?.id }])
  expect(captures).toMatchObject([{ authorizationId: authorizations[1]?.id, amount: { value: '12.10', currency_code: 'EUR' } }])
  await until(async () => (await documentsOf(userId, caller)).length === 1)

  // A part goes back, with a credit note.
  const part = { billId: bill.id, amountMinor: 200, reason: 'The cable was stiff', idempotencyKey: newId() }
  await mutate(operator, 'refundBill', part, 'id')
  await until(async () => (await documentsOf(userId, caller)).length === 2)
  expect(await documentsOf(userId, caller)).toEqual(['CREDIT_NOTE 2.00', 'INVOICE 12.10'])
  expect((await orderOf(hold.id)).refunds).toMatchObject([{ status: 'COMPLETED', amount: { value: '2.00' } }])

  // The week is paid out through PayPal, less the platform's tenth: 10.10 - 1.01.
  await draftPayouts(
    { db: box.db, log: createLog('payments', { level: 'silent' }), providers: new Map([['paypal', paypal.provider]]) },
    new Date(Date.now() + 7 * DAY),
  )
  const drafted = () =>
    box.db.selectFrom('payout').selectAll().where('operator_id', '=', place.operatorId).executeTakeFirstOrThrow()
  const { id: payoutId } = await drafted()
  await mutate(userCaller(['ADMIN']), 'approvePayout', { payoutId, account: 'operator@example.com' }, 'id')
  await until(() => [...sandbox.world.batches.values()].find(({ senderItemId }) => senderItemId.length > 0))
  const [sent] = [...sandbox.world.batches.values()]
  expect(sent).toMatchObject({ receiver: 'operator@example.com', amount: { value: '9.09', currency_code: 'EUR' } })
  sandbox.settlePayout(sent?.id ?? '', 'SUCCESS')
  await becomes('payout', payoutId, 'PAID')
})

test('money comes into a wallet by PayPal’s page, once, and goes back by it; what nobody agreed to does not', async () => {
  const { caller, userId } = box.newUser()
  const inWallet = async () =>
    (await box.db.selectFrom('wallet').select('balance_minor').where('user_id', '=', userId).executeTakeFirst())?.balance_minor ?? 0
  const input = { amountMinor: 2_500, currency: 'EUR', provider: 'PAYPAL' }
  const left = await mutate<Asked>(caller, 'topUpWallet', { ...input, idempotencyKey: newId() }, ASKED)
  const topUp = await mutate<Asked>(caller, 'topUpWallet', { ...input, idempotencyKey: newId() }, ASKED)
  const { says, back } = await agree(topUp)
  expect([says, back.searchParams.get('topUp')]).toEqual(['Pay 25.00 EUR', topUp.id])
  await becomes('top_up', topUp.id, 'SUCCEEDED')
  expect(await inWallet()).toBe(2_500)
  // Of a page that was never returned from, PayPal forgets the order.
  paypal.sandbox.advance(DAY / 8)
  await hurry(left.id)
  await becomes('top_up', left.id, 'FAILED')
  expect(await inWallet()).toBe(2_500)
  await mutate(caller, 'payBackWallet', { currency: 'EUR', idempotencyKey: newId() }, 'balance { amountMinor }')
  await until(async () => {
    const refunds = await box.db.selectFrom('refund').select('state').where('user_id', '=', userId).execute()
    return refunds.length === 1 && refunds[0]?.state === 'SUCCEEDED'
  })
  expect(await inWallet()).toBe(0)
})

test('an overdue bill is paid on PayPal’s page, once, by an account that is then kept', async () => {
  const { caller, userId } = box.newUser()
  const sessionId = newId()
  await record(sessionId, userId, await box.place(undefined))
  const bill = (state: string) =>
    until(async () => {
      const row = await box.db.selectFrom('bill').selectAll().where('subject_id', '=', sessionId).executeTakeFirst()
      return row?.state === state && row
    })
  const { id: billId } = await bill('OVERDUE')
  const input = { billId, provider: 'PAYPAL', keepMethod: true, idempotencyKey: newId() }
  const { checkout } = await mutate<{ checkout: Asked }>(caller, 'payBill', input, 'checkout { approvalUrl }')
  const { says, back } = await agree(checkout)
  expect([says, back.searchParams.get('bill')]).toEqual(['Pay 12.10 EUR', billId])
  await bill('PAID')
  const kept = box.db.selectFrom('payment_method').select(['label', 'state']).where('user_id', '=', userId)
  expect(await kept.execute()).toEqual([{ label: 'd•••@example.com', state: 'ACTIVE' }])
})

test('a hold whose hook never comes is noticed, and one whose page was closed blocks nothing', async () => {
  const { sandbox } = paypal
  const { caller } = box.newUser()
  const { connectorId } = await box.place(50)
  const ask = () =>
    mutate<Asked>(
      caller,
      'authorisePayment',
      { amountMinor: 5_000, currency: 'EUR', connectorId, provider: 'PAYPAL', idempotencyKey: newId() },
      ASKED,
    )
  const [approved, closed] = [await ask(), await ask()]
  Object.assign(sandbox.hooks.settings, { held: true })
  await agree(approved)
  await hurry(approved.id)
  await becomes('hold', approved.id, 'AUTHORISED')
  Object.assign(sandbox.hooks.settings, { held: false })
  await box.db
    .updateTable('hold')
    .set({ usable_until: new Date(Date.now() - 3_600_000) })
    .where('id', '=', closed.id)
    .execute()
  await becomes('hold', closed.id, 'ABANDONED')
  // Their payer comes back to the page that was left open.
  const order = await orderOf(closed.id)
  sandbox.pays(order.id)
  await paypal.provider.read('PAYMENT', order.id)
  expect(order.authorizations).toEqual([])
  await mutate(caller, 'releaseHold', { holdId: approved.id }, 'state')
  await becomes('hold', approved.id, 'RELEASED')
})

test("when all is over, our books are PayPal's, to the cent", async () => {
  const text = 'mutation { reconcile(input: { provider: PAYPAL }) { done mismatches failure balances { currency ours theirs } } }'
  interface Run {
    done: boolean
    mismatches: number
    balances: { ours: string; theirs: string }[]
  }
  // PayPal's list knows whole seconds: what has just happened is in it a second later.
  paypal.sandbox.advance(2_000)
  const run = await until(async () => {
    const { data } = await box.ask<{ reconcile: Run }>(userCaller(['TREASURER']), text)
    return data?.reconcile.done === true && data.reconcile.balances.some(({ ours, theirs }) => ours === theirs) && data.reconcile
  })
  expect(run.mismatches).toBe(0)
})
