import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PAYPAL_LIMITS } from './paypal/limits.ts'
import { DAY, eur, HOUR, MINUTE, openPaypal, type PaypalWorld } from './paypal/paypal.fixture.ts'
import { createPaypal } from './paypal.ts'
import { describeProvider, type Sandbox } from './provider.contract.ts'
import { Refused, Unknown } from './provider.ts'

describeProvider('PayPal', async (): Promise<Sandbox> => {
  const { sandbox, options, provider } = await openPaypal()
  return {
    provider,
    payer: async (way) => {
      const token = sandbox.kept(way)
      return { payer: { userId: randomUUID(), customerId: token.customer.id }, methodId: token.id }
    },
    customer: async (id, does) => sandbox.pays(id, does === 'AGREES' ? 'GOOD' : 'DECLINED'),
    next: (how) => {
      // The answer never comes, so the limit is short for this call.
      options.callMs = how === 'SLOW' ? 300 : 20_000
      sandbox.next({ how })
    },
    mend: () => {
      options.callMs = 20_000
      sandbox.mend()
    },
    outage: sandbox.outage,
    advance: async (ms) => sandbox.advance(ms),
    pendingRefunds: (on) => void (sandbox.world.pendingRefunds = on),
    settleRefund: async (id, state) => sandbox.settleRefund(id, state === 'SUCCEEDED' ? 'COMPLETED' : 'FAILED'),
    hook: async (orderId, { by, ageMs }) => {
      const resource = { id: 'CAPTURE', supplementary_data: { related_ids: { order_id: orderId } } }
      const told = { id: `WH-${randomUUID()}`, type: 'PAYMENT.CAPTURE.COMPLETED', resourceType: 'capture', resource }
      return sandbox.hooks.signed(told, by, ageMs)
    },
    counted: async (id) => sandbox.order(id).captures[0]?.amount.value ?? '',
    amounts: {
      taken: [
        { amountMinor: 1999, currency: 'EUR', counted: '19.99' },
        { amountMinor: 1999, currency: 'JPY', counted: '1999' },
        { amountMinor: 199_000, currency: 'HUF', counted: '1990' },
        { amountMinor: 5_000, currency: 'TWD', counted: '50' },
      ],
      refused: [
        { amountMinor: 199_050, currency: 'HUF' },
        { amountMinor: 5_001, currency: 'TWD' },
        { amountMinor: 1_990, currency: 'KWD' },
        { amountMinor: 1_990, currency: 'ISK' },
        { amountMinor: 1_990, currency: 'DEM' },
      ],
    },
    hookAgeMs: PAYPAL_LIMITS.hookAgeMs,
    finds: [],
    account: 'operator@example.com',
    secrets: [sandbox.clientSecret, 'dora@example.com', 'erik@example.com', 'operator@example.com'],
    close: sandbox.close,
  }
})

let world: PaypalWorld
beforeAll(async () => void (world = await openPaypal()))
afterAll(() => world.sandbox.close())

const held = async (amountMinor: number) => (await world.provider.authorise(world.order(amountMinor))).externalId
/** An order that its payer has not looked at. */
const asked = async (amountMinor: number) => {
  const begun = await world.provider.authorise(world.order(amountMinor, { methodId: null }))
  expect(begun.state).toBe('REQUIRES_ACTION')
  return begun.externalId
}
const payment = (id: string) => world.provider.read('PAYMENT', id)
const captures = (id: string) => world.sandbox.order(id).captures

test('after the honour period a hold is renewed by itself, once, and stays the same payment', async () => {
  const { provider, sandbox } = world
  const id = await held(5000)
  sandbox.advance(4 * DAY)
  const operationId = randomUUID()
  sandbox.next({ how: 'LOST', on: '/reauthorize$' })
  await expect(provider.capture(operationId, id, eur(1234))).rejects.toBeInstanceOf(Unknown)
  expect(await provider.capture(operationId, id, eur(1234))).toMatchObject({
    state: 'CAPTURED',
    externalId: id,
    capturedMinor: 1234,
  })
  expect(sandbox.order(id).authorizations).toHaveLength(2)
  expect(captures(id)).toHaveLength(1)
  expect(await provider.refund(randomUUID(), id, eur(234))).toMatchObject({ paymentId: id, amount: eur(234) })
})

