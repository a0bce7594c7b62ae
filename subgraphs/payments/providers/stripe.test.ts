import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { signedHeaders } from '../../../test/stripe/hooks.ts'
import { startStripe } from '../../../test/stripe.ts'
import { until } from '../../../test/until.ts'
import { describeProvider } from './provider.contract.ts'
import { type PaymentOrder, type PaymentProvider, Refused, Unknown } from './provider.ts'
import { least } from './stripe/amounts.ts'
import { declineOf } from './stripe/errors.ts'
import { verifiedHook } from './stripe/hook.ts'
import { createStripe } from './stripe.ts'

const SECRETS = ['whsec_now', 'whsec_before']
const CARDS = { GOOD: 'pm_card_visa', DECLINED: 'pm_card_chargeCustomerFail', ASKS: 'pm_card_authenticationRequired' }

async function open() {
  const sandbox = await startStripe()
  const { host, port, protocol, apiKey } = sandbox
  // A call that is to be slow is given less time: nobody waits for it.
  const time = { nextMs: 20_000 }
  const provider = createStripe({
    apiKey,
    webhookSecrets: SECRETS,
    host,
    port,
    protocol,
    get timeoutMs() {
      const { nextMs } = time
      time.nextMs = 20_000
      return nextMs
    },
  })
  return { sandbox, provider, time }
}

describeProvider('stripe', async () => {
  const { sandbox, provider, time } = await open()
  const { control } = sandbox
  return {
    provider,
    payer: async (way) => {
      const { customerId, methodId } = control.keepCard(CARDS[way])
      return { payer: { userId: randomUUID(), customerId }, methodId }
    },
    customer: async (externalId, does) => {
      const card = does === 'AGREES' ? CARDS.GOOD : CARDS.ASKS
      control.customer(externalId, does === 'AGREES', card)
    },
    next: (kind) => {
      if (kind === 'SLOW') time.nextMs = 50
      control.fault({ kind, ms: 100 })
    },
    mend: () => {
      time.nextMs = 20_000
      control.clearFaults()
    },
    outage: (away) => control.outage(away),
    advance: async (ms) => control.advance(ms),
    pendingRefunds: (on) => control.pendingRefunds(on),
    settleRefund: async (id, state) => void control.settleRefund(id, state === 'FAILED' ? 'failed' : 'succeeded'),
    hook: async (paymentId, { by, ageMs }) => {
      const object = control.object('payment_intent', paymentId)
      const event = { id: `evt_${randomUUID()}`, object: 'event', type: 'payment_intent.succeeded', data: { object } }
      const raw = Buffer.from(JSON.stringify(event, null, 2))
      const secret = { NOW: 'whsec_now', BEFORE: 'whsec_before', STRANGER: 'whsec_other' }[by]
      return { headers: signedHeaders(raw.toString(), [secret], Date.now() - ageMs), raw }
    },
    counted: async (paymentId) => {
      const intent = control.object('payment_intent', paymentId)
      return intent.object === 'payment_intent' ? String(intent.amount) : ''
    },
    amounts: {
      taken: [
        { amountMinor: 1999, currency: 'EUR', counted: '1999' },
        { amountMinor: 500, currency: 'JPY', counted: '500' },
        { amountMinor: 1230, currency: 'KWD', counted: '1230' },
        { amountMinor: 500, currency: 'ISK', counted: '50000' },
        { amountMinor: 5000, currency: 'UGX', counted: '500000' },
        { amountMinor: 250_000, currency: 'MGA', counted: '2500' },
        { amountMinor: 199_000, currency: 'HUF', counted: '199000' },
      ],
      refused: [
        { amountMinor: 1234, currency: 'KWD' },
        { amountMinor: 250_001, currency: 'MGA' },
        { amountMinor: 5000, currency: 'IQD' },
        { amountMinor: 100_000_000, currency: 'EUR' },
      ],
    },
    account: control.account(),
    secrets: [sandbox.apiKey, ...SECRETS, '4242424242424242'],
    close: async () => sandbox[Symbol.asyncDispose](),
  }
})

const EUR = (amountMinor: number) => ({ amountMinor, currency: 'EUR' })

