import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startFcm } from '../../../test/fcm.ts'
import { createFcm, type Fcm } from './fcm.ts'
import { push } from './push.fixture.ts'

let google: Awaited<ReturnType<typeof startFcm>>
let fcm: Fcm
const opened = (callMs = 20_000) => createFcm(google.account, { url: google.url, callMs })
beforeAll(async () => void (google = await startFcm()))
beforeEach(() => {
  google.mend()
  fcm = opened()
})
afterAll(() => google.close())

test('a message reaches the device; the same again replaces it', async () => {
  const given = push({ urgency: 0 })
  const token = google.register()
  expect(await fcm.send(given, token)).toMatchObject({ state: 'TAKEN', externalId: expect.stringContaining('/messages/') })
  expect(google.received.at(-1)).toEqual({
    token,
    notification: { title: given.title, body: given.body },
    data: { id: given.id, kind: given.kind, link: given.link },
    android: { priority: 'HIGH', ttl: '3600s', collapse_key: given.id, notification: { tag: given.id } },
  })
})

test('Google’s token is asked for once by however many messages at once, and kept', async () => {
  const before = google.tokensGiven()
  const token = google.register()
  await Promise.all(Array.from({ length: 10 }, () => fcm.send(push(), token)))
  await fcm.send(push(), token)
  expect(google.tokensGiven() - before).toBe(1)
})

test('a token that was withdrawn is renewed at once', async () => {
  const token = google.register()
  await fcm.send(push(), token)
  google.revokeTokens()
  expect(await fcm.send(push(), token)).toMatchObject({ state: 'TAKEN' })
})

test('a text that is too long is cut', async () => {
  expect(await fcm.send(push({ body: 'Größe '.repeat(2_000) }), google.register())).toMatchObject({ state: 'TAKEN' })
  expect(google.received.at(-1)?.notification.body).toMatch(/…$/)
})

test('a registration that is no more, or never was one, is gone', async () => {
  const token = google.register()
  google.unregister(token)
  expect(await fcm.send(push(), token)).toEqual({ state: 'GONE', reason: 'FCM_UNREGISTERED' })
  expect(await fcm.send(push(), 'nonsense')).toEqual({ state: 'GONE', reason: 'FCM_INVALID_ARGUMENT' })
})

test('a service account of another project costs nobody a device', async () => {
  const details = [{ errorCode: 'SENDER_ID_MISMATCH' }]
  await fcm.send(push(), google.register())
  google.next({ status: 403, body: { error: { code: 403, message: 'SenderId mismatch', status: 'PERMISSION_DENIED', details } } })
  expect(await fcm.send(push(), google.register())).toMatchObject({ state: 'REFUSED', reason: 'FCM_SENDER_ID_MISMATCH' })
})

test('a wrong field of ours costs nobody a device', async () => {
  await fcm.send(push(), google.register())
  const body = { error: { code: 400, message: "Invalid value at 'message.data'", status: 'INVALID_ARGUMENT', details: [] } }
  google.next({ status: 400, body })
  expect(await fcm.send(push(), google.register())).toMatchObject({ state: 'REFUSED', reason: 'FCM_INVALID_ARGUMENT' })
})

test.each([
  [{ status: 429, headers: { 'retry-after': '60' } }, 60_000],
  [{ status: 503 }, null],
  [{ hangs: true } as const, null],
  [{ drops: 'AFTER' } as const, null],
])('a service that is busy, broken or hangs gets it later: %j', async (fault, afterMs) => {
  const token = google.register()
  const by = 'hangs' in fault ? opened(300) : fcm
  if (by === fcm) await fcm.send(push(), token)
  google.next(fault)
  expect(await by.send(push(), token)).toMatchObject({ state: 'LATER', afterMs })
})

test('with a wrong key nothing is lost: it is sent later', async () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
  const account = { ...google.account, private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string }
  const wrong = createFcm(account, { url: google.url, callMs: 20_000 })
  expect(await wrong.send(push(), google.register())).toMatchObject({
    state: 'LATER',
    detail: expect.stringContaining('Google gives no token'),
  })
})
