import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { book, type Batch, type DisputeOf } from '../../../../test/paypal/state.ts'
import { Refused, Unknown, type PayOut } from '../provider.ts'
import { PAYPAL_LIMITS } from './limits.ts'
import { DAY, eur, openPaypal, type PaypalWorld } from './paypal.fixture.ts'

let world: PaypalWorld
beforeAll(async () => void (world = await openPaypal()))
afterAll(() => world.sandbox.close())

const fault = (issue: string, name = 'UNPROCESSABLE_ENTITY') => ({ name, message: 'No.', debug_id: 'd1', details: [{ issue }] })
/** The next call to `on` is answered so, and not done. */
const says = (status: number, body: unknown, on = '/capture$', times = 1) =>
  world.sandbox.next({ how: 'SAYS', says: { status, body }, on, times })
const away = (amountMinor: number) => world.provider.charge(world.order(amountMinor, { offSession: true }))
const held = async () => (await world.provider.authorise(world.order(5000))).externalId
const captureOf = (id: string) => world.sandbox.order(id).captures[0]?.id ?? ''

test.each<[number, unknown, string]>([
  [400, fault('INVALID_PARAMETER_VALUE', 'INVALID_REQUEST'), 'INVALID_PARAMETER_VALUE'],
  [404, fault('INVALID_RESOURCE_ID', 'RESOURCE_NOT_FOUND'), 'RESOURCE_NOT_FOUND'],
  [422, fault('PAYEE_ACCOUNT_RESTRICTED'), 'PAYEE_ACCOUNT_RESTRICTED'],
  [422, fault('AUTHORIZATION_EXPIRED'), 'AUTHORIZATION_EXPIRED'],
  [422, { name: 'UNPROCESSABLE_ENTITY' }, 'UNPROCESSABLE_ENTITY'],
  // Some issues are sentences, and no code.
  [422, { name: 'X', details: [{ issue: 'The amount is odd.' }, { issue: 'AMOUNT_ODD' }] }, 'AMOUNT_ODD'],
])('an answer of %i with %j is a no', async (status, body, code) => {
  says(status, body)
  await expect(away(700)).rejects.toMatchObject({ name: 'Refused', code })
})

test.each<[number, unknown]>([
  [401, fault('INVALID_TOKEN', 'AUTHENTICATION_FAILURE')],
  [403, fault('PERMISSION_DENIED', 'NOT_AUTHORIZED')],
  [408, fault('TIMEOUT', 'REQUEST_TIMEOUT')],
  [409, fault('CONFLICT', 'RESOURCE_CONFLICT')],
  [422, fault('DUPLICATE_INVOICE_ID')],
  [422, fault('DUPLICATE_REQUEST_ID')],
  [422, fault('PAYPAL_REQUEST_ID_PREVIOUSLY_USED')],
  [422, fault('PREVIOUS_REQUEST_IN_PROGRESS')],
  [422, 'not of PayPal: a gate on the way'],
  [302, {}],
  [429, fault('RATE_LIMIT_REACHED', 'RATE_LIMIT_REACHED')],
  [500, fault('INTERNAL_SERVICE_ERROR', 'INTERNAL_SERVER_ERROR')],
  [503, '<html>'],
])('an answer of %i with %j says nothing of what was done before', async (status, body) => {
  says(status, body, '/capture$', status === 401 ? 2 : 1)
  await expect(away(700)).rejects.toBeInstanceOf(Unknown)
})

test('an answer without what is needed of it is Unknown, and says where', async () => {
  says(201, { id: 7 }, 'POST /v2/checkout/orders$')
  await expect(away(700)).rejects.toThrow('is not understood at id')
})

test('messages are short, and name the call without what was asked, and PayPal’s debug id', async () => {
  const { provider, sandbox } = world
  sandbox.next({ how: 'BROKEN', on: 'GET /v1/reporting' })
  await expect(provider.since(null)).rejects.toThrow(/^PayPal answered 500 to GET \/v1\/reporting\/transactions\.$/)
  sandbox.next({ how: 'UNSENT', on: 'GET /v1/reporting' })
  await expect(provider.since(null)).rejects.toThrow(/^No answer from PayPal to GET \/v1\/reporting\/transactions \(\w+\)\.$/)
  says(422, { name: 'X', debug_id: 'abc123', details: [{ issue: 'X', description: 'y'.repeat(5000) }] })
  const error: unknown = await away(700).catch((reason: unknown) => reason)
  expect(String(error)).toContain("PayPal's debug id: abc123")
  expect(String(error).length).toBeLessThan(400)
})