/** A Stripe of a test's own, and a charge while its user is away. */
async function own(card = CARDS.GOOD) {
  const { sandbox, provider } = await open()
  const { control } = sandbox
  const { customerId, methodId } = control.keepCard(card)
  const order = (amountMinor = 1000, more: Partial<PaymentOrder> = {}): PaymentOrder => ({
    operationId: randomUUID(),
    payer: { userId: randomUUID(), customerId },
    returnUrl: 'https://evergraph.example/back',
    amount: EUR(amountMinor),
    methodId,
    keepMethod: false,
    offSession: true,
    statement: 'EVERGRAPH',
    ...more,
  })
  return { sandbox, control, provider, order, [Symbol.asyncDispose]: async () => sandbox[Symbol.asyncDispose]() }
}

const allSince = async (provider: PaymentProvider) => {
  const movements = []
  let more = true
  for (let cursor: string | null = null; more;) {
    const page = await provider.since(cursor)
    movements.push(...page.movements)
    ;({ cursor, more } = page)
  }
  return movements
}

test('a 500 that Stripe keeps for a key does not hide what was done', async () => {
  await using stripe = await own()
  const { provider, control, order } = stripe
  const kept = async (call: () => Promise<unknown>) => {
    control.fault({ kind: 'BROKEN_DONE' })
    await expect(call()).rejects.toBeInstanceOf(Unknown)
    return call()
  }
  const hold = order(3000, { offSession: false })
  const held = await kept(() => provider.authorise(hold))
  expect(held).toMatchObject({ state: 'AUTHORISED', operationId: hold.operationId })
  const { externalId } = await provider.authorise(hold)
  const [capture, refund, payOut] = [randomUUID(), randomUUID(), randomUUID()]
  expect(await kept(() => provider.capture(capture, externalId, EUR(2000)))).toMatchObject({ capturedMinor: 2000 })
  expect(await kept(() => provider.refund(refund, externalId, EUR(500)))).toMatchObject({ operationId: refund })
  const sent = { operationId: payOut, account: control.account(), amount: EUR(100), statement: 'WEEK 47' }
  expect(await kept(() => provider.payOut(sent))).toMatchObject({ operationId: payOut, state: 'PAID' })
  expect(control.objects('charge')).toHaveLength(1)
  const other = await provider.authorise(order(3000, { offSession: false }))
  expect(await kept(() => provider.release(randomUUID(), other.externalId))).toMatchObject({ state: 'CANCELLED' })
})

test('a 500 that is kept, of what takes no money or only once, is no end of it', async () => {
  await using stripe = await own()
  const { provider, control, order } = stripe
  const failing = async (call: () => Promise<unknown>) => {
    control.fault({ kind: 'BROKEN' })
    await expect(call()).rejects.toMatchObject({ name: 'Unknown', kept: false })
    return call()
  }
  const blocking = order(3000, { offSession: false })
  await expect(failing(() => provider.authorise(blocking))).rejects.toBeInstanceOf(Refused)
  const setUp = { operationId: randomUUID(), payer: blocking.payer, returnUrl: blocking.returnUrl }
  await expect(failing(() => provider.setUp(setUp))).rejects.toBeInstanceOf(Refused)
  const [one, other] = [
    await provider.authorise(order(3000, { offSession: false })),
    await provider.authorise(order(3000, { offSession: false })),
  ]
  const capture = randomUUID()
  const take = () => provider.capture(capture, one.externalId, EUR(2000))
  expect(await failing(take)).toMatchObject({ capturedMinor: 2000 })
  expect(await take()).toMatchObject({ capturedMinor: 2000 })
  expect(await failing(() => provider.release(randomUUID(), other.externalId))).toMatchObject({ state: 'CANCELLED' })
  expect(control.objects('charge')).toHaveLength(2)
})

test('a 500 that is kept, of what was not done, stays Unknown until it is certain; then it was nothing', async () => {
  await using stripe = await own()
  const { provider, control, order } = stripe
  const asked = order()
  control.fault({ kind: 'BROKEN' })
  for (const kept of [false, true, true]) await expect(provider.charge(asked)).rejects.toMatchObject({ name: 'Unknown', kept })
  const since = new Date(Date.now() - 2 * 60 * 60_000)
  expect(await provider.find({ operationId: asked.operationId, kind: 'PAYMENT', since, paymentId: null })).toBeNull()
})

