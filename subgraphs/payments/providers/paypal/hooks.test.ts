import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../../../../test/until.ts'
import { createPaypal } from '../paypal.ts'
import { Unknown } from '../provider.ts'
import { certificateUrl } from './hooks.ts'
import { PAYPAL_LIMITS } from './limits.ts'
import { DAY, MINUTE, openPaypal, type PaypalWorld } from './paypal.fixture.ts'

let world: PaypalWorld
beforeAll(async () => void (world = await openPaypal()))
afterAll(() => world.sandbox.close())

const told = (type = 'CHECKOUT.ORDER.APPROVED', resource: unknown = { id: 'ORDER' }) => ({
  id: 'WH-1',
  type,
  resourceType: 'x',
  resource,
})
const believed = async (type: string, resource: unknown) => {
  const { headers, raw } = world.sandbox.hooks.signed(told(type, resource))
  return (await world.provider.verifyHook(headers, raw))?.about
}

test('a hook says what to look at, by the ids that the box knows', async () => {
  const order = { supplementary_data: { related_ids: { order_id: 'ORDER' } } }
  const about = (kind: string, externalId: string) => ({ kind, externalId })
  expect(await believed('CHECKOUT.ORDER.APPROVED', { id: 'ORDER' })).toEqual(about('PAYMENT', 'ORDER'))
  expect(await believed('CHECKOUT.PAYMENT-APPROVAL.REVERSED', { order_id: 'ORDER' })).toEqual(about('PAYMENT', 'ORDER'))
  expect(await believed('PAYMENT.AUTHORIZATION.VOIDED', { id: 'A', ...order })).toEqual(about('PAYMENT', 'ORDER'))
  expect(await believed('PAYMENT.CAPTURE.DENIED', { id: 'C', ...order })).toEqual(about('PAYMENT', 'ORDER'))
  expect(await believed('PAYMENT.CAPTURE.REFUNDED', { id: 'R' })).toEqual(about('REFUND', 'R'))
  expect(await believed('PAYMENT.REFUND.FAILED', { id: 'R' })).toEqual(about('REFUND', 'R'))
  expect(await believed('CUSTOMER.DISPUTE.CREATED', { dispute_id: 'D' })).toEqual(about('DISPUTE', 'D'))
  expect(await believed('PAYMENT.PAYOUTS-ITEM.RETURNED', { payout_batch_id: 'B' })).toEqual(about('PAY_OUT', 'B'))
  expect(await believed('PAYMENT.PAYOUTSBATCH.SUCCESS', { batch_header: { payout_batch_id: 'B' } })).toEqual(about('PAY_OUT', 'B'))
  for (const type of ['VAULT.PAYMENT-TOKEN.CREATED', 'BILLING.PLAN.CREATED', 'PAYMENT.CAPTURE.COMPLETED'])
    expect(await believed(type, { id: 'X' })).toBeNull()
})

test('a certificate is fetched from PayPal’s own host and from nowhere else', async () => {
  const at = (url: string) => certificateUrl('https://api-m.paypal.com', url)
  const good = 'https://api.paypal.com/v1/notifications/certs/CERT-360caa42-fca2a594-a5cafa77'
  expect(at(good)).toBe(good)
  expect(at(good.replace('api.', 'api-m.'))).not.toBeNull()
  const forged = [
    good.replace('https', 'http'),
    good.replace('api.paypal.com', 'api.sandbox.paypal.com'),
    good.replace('api.paypal.com', 'api.paypal.com.evil.example'),
    good.replace('api.paypal.com', 'evilapi.paypal.com'),
    good.replace('api.paypal.com', 'api.paypal.com:8443'),
    good.replace('api.paypal.com', 'api.paypal.com@evil.example'),
    good.replace('api.paypal.com', 'me:word@api.paypal.com'),
    good.replace('api.paypal.com', '169.254.169.254'),
    'https://evil.example/?https://api.paypal.com/v1/notifications/certs/CERT-1',
    good.replace('api.paypal.com', 'api.paypal.com.'),
    good.replace('api.paypal.com', 'api-m.api.paypal.com'),
    good.replace('api.paypal.com', 'evil.example%2f@api.paypal.com'),
    good.replace('api.paypal.com', 'api.paypal.com%2eevil.example'),
    good.replace('//api.paypal.com', '//evil.example\\api.paypal.com'),
    good.replace('api.paypal.com', '[::1]'),
    good.replace('api.paypal.com', '2130706433'),
    'https://api.paypal.com/v1/notifications/certs/../../open-redirect',
    'https://api.paypal.com/v1/notifications/certs/CERT-1/..\\..\\other',
    'https://api.paypal.com/v1/notifications/certs/',
    'https://api.paypal.com/v1/notifications/certs/%2e%2e%2fother',
    'https://api.paypal.com/v1/notifications/certs/CERT-1?to=https://evil.example',
    'https://api.paypal.com/v1/notifications/certs/CERT-1#x',
    'https://api.paypal.com/other',
    '//api.paypal.com/v1/notifications/certs/CERT-1',
    'file:///etc/passwd',
    'no address',
    '',
  ]
  for (const url of forged) expect(at(url), url).toBeNull()
})