test.each([
  ['INSTRUMENT_DECLINED', true],
  ['TRANSACTION_REFUSED', true],
  ['TRANSACTION_LIMIT_EXCEEDED', true],
  ['MAX_NUMBER_OF_PAYMENT_ATTEMPTS_EXCEEDED', true],
  ['INSUFFICIENT_FUNDS', true],
  ['PAYER_CANNOT_PAY', false],
  ['PAYER_ACTION_REQUIRED', false],
  ['PAYER_CONSENT_REQUIRED', false],
  ['PAYER_ACCOUNT_RESTRICTED', false],
  ['PAYER_ACCOUNT_LOCKED_OR_CLOSED', false],
  ['PAYER_COUNTRY_NOT_SUPPORTED', false],
  ['CARD_EXPIRED', false],
  ['BILLING_AGREEMENT_NOT_FOUND', false],
  ['AGREEMENT_ALREADY_CANCELLED', false],
  ['COMPLIANCE_VIOLATION', false],
])('%s is a decline; that it may be tried again is %s', async (code, again) => {
  const { provider, sandbox } = world
  says(422, fault(code))
  const charged = await away(700)
  expect(charged).toMatchObject({ state: 'DECLINED', capturedMinor: 0, decline: { code, again } })
  expect(await provider.read('PAYMENT', charged.externalId)).toEqual(charged)
  const id = await held()
  says(422, fault(code))
  expect(await provider.capture(randomUUID(), id, eur(700))).toMatchObject({ state: 'DECLINED', decline: { code, again } })
  // The amount is still blocked, and let go like any other.
  expect(sandbox.order(id).authorizations).toMatchObject([{ status: 'CREATED' }])
})

test('a capture of a hold is under review, once, and then taken or declined', async () => {
  const { provider, sandbox } = world
  for (const [end, state, capturedMinor] of [
    ['COMPLETED', 'CAPTURED', 1200],
    ['DECLINED', 'DECLINED', 0],
  ] as const) {
    const [id, operationId] = [await held(), randomUUID()]
    sandbox.world.pendingCaptures = true
    for (let i = 0; i < 2; i++)
      expect(await provider.capture(operationId, id, eur(1200))).toMatchObject({
        state: 'PENDING',
        capturedMinor: 0,
        feeMinor: null,
      })
    sandbox.world.pendingCaptures = false
    await expect(provider.capture(randomUUID(), id, eur(1200))).rejects.toMatchObject({ code: 'AUTHORIZATION_ALREADY_CAPTURED' })
    await expect(provider.refund(randomUUID(), id, eur(100))).rejects.toMatchObject({ code: 'CAPTURE_NOT_COMPLETED' })
    await expect(provider.release(randomUUID(), id)).rejects.toMatchObject({ code: 'PREVIOUSLY_CAPTURED' })
    sandbox.settleCapture(captureOf(id), end)
    expect(await provider.read('PAYMENT', id)).toMatchObject({ state, capturedMinor })
    expect(sandbox.order(id).captures).toHaveLength(1)
  }
})

test('what is not captured of a hold is let go with the capture', async () => {
  const { provider, sandbox } = world
  const id = await held()
  await provider.capture(randomUUID(), id, eur(1))
  expect(sandbox.order(id).authorizations).toMatchObject([{ status: 'CAPTURED' }])
})

test('what was let go before it was blocked is not blocked by the same call, sent again', async () => {
  const { provider, sandbox } = world
  const asked = world.order(3000)
  sandbox.next({ how: 'UNSENT', on: '/authorize$' })
  await expect(provider.authorise(asked)).rejects.toBeInstanceOf(Unknown)
  const [id] = [...sandbox.world.orders.values()].filter(({ customId }) => customId === asked.operationId).map((each) => each.id)
  expect(await provider.release(randomUUID(), id ?? '')).toMatchObject({ state: 'CANCELLED' })
  expect(await provider.authorise(asked)).toMatchObject({ state: 'CANCELLED', externalId: id })
  expect(sandbox.order(id ?? '').authorizations).toEqual([])
})