test('neither a wrong key, nor one operation with two orders, is a refusal: the first may have been done', async () => {
  await using stripe = await own()
  const { provider, sandbox, order } = stripe
  const asked = order(1000)
  await provider.charge(asked)
  await expect(provider.charge({ ...asked, amount: EUR(1001) })).rejects.toBeInstanceOf(Unknown)
  const { host, port, protocol } = sandbox
  const stranger = createStripe({ apiKey: 'sk_test_other', webhookSecrets: [], host, port, protocol })
  await expect(stranger.charge(asked)).rejects.toBeInstanceOf(Unknown)
})

test('Stripe forgets a key after a day: whoever calls again then pays twice', async () => {
  await using stripe = await own()
  const { provider, control, order } = stripe
  const asked = order()
  const first = await provider.charge(asked)
  control.advance(provider.can.keyHours.PAYMENT * 60 * 60_000)
  expect(await provider.charge(asked)).toMatchObject({ externalId: first.externalId })
  control.advance(2 * 60 * 60_000)
  expect((await provider.charge(asked)).externalId).not.toBe(first.externalId)
})

test.for([
  ['pm_card_visa_chargeDeclined', 'generic_decline', true],
  ['pm_card_visa_chargeDeclinedInsufficientFunds', 'insufficient_funds', true],
  ['pm_card_visa_chargeDeclinedLostCard', 'lost_card', false],
  ['pm_card_chargeDeclinedExpiredCard', 'expired_card', false],
  ['pm_card_authenticationRequired', 'authentication_required', false],
] as const)('%s: %s', async ([card, code, again]) => {
  await using stripe = await own(card)
  const declined = await stripe.provider.charge(stripe.order())
  expect(declined).toMatchObject({ state: 'DECLINED', decline: { code, again } })
})

test('a card whose bank says “do not try again” is not tried again without its user', () => {
  expect(declineOf({ decline_code: 'generic_decline' })).toMatchObject({ again: true })
  expect(declineOf({ decline_code: 'generic_decline', advice_code: 'do_not_try_again' })).toMatchObject({ again: false })
})

test('what Stripe does not take at all has no least amount', () => {
  expect(['EUR', 'IQD'].map(least)).toEqual([50, Infinity])
})

test.for([
  ['charge.refunded', { id: 'ch_1', payment_intent: 'pi_1' }, { kind: 'PAYMENT', externalId: 'pi_1' }],
  ['charge.refund.updated', { id: 're_1', payment_intent: 'pi_1' }, { kind: 'REFUND', externalId: 're_1' }],
  ['charge.dispute.closed', { id: 'dp_1', payment_intent: 'pi_1' }, { kind: 'DISPUTE', externalId: 'dp_1' }],
  ['payment_intent.canceled', { id: 'pi_1' }, { kind: 'PAYMENT', externalId: 'pi_1' }],
  ['setup_intent.succeeded', { id: 'seti_1' }, { kind: 'SET_UP', externalId: 'seti_1' }],
  ['transfer.reversed', { id: 'tr_1' }, { kind: 'PAY_OUT', externalId: 'tr_1' }],
  ['customer.updated', { id: 'cus_1' }, null],
] as const)('a hook %s says what to look at', ([type, object, about]) => {
  const raw = Buffer.from(JSON.stringify({ id: 'evt_1', object: 'event', type, data: { object } }))
  expect(verifiedHook(signedHeaders(raw.toString(), SECRETS.slice(0, 1), Date.now()), raw, SECRETS)).toMatchObject({ about })
})

test('a clock of ours that is ahead hides nothing that was made', async () => {
  await using stripe = await own()
  const { provider, control, order } = stripe
  const asked = order()
  await provider.charge(asked)
  // Only the list has it.
  control.searchLag(3_600_000)
  const since = new Date(Date.now() + 5 * 60_000)
  expect(await provider.find({ operationId: asked.operationId, kind: 'PAYMENT', since, paymentId: null })).not.toBeNull()
})

test('evidence whose answer was lost was given', async () => {
  await using stripe = await own('pm_card_createDispute')
  const { provider, control, order } = stripe
  await provider.charge(order(4000))
  const id = control.objects('dispute')[0]?.id ?? ''
  const operationId = randomUUID()
  const give = () => provider.answerDispute(operationId, id, { text: 'They charged.', documents: [] })
  control.fault({ kind: 'LOST', call: 'POST /v1/disputes/:id' })
  await expect(give()).rejects.toBeInstanceOf(Unknown)
  expect(await give()).toMatchObject({ state: 'UNDER_REVIEW' })
})