test('a hook that names another host is refused, and that host hears nothing', async () => {
  let heard = 0
  const trap = createServer((_request, response) => {
    heard++
    response.end(world.sandbox.hooks.certificate('STRANGER'))
  })
  await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve))
  try {
    const url = `http://127.0.0.1:${(trap.address() as AddressInfo).port}/v1/notifications/certs/CERT-1`
    const { headers, raw } = world.sandbox.hooks.signed(told(), 'STRANGER', 0, url)
    expect(await world.provider.verifyHook(headers, raw)).toBeNull()
    expect(heard).toBe(0)
  } finally {
    trap.close()
  }
})

test('a hook for another endpoint, of another time or by another way of signing is refused', async () => {
  const { sandbox, provider, options } = world
  const { headers, raw } = sandbox.hooks.signed(told())
  const other = createPaypal({ ...options, webhookId: 'WH0ANOTHER' })
  expect(await other.verifyHook(headers, raw)).toBeNull()
  expect(await provider.verifyHook({ ...headers, 'paypal-transmission-id': randomUUID() }, raw)).toBeNull()
  expect(
    await provider.verifyHook({ ...headers, 'paypal-transmission-time': new Date(sandbox.now()).toISOString() }, raw),
  ).toBeNull()
  expect(await provider.verifyHook({ ...headers, 'paypal-auth-algo': 'SHA1withRSA' }, raw)).toBeNull()
  const ahead = sandbox.hooks.signed(told(), 'NOW', -DAY)
  expect(await provider.verifyHook(ahead.headers, ahead.raw)).toBeNull()
  expect(await provider.verifyHook(headers, raw)).not.toBeNull()
})

test('a certificate is believed in its time, and neither before nor after', async () => {
  const { sandbox, options } = world
  for (const years of [-2, 11]) {
    const then = years * 365 * DAY
    const provider = createPaypal({ ...options, now: () => sandbox.now() + then })
    const { headers, raw } = sandbox.hooks.signed(told(), 'NOW', -then)
    expect(await provider.verifyHook(headers, raw)).toBeNull()
  }
})

test('a certificate is fetched once for 10,000 hooks; while it cannot be had the hook is Unknown, and comes again', async () => {
  const { sandbox, options } = world
  const provider = createPaypal(options)
  const { headers, raw } = sandbox.hooks.signed(told())
  sandbox.outage(true)
  await expect(provider.verifyHook(headers, raw)).rejects.toBeInstanceOf(Unknown)
  sandbox.outage(false)
  const results = await Promise.all(Array.from({ length: 10_000 }, () => provider.verifyHook(headers, raw)))
  expect(results.filter((hook) => hook?.about?.externalId === 'ORDER')).toHaveLength(10_000)
  sandbox.outage(true)
  expect(await provider.verifyHook(headers, raw)).not.toBeNull()
  sandbox.outage(false)
})

/** A hook that names a certificate which nobody has. */
const forged = (name: string) =>
  world.sandbox.hooks.signed(told(), 'STRANGER', 0, `${world.sandbox.url}/v1/notifications/certs/${name}`)

