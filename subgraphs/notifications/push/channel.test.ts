import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createLog } from '#lib/log.ts'
import { newId } from '#lib/id.ts'
import { newUser } from '../../../test/caller.ts'
import { httpsServer } from '../../../test/https.ts'
import { messageTo, testDevices, type TestDevices } from '../devices/device.fixture.ts'
import { deleteGone, devicesOf } from '../devices/device.queries.ts'
import type { Channel, Message } from '../sending/channel.ts'
import { createPushChannel } from './channel.ts'
import { openSenders } from './senders.ts'
import { wordsOf } from './words.ts'

let box: TestDevices
const opened = new AsyncDisposableStack()
let channel: Channel
beforeAll(async () => {
  box = opened.use(await testDevices())
  channel = channelBy(20_000)
})
beforeEach(() => [box.web, box.google, box.apple].forEach((service) => service.mend()))
afterAll(() => opened.disposeAsync())

const log = createLog('notifications', { level: 'silent' })
const channelBy = (callMs: number) =>
  createPushChannel({ db: box.db, senders: openSenders(box.config, log, opened, callMs), words: wordsOf })
const send = (message: Message, by = channel) => by.send(message, AbortSignal.timeout(60_000))
/** Somebody with a browser and an app of each kind. */
async function equipped() {
  const user = newUser()
  const web = box.web.subscribe()
  const token = box.google.register()
  const apns = { token: box.apple.install(), topic: box.apple.topic }
  for (const input of [{ web }, { fcm: { token } }, { apns }]) expect((await box.register(user, input)).errors).toBeUndefined()
  const left = async () => (await box.devices(user, user.userId))?.length
  return { user, web, fcm: token, apns: apns.token, left }
}

test('a message goes to each device of a user, in their language, under one id', async () => {
  const { user, fcm, apns } = await equipped()
  const contact = { locale: 'de', time_zone: 'Europe/Berlin' } as Message['contact']
  const message = messageTo(user.userId, { contact })
  expect(await send(message)).toMatchObject({ state: 'SENT' })
  const { title, body } = wordsOf(message)
  expect(body).toContain('Behind the Barn')
  expect(box.web.received.at(-1)?.data).toEqual({ id: message.id, kind: 'STATION_FREE', title, body, link: '/stations/1' })
  expect(box.google.received.findLast(({ token }) => token === fcm)?.notification).toEqual({ title, body })
  expect(box.apple.received.findLast(({ token }) => token === apns)?.payload.aps.alert).toEqual({ title, body })
  expect(wordsOf(messageTo(user.userId)).title).not.toBe(title)
})

test('a digest is one push, with a line for each thing', async () => {
  const { user } = await equipped()
  const [item] = messageTo(user.userId).items
  expect(await send(messageTo(user.userId, { items: [item, item, item], digestOf: '2026-11-22' }))).toMatchObject({ state: 'SENT' })
  const { title, body, kind, link } = box.web.received.at(-1)?.data ?? expect.fail('nothing came')
  expect([title, body.split('\n').length, kind, link]).toEqual(['3 news for you', 3, 'DIGEST', '/notifications'])
})

test('a browser’s endpoint in our own network is called by nobody, although it stands in the table', async () => {
  await using inside = await httpsServer((_request, response) => void response.end())
  const { p256dh, auth } = box.web.subscribe()
  const keys = { p256dh: Buffer.from(p256dh, 'base64url'), auth: Buffer.from(auth, 'base64url') }
  for (const host of ['127.0.0.1', '[::1]', 'localhost']) {
    const { userId } = newUser()
    const good_until = new Date(Date.now() + 60_000)
    const address = `https://${host}:${inside.port}/push`
    const row = { id: newId(), user_id: userId, kind: 'WEB' as const, address, good_until, ...keys }
    await box.db.insertInto('device').values(row).execute()
    expect(await send(messageTo(userId))).toMatchObject({ state: 'LATER', reason: 'NO_ANSWER' })
  }
  expect(inside.connections()).toBe(0)
})

test('who has no device is not reached, and nothing is tried again', async () => {
  expect(await send(messageTo(newUser().userId))).toEqual({ state: 'SUPPRESSED', reason: 'NO_DEVICE' })
})

test('a device that is dead is removed, and no other; the message is sent where one took it', async () => {
  const { user, web, fcm, left } = await equipped()
  box.web.unsubscribe(web.endpoint)
  box.google.unregister(fcm)
  expect(await send(messageTo(user.userId))).toMatchObject({ state: 'SENT' })
  expect(await left()).toBe(1)
})

test('where all are dead there is no way to this person', async () => {
  const { user, web, fcm, apns, left } = await equipped()
  box.web.unsubscribe(web.endpoint)
  box.google.unregister(fcm)
  box.apple.remove(apns)
  expect(await send(messageTo(user.userId))).toEqual({ state: 'SUPPRESSED', reason: 'NO_DEVICE' })
  expect(await left()).toBe(0)
})

test('a device that is registered again while its service calls it dead stays', async () => {
  const { user, fcm, left } = await equipped()
  box.google.unregister(fcm)
  const dead = (await devicesOf(box.db, user.userId)).filter(({ address }) => address === fcm)
  await box.register(user, { fcm: { token: fcm } })
  await deleteGone(box.db, dead)
  expect(dead).toHaveLength(1)
  expect(await left()).toBe(3)
})

test('where one took it the others are not tried again: those that have it would be told twice', async () => {
  const { user, left } = await equipped()
  box.web.next({ status: 503 })
  box.apple.next({ status: 429, body: 'TooManyRequests' })
  expect(await send(messageTo(user.userId))).toMatchObject({ state: 'SENT' })
  expect(await left()).toBe(3)
})

test('where none took it, and one may later, it is tried again; when all have said when, then', async () => {
  const { user, left } = await equipped()
  const away = (seconds: number) => ({ status: 503, headers: { 'retry-after': String(seconds) } })
  box.web.next(away(90))
  box.google.next({ drops: 'BEFORE' })
  box.apple.next({ ...away(60), body: 'ServiceUnavailable' })
  const sent = await send(messageTo(user.userId))
  expect([sent.state, 'afterMs' in sent]).toEqual(['LATER', false])
  box.web.next(away(90))
  box.apple.next({ ...away(60), body: 'ServiceUnavailable' })
  const { user: second, fcm } = await equipped()
  box.google.unregister(fcm)
  expect(await send(messageTo(second.userId))).toMatchObject({ state: 'LATER', afterMs: 60_000 })
  expect(await left()).toBe(3)
})

test('a service that hangs holds up no device of another, and no message for longer than a call may take', async () => {
  const { user } = await equipped()
  box.web.next({ hangs: true })
  expect(await send(messageTo(user.userId), channelBy(3_000))).toMatchObject({ state: 'SENT' })
})

test('what we are refused for costs nobody a device, and is not tried for ever', async () => {
  const user = newUser()
  await box.register(user, { web: box.web.subscribe('another key') })
  expect(await send(messageTo(user.userId))).toMatchObject({ state: 'FAILED', reason: 'WEB_403' })
  expect(await box.devices(user, user.userId)).toHaveLength(1)
})

test('a channel without a service is not ready', async () => {
  const none = { ...box.config, vapidPrivateKey: undefined, fcmAccount: undefined, apnsKey: undefined }
  const senders = openSenders(none, log, opened)
  expect(createPushChannel({ db: box.db, senders, words: wordsOf }).ready).toBe(false)
})
