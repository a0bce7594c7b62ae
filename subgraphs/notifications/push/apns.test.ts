import { generateKeyPairSync } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { startApns } from '../../../test/apns.ts'
import { createApns, type Apns } from './apns.ts'
import { PUSH_LIMITS } from './limits.ts'
import { push } from './push.fixture.ts'

let apple: Awaited<ReturnType<typeof startApns>>
let apns: Apns
const opened = (more: { key?: string; callMs?: number } = {}) => {
  const { key, keyId, teamId, url } = apple
  return createApns({ key, keyId, teamId, urls: { PRODUCTION: url, SANDBOX: url }, callMs: 20_000, ...more })
}
beforeAll(async () => void (apple = await startApns()))
beforeEach(() => {
  apple.mend()
  apple.expireTokens(0)
  apns = opened()
})
afterEach(async () => {
  vi.useRealTimers()
  await apns[Symbol.asyncDispose]()
})
afterAll(() => apple.close())

const installed = (more: { token?: string; topic?: string } = {}) => ({
  token: apple.install(),
  topic: apple.topic,
  sandbox: false,
  ...more,
})

test('a push reaches the device, with its urgency and until when; the same again replaces it', async () => {
  const device = installed()
  const given = push({ urgency: 2, ttlSeconds: 60 })
  expect(await apns.send(given, device)).toMatchObject({ state: 'TAKEN', externalId: expect.any(String) })
  const came = apple.received.at(-1) ?? expect.fail('nothing came')
  expect(came.payload).toMatchObject({ aps: { alert: { title: given.title, body: given.body } }, id: given.id, link: given.link })
  expect(came.headers).toMatchObject({ 'apns-priority': '5', 'apns-collapse-id': given.id })
  expect(Number(came.headers['apns-expiration']) - Date.now() / 1_000).toBeCloseTo(60, -1)
})

test('a developer’s device is reached by the server for those, and no other', async () => {
  const { key, keyId, teamId, url } = apple
  const urls = { PRODUCTION: 'https://127.0.0.1:1', SANDBOX: url }
  await using both = createApns({ key, keyId, teamId, urls, callMs: 20_000 })
  expect(await both.send(push(), { ...installed(), sandbox: true })).toMatchObject({ state: 'TAKEN' })
  expect(await both.send(push(), installed())).toMatchObject({ state: 'LATER', reason: 'NO_ANSWER' })
})

test('all pushes go over one connection and by one token', async () => {
  const [connections, bearers] = [apple.connections(), apple.bearers()]
  for (let i = 0; i < 5; i++) expect(await apns.send(push(), installed())).toMatchObject({ state: 'TAKEN' })
  expect([apple.connections() - connections, apple.bearers() - bearers]).toEqual([1, 1])
})

test('a connection that Apple ends or loses is made anew', async () => {
  const before = apple.connections()
  await apns.send(push(), installed())
  apple.goAway()
  await vi.waitFor(async () => {
    expect(await apns.send(push(), installed())).toMatchObject({ state: 'TAKEN' })
    expect(apple.connections() - before).toBe(2)
  })
  apple.next({ drops: 'BEFORE' })
  expect(await apns.send(push(), installed())).toMatchObject({ state: 'LATER', reason: 'NO_ANSWER' })
  expect(await apns.send(push(), installed())).toMatchObject({ state: 'TAKEN' })
})

test('a text that is too long is cut, and the payload is of 4,096 bytes at most', async () => {
  expect(await apns.send(push({ body: '漢字'.repeat(3_000) }), installed())).toMatchObject({ state: 'TAKEN' })
  const { bytes, payload } = apple.received.at(-1) ?? expect.fail('nothing came')
  expect(bytes).toBeLessThanOrEqual(4_096)
  expect(bytes).toBeGreaterThan(4_090)
  expect(payload.aps.alert.body).toMatch(/…$/)
})

test('a device that is no more is gone: an app that was removed, a token of nobody, one of another app', async () => {
  const removed = installed()
  apple.remove(removed.token)
  expect(await apns.send(push(), removed)).toEqual({ state: 'GONE', reason: 'APNS_Unregistered' })
  expect(await apns.send(push(), installed({ token: 'ab'.repeat(32) }))).toEqual({ state: 'GONE', reason: 'APNS_BadDeviceToken' })
  expect(await apns.send(push(), installed({ topic: 'org.other' }))).toEqual({
    state: 'GONE',
    reason: 'APNS_DeviceTokenNotForTopic',
  })
})

test('our token is renewed before Apple finds it too old, and where it does at once', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const before = apple.bearers()
  await apns.send(push(), installed())
  vi.setSystemTime(Date.now() + PUSH_LIMITS.apnsTokenMs + 1_000)
  expect(await apns.send(push(), installed())).toMatchObject({ state: 'TAKEN' })
  expect(apple.bearers() - before).toBe(2)
  vi.setSystemTime(Date.now() + 60_000)
  apple.expireTokens(Date.now() - 30_000)
  expect(await apns.send(push(), installed())).toMatchObject({ state: 'TAKEN' })
  expect(apple.bearers() - before).toBe(3)
})

test.each([
  [{ status: 429, body: 'TooManyRequests', headers: { 'retry-after': '30' } }, 30_000],
  [{ status: 503, body: 'Shutdown' }, null],
])('a service that is busy or broken gets it later: %j', async (fault, afterMs) => {
  apple.next(fault)
  expect(await apns.send(push(), installed())).toMatchObject({ state: 'LATER', afterMs })
})

test('a service that hangs holds nothing up for longer than a call may take', async () => {
  await using quick = opened({ callMs: 2_000 })
  apple.next({ hangs: true })
  expect(await quick.send(push(), installed())).toMatchObject({ state: 'LATER', reason: 'NO_ANSWER' })
  await vi.waitFor(async () => expect(await quick.send(push(), installed())).toMatchObject({ state: 'TAKEN' }), 20_000)
})

test('a wrong key of ours costs nobody a device', async () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  await using wrong = opened({ key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string })
  expect(await wrong.send(push(), installed())).toMatchObject({ state: 'LATER', reason: 'APNS_InvalidProviderToken' })
})

test('where nobody listens it is sent later', async () => {
  const nobody = 'http://127.0.0.1:1'
  const { key, keyId, teamId } = apple
  await using away = createApns({ key, keyId, teamId, urls: { PRODUCTION: nobody, SANDBOX: nobody }, callMs: 20_000 })
  expect(await away.send(push(), installed())).toMatchObject({ state: 'LATER', reason: 'NO_ANSWER' })
})