test('names of certificates that nobody has do not let us fetch without end', async () => {
  const provider = createPaypal(world.options)
  const hooks = Array.from({ length: 200 }, (_, i) => forged(`CERT-${i}`))
  const results = await Promise.allSettled(hooks.map(({ headers, raw }) => provider.verifyHook(headers, raw)))
  for (const result of results) if (result.status === 'fulfilled') expect(result.value).toBeNull()
  const fetched = world.sandbox.calls.filter((call) => /CERT-\d/.test(call)).length
  expect(fetched).toBeGreaterThan(0)
  expect(fetched).toBeLessThanOrEqual(PAYPAL_LIMITS.certificatesPerMinute)
})

test('names that nobody has push out no certificate that has signed, however many and for however long', async () => {
  const { sandbox, options } = world
  const provider = createPaypal(options)
  const good = sandbox.hooks.signed(told())
  expect(await provider.verifyHook(good.headers, good.raw)).not.toBeNull()
  for (let i = 0; i < 3 * PAYPAL_LIMITS.certificates; i++) {
    if (i % PAYPAL_LIMITS.certificatesPerMinute === 0) sandbox.advance(MINUTE + 1)
    const { headers, raw } = forged(`FORGED-${i}`)
    expect(await provider.verifyHook(headers, raw)).toBeNull()
  }
  sandbox.outage(true)
  const later = sandbox.hooks.signed(told())
  expect(await provider.verifyHook(later.headers, later.raw)).not.toBeNull()
  sandbox.outage(false)
})

test('an address of a certificate that leads elsewhere is not followed', async () => {
  let heard = 0
  const elsewhere = createServer((_request, response) => {
    heard++
    response.end(world.sandbox.hooks.certificate('STRANGER'))
  })
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
  const location = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`
  const own = createServer((_request, response) => void response.writeHead(302, { location }).end())
  await new Promise<void>((resolve) => own.listen(0, '127.0.0.1', resolve))
  try {
    const url = `http://127.0.0.1:${(own.address() as AddressInfo).port}`
    const provider = createPaypal({ ...world.options, url })
    const { headers, raw } = world.sandbox.hooks.signed(told(), 'STRANGER', 0, `${url}/v1/notifications/certs/CERT-1`)
    await expect(provider.verifyHook(headers, raw)).rejects.toThrow('PayPal answered 302 for its certificate.')
    expect(heard).toBe(0)
  } finally {
    elsewhere.close()
    own.close()
  }
})

test('the counterpart sends its hooks signed, again until they are taken, twice, held back, or before its answer', async () => {
  const { sandbox, provider, order } = world
  const heard: string[] = []
  let refusals = 2
  const endpoint = createServer((request, response) => {
    void buffer(request).then(async (raw) => {
      const hook = await provider.verifyHook(request.headers, raw)
      if (refusals-- > 0) return void response.writeHead(503).end()
      heard.push(hook?.type ?? 'FORGED')
      return void response.end()
    })
  })
  await new Promise<void>((resolve) => endpoint.listen(0, '127.0.0.1', resolve))
  Object.assign(sandbox.hooks.settings, { url: `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}/`, twice: true })
  try {
    await provider.charge(order(900))
    await until(() => heard.length === 2)
    expect(heard).toEqual(['PAYMENT.CAPTURE.COMPLETED', 'PAYMENT.CAPTURE.COMPLETED'])
    Object.assign(sandbox.hooks.settings, { twice: false, early: true })
    await provider.authorise(order(900))
    expect(heard.at(-1)).toBe('PAYMENT.AUTHORIZATION.CREATED')
    Object.assign(sandbox.hooks.settings, { early: false, held: true })
    const { externalId } = await provider.charge(order(900))
    await provider.refund(randomUUID(), externalId, { amountMinor: 100, currency: 'EUR' })
    await sandbox.hooks.release((events) => events.toReversed())
    expect(heard.slice(3).toSorted()).toEqual(['PAYMENT.CAPTURE.COMPLETED', 'PAYMENT.CAPTURE.REFUNDED'])
  } finally {
    Object.assign(sandbox.hooks.settings, { url: null, held: false })
    endpoint.close()
  }
})