test('a hold that is not renewed may still be taken', async () => {
  const { provider, sandbox } = world
  const id = await held(5000)
  sandbox.advance(4 * DAY)
  sandbox.world.honoursLate = true
  sandbox.next({ how: 'REFUSED', on: '/reauthorize$', code: 'REAUTHORIZATION_NOT_SUPPORTED' })
  expect(await provider.capture(randomUUID(), id, eur(5000))).toMatchObject({ state: 'CAPTURED' })
  sandbox.world.honoursLate = false
})

test('a renewed hold is let go by its first authorisation: PayPal voids no other', async () => {
  const { provider, sandbox } = world
  const id = await held(5000)
  sandbox.advance(4 * DAY)
  sandbox.next({ how: 'REFUSED', on: '/capture$', code: 'INSTRUMENT_DECLINED' })
  expect(await provider.capture(randomUUID(), id, eur(5000))).toMatchObject({ state: 'DECLINED', decline: { again: true } })
  expect(sandbox.order(id).authorizations).toHaveLength(2)
  expect(await provider.release(randomUUID(), id)).toMatchObject({ state: 'CANCELLED' })
})

test('what was let go before its payer agreed is blocked never', async () => {
  const { provider, sandbox } = world
  const id = await asked(3000)
  expect(await provider.release(randomUUID(), id)).toMatchObject({ state: 'CANCELLED' })
  sandbox.pays(id)
  expect(await payment(id)).toMatchObject({ state: 'CANCELLED' })
  expect(sandbox.order(id).authorizations).toEqual([])
})

test('a hold that is read and let go at once is not left blocked', async () => {
  const { provider, sandbox } = world
  for (let i = 0; i < 10; i++) {
    const id = await asked(3000)
    sandbox.pays(id)
    await Promise.all([payment(id), provider.release(randomUUID(), id), payment(id)])
    expect((await payment(id)).state).toBe('CANCELLED')
    expect(sandbox.order(id).authorizations.filter(({ status }) => status === 'CREATED')).toEqual([])
  }
})

test('an order that its payer never approved is gone, and is refused', async () => {
  const id = await asked(3000)
  world.sandbox.advance(4 * HOUR)
  await expect(payment(id)).rejects.toMatchObject({ name: 'Refused', code: 'RESOURCE_NOT_FOUND' })
})

test('a decline stays one, also when PayPal has forgotten its key', async () => {
  const { provider, sandbox, order } = world
  const [methodId, payer] = [sandbox.kept('DECLINED').id, { userId: randomUUID(), customerId: null }]
  const declined = await provider.charge(order(900, { methodId, payer, offSession: true }))
  expect(declined).toMatchObject({ state: 'DECLINED', decline: { code: 'INSTRUMENT_DECLINED' } })
  sandbox.forgetKeys()
  sandbox.pays(declined.externalId)
  expect(await payment(declined.externalId)).toMatchObject({ state: 'DECLINED' })
  expect(captures(declined.externalId)).toEqual([])
})

test('a charge sent again after its key was forgotten is no second one: it is Unknown, and found', async () => {
  const { provider, sandbox, order } = world
  const charge = order(1500, { offSession: true })
  const sought = { operationId: charge.operationId, kind: 'PAYMENT', since: new Date(sandbox.now()), paymentId: null } as const
  sandbox.next({ how: 'LOST' })
  await expect(provider.charge(charge)).rejects.toBeInstanceOf(Unknown)
  sandbox.advance(7 * HOUR)
  await expect(provider.charge(charge)).rejects.toMatchObject({
    name: 'Unknown',
    message: expect.stringContaining('DUPLICATE_INVOICE_ID'),
  })
  expect(await provider.find(sought)).toMatchObject({ state: 'CAPTURED', operationId: charge.operationId })
  expect(
    [...sandbox.world.orders.values()].filter((one) => one.customId === charge.operationId && one.captures.length > 0),
  ).toHaveLength(1)
})

