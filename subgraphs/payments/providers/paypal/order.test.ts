import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { amount } from './money.ts'
import { declinedMark, labelOf, operationIn, order, paymentOf, releasedMark } from './order.ts'
import { DAY } from './paypal.fixture.ts'

const NOW = Date.parse('2026-11-22T12:00:00Z')
const at = (ms: number) => new Date(NOW + ms).toISOString()
const value = (text: string, currency = 'EUR') => ({ currency_code: currency, value: text })
const operationId = randomUUID()

/** An authorisation, as old as `days`. */
const held = (status: string, { days = 0, left = 29, reason = undefined as string | undefined } = {}) => ({
  id: `A${days}`,
  status,
  create_time: at(-days * DAY),
  expiration_time: at(left * DAY),
  ...(reason !== undefined && { status_details: { reason } }),
})
const capture = (
  status: string,
  { fee = value('0.50'), reason = '' }: { fee?: ReturnType<typeof value> | null; reason?: string } = {},
) => ({
  id: 'C',
  status,
  amount: value('10.00'),
  ...(fee && { seller_receivable_breakdown: { paypal_fee: fee } }),
  ...(reason !== '' && { status_details: { reason } }),
})
const refund = (status: string) => ({ id: 'R', status, amount: value('2.00') })

interface Given {
  status?: string
  customId?: string
  payments?: { authorizations?: unknown[]; captures?: unknown[]; refunds?: unknown[] }
  links?: { rel: string; href: string }[]
  paypal?: object
}
const payment = ({ status = 'COMPLETED', customId = operationId, payments, links, paypal }: Given) =>
  paymentOf(
    order.parse({
      id: 'O',
      status,
      intent: 'AUTHORIZE',
      purchase_units: [{ amount: value('10.00'), custom_id: customId, ...(payments && { payments }) }],
      ...(paypal && { payment_source: { paypal } }),
      ...(links && { links }),
    }),
    NOW,
  )

test.each<[string, string, Given]>([
  ['an order that nobody has looked at', 'REQUIRES_ACTION', { status: 'CREATED' }],
  ['one whose payer is asked', 'REQUIRES_ACTION', { status: 'PAYER_ACTION_REQUIRED' }],
  ['one that was approved is completed by us', 'PENDING', { status: 'APPROVED' }],
  ['a completed one whose payment is not shown yet', 'PENDING', {}],
  ['one that PayPal has voided', 'CANCELLED', { status: 'VOIDED' }],
  ['one that we have let go', 'CANCELLED', { status: 'CREATED', customId: releasedMark(operationId) }],
  ['one that was declined', 'DECLINED', { status: 'CREATED', customId: declinedMark('PAYER_CANNOT_PAY', operationId) }],
  ['an authorisation', 'AUTHORISED', { payments: { authorizations: [held('CREATED')] } }],
  ['one under review', 'PENDING', { payments: { authorizations: [held('PENDING')] } }],
  ['one that was denied', 'DECLINED', { payments: { authorizations: [held('DENIED')] } }],
  ['one that PayPal calls expired', 'EXPIRED', { payments: { authorizations: [held('EXPIRED')] } }],
  ['one whose time is over, whatever PayPal calls it', 'EXPIRED', { payments: { authorizations: [held('CREATED', { left: 0 })] } }],
  [
    'one whose time is over, and that is voided for it',
    'EXPIRED',
    { payments: { authorizations: [held('VOIDED', { left: -1 })] } },
  ],
  ['one that was voided in its time', 'CANCELLED', { payments: { authorizations: [held('VOIDED')] } }],
  [
    'a renewed one whose first was voided',
    'CANCELLED',
    { payments: { authorizations: [held('CREATED'), held('VOIDED', { days: 4 })] } },
  ],
  [
    'a renewed one, whatever the first has become, in any order',
    'AUTHORISED',
    { payments: { authorizations: [held('CREATED'), held('EXPIRED', { days: 4, left: -1 })] } },
  ],
  ['one that was captured, which is not shown yet', 'PENDING', { payments: { authorizations: [held('CAPTURED')] } }],
  [
    'one that was captured in part, which is not shown yet',
    'PENDING',
    { payments: { authorizations: [held('PARTIALLY_CAPTURED')] } },
  ],
  ['a capture', 'CAPTURED', { payments: { captures: [capture('COMPLETED')] } }],
  ['one that went back in part', 'CAPTURED', { payments: { captures: [capture('PARTIALLY_REFUNDED')] } }],
  ['one that went back', 'CAPTURED', { payments: { captures: [capture('REFUNDED')] } }],
  ['an eCheck that is on its way', 'PENDING', { payments: { captures: [capture('PENDING', { reason: 'ECHECK' })] } }],
  [
    'a capture under review, of an authorisation that counts as captured',
    'PENDING',
    { payments: { authorizations: [held('CAPTURED')], captures: [capture('PENDING', { reason: 'PENDING_REVIEW' })] } },
  ],
  ['a capture that was declined', 'DECLINED', { payments: { captures: [capture('DECLINED')] } }],
  ['a capture that has failed', 'DECLINED', { payments: { captures: [capture('FAILED')] } }],
  [
    'a declined capture of what is still blocked, which may be captured again',
    'AUTHORISED',
    { payments: { authorizations: [held('CREATED')], captures: [capture('DECLINED'), capture('FAILED')] } },
  ],
  ['a second try after a declined one', 'CAPTURED', { payments: { captures: [capture('DECLINED'), capture('COMPLETED')] } }],
])('%s: %s', (_what, state, given) => expect(payment(given).state).toBe(state))