test('of nothing that was blocked nothing is captured', async () => {
  const { externalId } = await world.provider.authorise(world.order(3000, { methodId: null }))
  await expect(world.provider.capture(randomUUID(), externalId, eur(100))).rejects.toMatchObject({ code: 'ORDER_NOT_AUTHORIZED' })
})

test('a way is kept for the customer that its payer is, if they want that, and else not', async () => {
  const { provider, sandbox } = world
  const customerId = 'CUSTOMER17'
  for (const keepMethod of [true, false]) {
    const asked = world.order(900, { methodId: null, keepMethod, payer: { userId: randomUUID(), customerId } })
    const { externalId } = await provider.authorise(asked)
    sandbox.pays(externalId)
    const { method } = await provider.authorise(asked)
    expect(method?.customerId ?? null).toBe(keepMethod ? customerId : null)
  }
})

test('two accounts of one customer are two ways, also when PayPal has forgotten the keys', async () => {
  const { provider, sandbox } = world
  const payer = { userId: randomUUID(), customerId: 'CUSTOMER18' }
  const ids = []
  for (const email of ['dora@example.com', 'erik@example.com']) {
    const { externalId } = await provider.setUp({ operationId: randomUUID(), payer, returnUrl: 'https://evergraph.example/back' })
    sandbox.pays(externalId, 'GOOD', email)
    await provider.read('SET_UP', externalId)
    ids.push(externalId)
  }
  sandbox.forgetKeys()
  const labels = await Promise.all(ids.map(async (id) => provider.read('SET_UP', id)))
  expect(labels).toMatchObject([
    { state: 'SUCCEEDED', method: { label: 'd•••@example.com', customerId: 'CUSTOMER18' } },
    { state: 'SUCCEEDED', method: { label: 'e•••@example.com', customerId: 'CUSTOMER18' } },
  ])
})

test.each<[string, PayOut['state']]>([
  ['SUCCESS', 'PAID'],
  ['PENDING', 'PENDING'],
  ['ONHOLD', 'PENDING'],
  ['UNCLAIMED', 'PENDING'],
  ['RETURNED', 'RETURNED'],
  ['REFUNDED', 'RETURNED'],
  ['REVERSED', 'RETURNED'],
  ['FAILED', 'FAILED'],
  ['BLOCKED', 'FAILED'],
  ['DENIED', 'FAILED'],
  ['CANCELED', 'FAILED'],
])('a payout that PayPal calls %s is %s', async (word, state) => {
  const { provider, sandbox } = world
  book(sandbox.world, { code: 'T0006', units: 1000, currency: 'EUR' })
  const order = { operationId: randomUUID(), account: 'ABCDEFGHJKLMN', amount: eur(100), statement: 'W' }
  const { externalId } = await provider.payOut(order)
  const batch = sandbox.world.batches.get(externalId)
  // Whoever has no address is known by an id of PayPal's.
  expect(batch).toMatchObject({ receiver: 'ABCDEFGHJKLMN', senderItemId: order.operationId })
  if (batch) batch.status = word as Batch['status']
  expect(await provider.read('PAY_OUT', externalId)).toMatchObject({ state, amount: eur(100) })
})

test.each(['DENIED', 'CANCELED'])('a batch that is %s before it has an item has failed, with its amount', async (word) => {
  says(
    200,
    { batch_header: { payout_batch_id: 'B', batch_status: word, amount: { currency: 'EUR', value: '1.00' } } },
    'GET /v1/payments',
  )
  expect(await world.provider.read('PAY_OUT', 'B')).toMatchObject({ state: 'FAILED', amount: eur(100), operationId: null })
})