test('an order whose answer was lost is the same order when it is sent again', async () => {
  const { provider, sandbox, order } = world
  const charge = order(1500, { offSession: true })
  sandbox.next({ how: 'LOST', on: 'POST /v2/checkout/orders$' })
  await expect(provider.charge(charge)).rejects.toBeInstanceOf(Unknown)
  expect(await provider.charge(charge)).toMatchObject({ state: 'CAPTURED' })
  expect([...sandbox.world.orders.values()].filter((one) => one.customId === charge.operationId)).toHaveLength(1)
})

test('PayPal’s list is late: what it does not show yet is Unknown, and then found; a hold too', async () => {
  const { provider, sandbox, order } = world
  sandbox.world.searchLagMs = 3 * HOUR
  const since = new Date(sandbox.now())
  for (const deed of ['charge', 'authorise'] as const) {
    const made = order(800)
    const sought = { operationId: made.operationId, kind: 'PAYMENT', since, paymentId: null } as const
    sandbox.next({ how: 'LOST' })
    await expect(provider[deed](made)).rejects.toBeInstanceOf(Unknown)
    await expect(provider.find(sought)).rejects.toBeInstanceOf(Unknown)
    sandbox.advance(3 * HOUR + MINUTE)
    expect(await provider.find(sought)).toMatchObject({ operationId: made.operationId })
    expect(await provider.find({ ...sought, operationId: randomUUID(), since: new Date(since.getTime() - 4 * HOUR) })).toBeNull()
  }
  sandbox.world.searchLagMs = 0
})

test('of a hold that was neither captured nor let go, a capture is not found', async () => {
  const { provider, sandbox } = world
  const id = await held(2000)
  const operationId = randomUUID()
  const sought = { operationId, kind: 'PAYMENT', since: new Date(), paymentId: id } as const
  expect(await provider.find(sought)).toBeNull()
  expect(await provider.find({ ...sought, kind: 'REFUND' })).toBeNull()
  sandbox.next({ how: 'LOST' })
  await expect(provider.capture(operationId, id, eur(2000))).rejects.toBeInstanceOf(Unknown)
  expect(await provider.find(sought)).toMatchObject({ state: 'CAPTURED' })
})

test('a capture under review is PENDING, and then taken or declined', async () => {
  const { provider, sandbox, order } = world
  sandbox.world.pendingCaptures = true
  const [one, other] = [await provider.charge(order(700)), await provider.charge(order(700))]
  sandbox.world.pendingCaptures = false
  expect(one).toMatchObject({ state: 'PENDING', capturedMinor: 0, feeMinor: null })
  sandbox.settleCapture(captures(one.externalId)[0]?.id ?? '', 'COMPLETED')
  sandbox.settleCapture(captures(other.externalId)[0]?.id ?? '', 'DECLINED')
  expect(await payment(one.externalId)).toMatchObject({ state: 'CAPTURED', capturedMinor: 700 })
  expect(await payment(other.externalId)).toMatchObject({ state: 'DECLINED', capturedMinor: 0 })
})

