import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startPushService, type PushService } from '../../../test/push-service.ts'
import { push } from './push.fixture.ts'
import { createVapid, isVapidKey, newVapidKey } from './vapid.ts'
import { sendWeb } from './web.ts'

const vapid = createVapid(newVapidKey(), 'mailto:push@evergraph.example')
let service: PushService
beforeAll(async () => void (service = await startPushService()))
beforeEach(() => service.mend())
afterAll(() => service.close())

const subscribed = (sender: string | null = vapid.publicKey) => {
  const { endpoint, p256dh, auth } = service.subscribe(sender)
  return { endpoint, keys: { p256dh: Buffer.from(p256dh, 'base64url'), auth: Buffer.from(auth, 'base64url') } }
}
const LONG = 20_000
const send = (device = subscribed(), given = push(), by = vapid, callMs = LONG) => sendWeb(given, device, { vapid: by, callMs })
const last = () => service.received.at(-1) ?? expect.fail('nothing came')

test('a push reaches the browser alone who subscribed, in its words, from whom it subscribed to', async () => {
  const given = push({ urgency: 0, ttlSeconds: 60 })
  expect(await send(subscribed(), given)).toMatchObject({ state: 'TAKEN' })
  const { id, kind, title, body, link } = given
  expect(last()).toMatchObject({
    data: { id, kind, title, body, link },
    ttl: 60,
    urgency: 'high',
    subject: 'mailto:push@evergraph.example',
  })
})

test('the same push again has the same topic, so that a device that was away shows it once; another has another', async () => {
  const given = push()
  const topics: (string | null)[] = []
  for (const each of [given, given, push()]) {
    await send(subscribed(), each)
    topics.push(last().topic)
  }
  expect(topics[0]).toBe(topics[1])
  expect(new Set(topics).size).toBe(2)
})

test('a text that is too long is cut, and the message is of 4,096 bytes at most', async () => {
  expect(await send(subscribed(), push({ body: '🔋'.repeat(3_000) }))).toMatchObject({ state: 'TAKEN' })
  expect(last().bytes).toBeLessThanOrEqual(4_096)
  expect(last().bytes).toBeGreaterThan(4_090)
  expect(last().data.body).toMatch(/^(🔋)+…$/u)
})

test.each([404, 410])('a subscription of which its service says %i is gone', async (status) => {
  service.next({ status })
  expect(await send()).toEqual({ state: 'GONE', reason: `WEB_${status}` })
})

test('one whose user has taken the permission back is gone', async () => {
  const device = subscribed()
  service.unsubscribe(device.endpoint)
  expect(await send(device)).toMatchObject({ state: 'GONE' })
})

test.each([
  [{ status: 429, headers: { 'retry-after': '90' } }, 90_000],
  [{ status: 503, headers: { 'retry-after': new Date(0).toUTCString() } }, 0],
  [{ status: 500 }, null],
  [{ hangs: true } as const, null],
  [{ drops: 'BEFORE' } as const, null],
])('a service that is busy, broken or hangs gets it later, when it says so: %j', async (fault, afterMs) => {
  service.next(fault)
  expect(await send(subscribed(), push(), vapid, 'hangs' in fault ? 300 : LONG)).toMatchObject({ state: 'LATER', afterMs })
})

test('a device stays where our key is wrong: a wrong key would lose every device', async () => {
  const wrong = createVapid(newVapidKey(), 'mailto:push@evergraph.example')
  expect(await send(subscribed(), push(), wrong)).toMatchObject({ state: 'REFUSED', reason: 'WEB_403' })
})

test('an answer names no address: who has it can push', async () => {
  const device = subscribed()
  const secret = new URL(device.endpoint).pathname
  for (const fault of [{ drops: 'BEFORE' } as const, { status: 400 }, { status: 500 }]) {
    service.next(fault)
    expect(JSON.stringify(await send(device))).not.toContain(secret)
  }
})

test('a redirect is not followed', async () => {
  const before = service.received.length
  service.next({ status: 307, headers: { location: subscribed().endpoint } })
  expect(await send()).toMatchObject({ state: 'REFUSED', reason: 'WEB_307' })
  expect(service.received.length).toBe(before)
})

test('a VAPID key is a private key of P-256, and nothing else', () => {
  expect(isVapidKey(newVapidKey())).toBe(true)
  for (const wrong of ['', 'short', Buffer.alloc(32).toString('base64url'), Buffer.alloc(32, 255).toString('base64url')])
    expect(isVapidKey(wrong)).toBe(false)
})