test('a dispute stands as PayPal has it, and what leaves us the money is won', async () => {
  const { provider, sandbox } = world
  const paid = await away(4000)
  const { dispute_id: id } = sandbox.dispute({ captureId: captureOf(paid.externalId) })
  const is = async (status: string, outcome: string | null = null) => {
    Object.assign(sandbox.world.disputes.get(id) ?? {}, { status, outcome } as Partial<DisputeOf>)
    const read = await provider.read('DISPUTE', id)
    return read.state
  }
  expect(await is('OPEN')).toBe('NEEDS_RESPONSE')
  expect(await is('WAITING_FOR_SELLER_RESPONSE')).toBe('NEEDS_RESPONSE')
  expect(await is('WAITING_FOR_BUYER_RESPONSE')).toBe('UNDER_REVIEW')
  expect(await is('UNDER_REVIEW')).toBe('UNDER_REVIEW')
  for (const won of ['RESOLVED_SELLER_FAVOUR', 'RESOLVED_SELLER_FAVOR', 'RESOLVED_WITH_PAYOUT', 'CANCELED_BY_BUYER', 'DENIED'])
    expect(await is('RESOLVED', won), won).toBe('WON')
  for (const lost of ['RESOLVED_BUYER_FAVOUR', 'ACCEPTED', null]) expect(await is('RESOLVED', lost), String(lost)).toBe('LOST')
})

test('an inquiry takes no evidence yet, and long evidence is cut to what PayPal takes', async () => {
  const { provider, sandbox } = world
  const paid = await away(4000)
  const captureId = captureOf(paid.externalId)
  const inquiry = sandbox.dispute({ captureId, stage: 'INQUIRY' }).dispute_id
  const evidence = { text: 'x'.repeat(3000), documents: ['https://evergraph.example/invoice'] }
  await expect(provider.answerDispute(randomUUID(), inquiry, evidence)).rejects.toBeInstanceOf(Refused)
  expect(sandbox.calls.filter((call) => call.endsWith(`${inquiry}/provide-evidence`))).toEqual([])
  const charged = sandbox.dispute({ captureId }).dispute_id
  await provider.answerDispute(randomUUID(), charged, evidence)
  expect(sandbox.world.disputes.get(charged)?.evidence[0]).toHaveLength(PAYPAL_LIMITS.evidenceChars)
  // Of a payment that nobody disputes none is found, though there are others.
  const other = await away(500)
  const sought = { operationId: randomUUID(), kind: 'DISPUTE', since: new Date(), paymentId: other.externalId } as const
  expect(await provider.find(sought)).toBeNull()
})

test('what moves in PayPal’s books is named by its code; what belongs to no order of ours stops nobody', async () => {
  const { provider, sandbox } = world
  sandbox.advance(DAY)
  let { cursor, more } = await provider.since(null)
  while (more) ({ cursor, more } = await provider.since(cursor))
  const codes = {
    // Somebody has sent money to the account, by no order.
    T0000: 'PAYMENT',
    T0006: 'PAYMENT',
    T0100: 'FEE',
    T0107: 'FEE',
    T0300: 'BANKED',
    T0400: 'BANKED',
    T0403: 'BANKED',
    T1105: 'OTHER',
    T1106: 'DISPUTE',
    T1107: 'REFUND',
    T1110: 'DISPUTE',
    T1111: 'DISPUTE_WON',
    T1114: 'PAY_OUT_RETURNED',
    T1115: 'PAY_OUT_RETURNED',
    T1201: 'DISPUTE',
    T1202: 'DISPUTE_WON',
    T0001: 'PAY_OUT',
    T2001: 'OTHER',
  }
  const lines = Object.keys(codes).map((code) => book(sandbox.world, { code, units: -100, currency: 'EUR', reference: 'NOBODYS' }))
  const { movements } = await provider.since(cursor)
  expect(movements.map(({ externalId, kind }) => [externalId, kind])).toEqual(
    Object.values(codes).map((kind, i) => [lines[i]?.id, kind]),
  )
  const about = movements.filter(({ kind }) => kind !== 'REFUND').map(({ aboutId }) => aboutId)
  expect(new Set(about)).toEqual(new Set([null]))
  for (const { feeMinor } of movements) expect(Object.is(feeMinor, 0)).toBe(true)
})