test('every call that makes something bears a key of its own operation, the same when it is sent again', async () => {
  const { provider, sandbox, order } = world
  const twice = async <T>(call: () => Promise<T>): Promise<T> => {
    await call()
    return call()
  }
  sandbox.keyed.length = 0
  const asked = order(3000)
  const { externalId: id } = await twice(() => provider.authorise(asked))
  sandbox.advance(4 * DAY)
  const [captureId, refundId, payoutId] = [randomUUID(), randomUUID(), randomUUID()]
  await twice(() => provider.capture(captureId, id, eur(2000)))
  await twice(() => provider.refund(refundId, id, eur(500)))
  await twice(() => provider.payOut({ operationId: payoutId, account: 'op@example.com', amount: eur(100), statement: 'W' }))
  const free = await provider.authorise(order(2000))
  await twice(() => provider.release(randomUUID(), free.externalId))
  const page = await provider.authorise(order(2000, { methodId: null }))
  sandbox.pays(page.externalId)
  await provider.read('PAYMENT', page.externalId)
  const payer = { userId: randomUUID(), customerId: null }
  const setUp = await provider.setUp({ operationId: randomUUID(), payer, returnUrl: 'https://evergraph.example/back' })
  sandbox.pays(setUp.externalId)
  await provider.read('SET_UP', setUp.externalId)
  const made = sandbox.keyed.filter(({ path }) => path !== '/v1/oauth2/token')
  expect(made.filter(({ key }) => key === null)).toEqual([])
  // Orders, what completes them, a renewal, captures, refunds, payouts, a void, set-ups, and what comes of them.
  expect(new Set(made.map(({ path }) => path.replace(/\/[\dA-Z]{5,}(?=\/|$)/, '/:id'))).size).toBe(9)
  const keysTo = (path: string) => new Set(made.filter((each) => each.path === path).map(({ key }) => key))
  expect(keysTo('/v2/checkout/orders')).toContain(asked.operationId)
  expect(keysTo('/v1/payments/payouts')).toEqual(new Set([payoutId]))
  const keys = new Set(made.map(({ key }) => key))
  for (const operationId of [captureId, refundId]) expect(keys).toContain(operationId)
})

test('a token is asked for once by many, renewed before its end, and once when it was withdrawn', async () => {
  const { sandbox, options } = world
  const provider = createPaypal(options)
  const tokens = () => sandbox.calls.filter((call) => call === 'POST /v1/oauth2/token').length
  const before = tokens()
  const id = await held(500)
  await Promise.all(Array.from({ length: 10 }, () => provider.read('PAYMENT', id)))
  expect(tokens()).toBe(before + 1)
  sandbox.revokeTokens()
  expect(await provider.read('PAYMENT', id)).toMatchObject({ state: 'AUTHORISED' })
  expect(tokens()).toBe(before + 2)
  sandbox.advance(9 * HOUR - 30_000)
  const unauthorised = sandbox.calls.length
  await provider.read('PAYMENT', id)
  expect(sandbox.calls.slice(unauthorised)[0]).toBe('POST /v1/oauth2/token')
})

test('wrong credentials are Unknown, for an earlier sending may have been done; they stand in no message', async () => {
  const provider = createPaypal({ ...world.options, clientSecret: 'a-secret-that-is-not-right' })
  const error = await provider.charge(world.order(500)).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(Unknown)
  expect(String(error)).not.toContain('not-right')
})

test('amounts are given as PayPal says them, and an answer that makes no sense or has no end is Unknown', async () => {
  const { provider, sandbox } = world
  const id = await held(2000)
  sandbox.next({ how: 'LIES', on: 'GET /v2/checkout' })
  expect(await payment(id)).toMatchObject({ amount: eur(2100) })
  sandbox.order(id).amount = { currency_code: 'EUR', value: '19.999' }
  await expect(payment(id)).rejects.toBeInstanceOf(Unknown)
  sandbox.order(id).amount = { currency_code: 'EUR', value: '20.00' }
  sandbox.next({ how: 'ENDLESS', on: 'GET /v2/checkout' })
  await expect(provider.read('PAYMENT', id)).rejects.toThrow('too long')
})

test('what cannot be an id is refused, and nobody is asked', async () => {
  const calls = world.sandbox.calls.length
  for (const id of ['../../v1/oauth2/token', 'A/../B', '', 'x'.repeat(65), 'A?x=1'])
    await expect(world.provider.read('PAYMENT', id)).rejects.toBeInstanceOf(Refused)
  expect(world.sandbox.calls).toHaveLength(calls)
})

test('an amount that PayPal cannot count is refused, and nobody is asked', async () => {
  const calls = world.sandbox.calls.length
  for (const amount of [{ amountMinor: 199_050, currency: 'HUF' }, { amountMinor: 1000, currency: 'KWD' }, eur(0), eur(1.5)])
    await expect(world.provider.charge(world.order(1, { amount }))).rejects.toBeInstanceOf(Refused)
  expect(world.sandbox.calls).toHaveLength(calls)
})