test('what is captured, refunded and kept by PayPal is counted when it is certain', () => {
  const of = (...captures: unknown[]) => payment({ payments: { captures } })
  expect(of(capture('COMPLETED'))).toMatchObject({ capturedMinor: 1000, feeMinor: 50 })
  expect(of(capture('PENDING'))).toMatchObject({ capturedMinor: 0, feeMinor: null })
  expect(of(capture('DECLINED'))).toMatchObject({ capturedMinor: 0, feeMinor: null })
  expect(of(capture('COMPLETED', { fee: null })).feeMinor).toBeNull()
  // A fee in another currency is no cost that our books could have.
  expect(of(capture('COMPLETED', { fee: value('0.50', 'USD') })).feeMinor).toBeNull()
  const back = (...refunds: unknown[]) => payment({ payments: { captures: [capture('COMPLETED')], refunds } }).refundedMinor
  expect(['COMPLETED', 'PENDING', 'FAILED', 'CANCELLED'].map((status) => back(refund(status)))).toEqual([200, 200, 0, 0])
})

test('an amount is blocked until its newest authorisation ends, and only while it is blocked', () => {
  const authorizations = [held('CREATED', { left: 29 }), held('CREATED', { days: 4, left: 25 })]
  expect(payment({ payments: { authorizations } }).expiresAt?.getTime()).toBe(NOW + 29 * DAY)
  expect(payment({ payments: { authorizations: [held('VOIDED')] } }).expiresAt).toBeNull()
  expect(payment({ payments: { authorizations: [held('CREATED')], captures: [capture('COMPLETED')] } }).expiresAt).toBeNull()
})

test('why money did not come is said in PayPal’s word, and whether it may come later', () => {
  const declined = (given: Given) => payment(given).decline
  expect(declined({ status: 'CREATED', customId: declinedMark('INSUFFICIENT_FUNDS', operationId) })).toMatchObject({
    code: 'INSUFFICIENT_FUNDS',
    again: true,
  })
  const reason = 'DECLINED_BY_RISK_FRAUD_FILTERS'
  expect(declined({ payments: { captures: [capture('DECLINED', { reason })] } })).toMatchObject({ code: reason, again: false })
  expect(declined({ payments: { authorizations: [held('DENIED', { reason })] } })).toMatchObject({ code: reason })
  expect(declined({ payments: { captures: [capture('DECLINED')] } })).toMatchObject({ code: 'DECLINED' })
  expect(declined({ payments: { captures: [capture('COMPLETED', { reason })] } })).toBeNull()
})

test('its payer is led to the page by the link that PayPal gives for it, as long as they are asked', () => {
  const url = 'https://www.paypal.com/checkoutnow?token=O'
  for (const rel of ['payer-action', 'approve'])
    expect(payment({ status: 'CREATED', links: [{ rel, href: url }] }).action).toEqual({ clientSecret: null, approvalUrl: url })
  expect(payment({ status: 'APPROVED', links: [{ rel: 'approve', href: url }] }).action).toBeNull()
})

test('a way is known where it was kept; one that is still being kept, or not to be, is none', () => {
  const email = { email_address: 'dora@example.com' }
  const kept = { id: 'V', customer: { id: 'CUSTOMER' } }
  expect(payment({ paypal: { ...email, attributes: { vault: kept } } }).method).toEqual({
    methodId: 'V',
    customerId: 'CUSTOMER',
    kind: 'PAYPAL',
    label: 'd•••@example.com',
    expires: null,
  })
  for (const attributes of [{ vault: { status: 'APPROVED', links: [] } }, { vault: null }, {}, undefined])
    expect(payment({ paypal: { ...email, ...(attributes && { attributes }) } }).method).toBeNull()
  expect(labelOf(undefined)).toBe('PayPal')
  expect(labelOf('no address')).toBe('PayPal')
})

test('an operation is known in a custom id, also when the order is marked; what is not ours is nobody’s', () => {
  for (const customId of [operationId, releasedMark(operationId), declinedMark('CARD_EXPIRED', operationId)])
    expect(operationIn(customId)).toBe(operationId)
  for (const customId of [undefined, '', 'shop order 17', `${operationId}x`, `other:${operationId}`])
    expect(operationIn(customId)).toBeNull()
})

test.each<[string, string, number | null]>([
  ['19.99', 'EUR', 1999],
  ['19.9', 'EUR', 1990],
  ['19', 'EUR', 1900],
  ['19.990', 'EUR', 1999],
  ['-19.99', 'EUR', -1999],
  ['-0.00', 'EUR', 0],
  ['1990', 'HUF', 199_000],
  ['1990', 'JPY', 1990],
  ['1990.00', 'JPY', 1990],
  ['1990.5', 'JPY', null],
  ['19.999', 'EUR', null],
  ['1e3', 'EUR', null],
  ['', 'EUR', null],
  ['1,000.00', 'EUR', null],
])('an answer of %s %s is %s', (text, currency, minor) => {
  const read = amount.safeParse({ currency_code: currency, value: text })
  expect(read.success ? read.data.amountMinor : null).toBe(minor)
  if (minor === 0) expect(Object.is(read.data?.amountMinor, 0)).toBe(true)
})