test('who tries a second card in the same form after a decline can still pay', async () => {
  await using stripe = await own()
  const { provider, control, order } = stripe
  const asked = order(1000, { methodId: null, offSession: false })
  const { externalId } = await provider.authorise(asked)
  control.customer(externalId, true, 'pm_card_visa_chargeDeclined')
  expect(await provider.authorise(asked)).toMatchObject({ state: 'REQUIRES_ACTION', decline: { code: 'generic_decline' } })
  control.customer(externalId, true, 'pm_card_visa')
  // It was to be paid with once, and is kept by nobody.
  expect(await provider.authorise(asked)).toMatchObject({ state: 'AUTHORISED', decline: null, method: null })
})

test('a dispute takes the amount and its fee, is answered once, and gives the amount back when it is won', async () => {
  await using stripe = await own('pm_card_createDispute')
  const { provider, control, order } = stripe
  const { externalId } = await provider.charge(order(4000))
  const sought = { operationId: randomUUID(), kind: 'DISPUTE', since: new Date(), paymentId: externalId } as const
  const id = control.objects('dispute')[0]?.id ?? ''
  const opened = await provider.read('DISPUTE', id)
  expect(opened).toMatchObject({ state: 'NEEDS_RESPONSE', amount: EUR(4000), feeMinor: 2000, paymentId: externalId })
  expect(opened).toMatchObject({ reason: 'fraudulent', dueBy: expect.any(Date) })
  await expect(provider.refund(randomUUID(), externalId, EUR(100))).rejects.toMatchObject({
    name: 'Refused',
    code: 'charge_disputed',
  })
  await expect(provider.find(sought)).rejects.toBeInstanceOf(Unknown)
  const answer = { text: 'It was charged: winning_evidence', documents: ['https://evergraph.example/record'] }
  const answered = await provider.answerDispute(sought.operationId, id, answer)
  expect(answered).toMatchObject({ state: 'WON', operationId: sought.operationId })
  expect(await provider.find(sought)).toMatchObject({ externalId: id })
  await expect(provider.answerDispute(randomUUID(), id, answer)).rejects.toBeInstanceOf(Refused)
  expect((await allSince(provider)).map(({ kind, amount, feeMinor }) => [kind, amount.amountMinor, feeMinor])).toEqual([
    ['PAYMENT', 4000, 85],
    ['DISPUTE', -4000, 2000],
    ['DISPUTE_WON', 4000, 0],
  ])
})

test('nothing is sent to an operator that Stripe does not hold for us; what comes back is RETURNED', async () => {
  await using stripe = await own()
  const { provider, control, order } = stripe
  const sent = () => ({ operationId: randomUUID(), account: control.account(), amount: EUR(1000), statement: 'WEEK 47' })
  await expect(provider.payOut(sent())).rejects.toMatchObject({ name: 'Refused', code: 'balance_insufficient' })
  await expect(provider.payOut({ ...sent(), account: 'acct_none' })).rejects.toBeInstanceOf(Refused)
  await provider.charge(order(2000))
  const { externalId } = await provider.payOut(sent())
  control.reverseTransfer(externalId)
  expect(await provider.read('PAY_OUT', externalId)).toMatchObject({ state: 'RETURNED' })
  const moved = await allSince(provider)
  expect(moved.map(({ kind, amount }) => [kind, amount.amountMinor])).toEqual([
    ['PAYMENT', 2000],
    ['PAY_OUT', -1000],
    ['PAY_OUT_RETURNED', 1000],
  ])
})

test('Stripe’s list is read from its oldest line, over many pages, each line once; fees and payouts to the bank stand in it', async () => {
  await using stripe = await own()
  const { provider, control } = stripe
  const ids = Array.from({ length: 230 }, () => control.foreignCharge(1000, 'eur'))
  control.takeFee(300, 'eur')
  control.payOutToBank(5000, 'eur')
  const moved = await allSince(provider)
  expect(moved.map(({ aboutId }) => aboutId).slice(0, 230)).toEqual(ids)
  expect(moved.slice(230).map(({ kind, amount }) => [kind, amount.amountMinor])).toEqual([
    ['FEE', -300],
    ['BANKED', -5000],
  ])
  expect(moved.reduce((sum, { amount, feeMinor }) => sum + amount.amountMinor - feeMinor, 0)).toBe(control.balance('eur'))
})