test('an address in PayPal’s words does not reach our messages', async () => {
  const { provider, sandbox, order } = world
  sandbox.next({ how: 'REFUSED', code: 'PAYEE dora@example.com IS RESTRICTED' })
  const error: unknown = await provider.charge(order(500)).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(Refused)
  expect(JSON.stringify([error, error instanceof Error && error.message])).not.toContain('dora@example.com')
})

test('a way that was kept is known again after PayPal has forgotten the key of it', async () => {
  const { provider, sandbox } = world
  const payer = { userId: randomUUID(), customerId: null }
  const begun = await provider.setUp({ operationId: randomUUID(), payer, returnUrl: 'https://evergraph.example/back' })
  sandbox.pays(begun.externalId)
  const first = await provider.read('SET_UP', begun.externalId)
  expect(first).toMatchObject({ state: 'SUCCEEDED', method: { label: 'd•••@example.com', kind: 'PAYPAL' } })
  sandbox.advance(4 * HOUR)
  expect(await provider.read('SET_UP', begun.externalId)).toEqual(first)
})

test('evidence is given once, though the answer was lost; a dispute is won or lost', async () => {
  const { provider, sandbox, order } = world
  for (const won of [true, false]) {
    const paid = await provider.charge(order(4000))
    const { dispute_id: id } = sandbox.dispute({ captureId: captures(paid.externalId)[0]?.id ?? '' })
    expect(await provider.read('DISPUTE', id)).toMatchObject({
      state: 'NEEDS_RESPONSE',
      paymentId: paid.externalId,
      amount: eur(4000),
    })
    await expect(provider.refund(randomUUID(), paid.externalId, eur(100))).rejects.toBeInstanceOf(Refused)
    const operationId = randomUUID()
    const sought = { operationId, kind: 'DISPUTE', since: new Date(), paymentId: paid.externalId } as const
    expect(await provider.find(sought)).toBeNull()
    sandbox.next({ how: 'LOST', on: 'provide-evidence$' })
    const evidence = { text: 'It charged for 40 minutes: "OK".', documents: ['https://evergraph.example/invoice'] }
    await expect(provider.answerDispute(operationId, id, evidence)).rejects.toBeInstanceOf(Unknown)
    expect(await provider.find(sought)).toMatchObject({ externalId: id })
    expect(await provider.answerDispute(operationId, id, evidence)).toMatchObject({ state: 'UNDER_REVIEW', dueBy: null })
    expect(sandbox.world.disputes.get(id)?.evidence).toEqual([`${evidence.text}\n${evidence.documents[0]}`])
    sandbox.resolveDispute(id, won)
    expect(await provider.read('DISPUTE', id)).toMatchObject({ state: won ? 'WON' : 'LOST' })
  }
})

test('a payout sent again after its key was forgotten is the same one; unclaimed it comes back', async () => {
  const { provider, sandbox, order } = world
  await provider.charge(order(50_000))
  const asked = { operationId: randomUUID(), account: 'operator@example.com', amount: eur(4000), statement: 'WEEK 47' }
  const sought = { operationId: asked.operationId, kind: 'PAY_OUT', since: new Date(sandbox.now()), paymentId: null } as const
  await expect(provider.find(sought)).rejects.toBeInstanceOf(Unknown)
  const sent = await provider.payOut(asked)
  expect(sent).toMatchObject({ state: 'PENDING', operationId: asked.operationId })
  sandbox.forgetKeys()
  expect(await provider.payOut(asked)).toEqual(sent)
  // PayPal tells its id to nobody who does not send it again.
  await expect(provider.find(sought)).rejects.toThrow('sends it again')
  sandbox.settlePayout(sent.externalId, 'UNCLAIMED')
  expect(await provider.read('PAY_OUT', sent.externalId)).toMatchObject({ state: 'PENDING' })
  sandbox.advance(31 * DAY)
  expect(await provider.read('PAY_OUT', sent.externalId)).toMatchObject({ state: 'RETURNED', reason: 'RECEIVER_UNCONFIRMED' })
  expect(await provider.find({ ...sought, operationId: randomUUID() })).toBeNull()
})