test('of a payment with many refunds each counts', async () => {
  await using stripe = await own()
  const { provider, control, order } = stripe
  const { externalId } = await provider.charge(order(5000))
  for (let n = 0; n < 13; n++) control.foreignRefund(externalId, 100)
  expect(await provider.read('PAYMENT', externalId)).toMatchObject({ refundedMinor: 1300 })
})

/** A receiver of hooks that says no so many times. */
async function receiver(provider: PaymentProvider, refusals: number) {
  const seen: { eventId: string; type: string }[] = []
  let left = refusals
  const take = async (request: IncomingMessage) => {
    const hook = await provider.verifyHook(request.headers, await buffer(request))
    if (hook) seen.push(hook)
    return left-- > 0 ? 503 : hook ? 200 : 400
  }
  const server = createServer((request, response) => void take(request).then((status) => response.writeHead(status).end()))
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  return { seen, url, [Symbol.asyncDispose]: async () => void server.close().closeAllConnections() }
}

test('hooks come before the answer, twice, and again until they are taken; old ones are not believed', async () => {
  await using stripe = await own()
  const { provider, control, order } = stripe
  await using to = await receiver(provider, 1)
  control.hooks({ url: to.url, secrets: SECRETS, early: 1, retryMs: 1 })
  const early = await provider.charge(order())
  const types = () => to.seen.map(({ type }) => type)
  expect(types().toSorted()).toEqual(
    ['charge.succeeded', 'payment_intent.created', 'payment_intent.succeeded', types()[0]].toSorted(),
  )
  expect(early.state).toBe('CAPTURED')
  to.seen.length = 0
  control.hooks({ early: 0, twice: 1, late: 1, lateMs: 5, secrets: ['whsec_before'] })
  await provider.charge(order())
  await until(() => to.seen.length === 6)
  expect(new Set(to.seen.map(({ eventId }) => eventId)).size).toBe(3)
  await control.idle()
  to.seen.length = 0
  control.hooks({ stale: 1, tries: 1 })
  await provider.charge(order())
  await control.idle()
  expect(to.seen).toEqual([])
})

test('every page says SANDBOX, and asks the payer as their bank would', async () => {
  await using stripe = await own(CARDS.ASKS)
  const { provider, sandbox, order } = stripe
  const asked = order(1000, { offSession: false })
  const { action } = await provider.authorise(asked)
  const shown = await (await fetch(action?.approvalUrl ?? '')).text()
  expect(shown).toContain('SANDBOX')
  expect(await (await fetch(sandbox.url)).text()).toContain('SANDBOX')
  const body = new URLSearchParams({ does: 'AGREES' })
  const sent = await fetch(action?.approvalUrl ?? '', { method: 'POST', body, redirect: 'manual' })
  expect(sent.headers.get('location')).toContain('https://evergraph.example/back?payment_intent=pi_')
  expect(await provider.authorise(asked)).toMatchObject({ state: 'AUTHORISED' })
})

test('by the wire the sandbox is told what to do, and says what it is', async () => {
  await using stripe = await own()
  const { provider, sandbox, order } = stripe
  const tell = async (body: object) =>
    (await fetch(`${sandbox.url}/_control`, { method: 'POST', body: JSON.stringify(body) })).json() as Promise<unknown>
  expect(await tell({ do: 'balance', with: ['eur'] })).toEqual({ sandbox: true, result: 0 })
  await tell({ do: 'fault', with: [{ kind: 'LYING' }] })
  const payment = await provider.charge(order(1000))
  expect(payment.amount).toEqual(EUR(1000))
  await tell({ do: 'lie', with: [payment.externalId, { amount_received: 1 }] })
  expect(await provider.read('PAYMENT', payment.externalId)).toMatchObject({ capturedMinor: 1 })
  expect(await tell({ do: 'rob a bank' })).toMatchObject({ error: { message: expect.stringContaining('SANDBOX') } })
})
