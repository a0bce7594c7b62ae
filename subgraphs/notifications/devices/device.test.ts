import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { prune } from '#db/prune.ts'
import { ANONYMOUS, type UserCaller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { LIMITS } from '#lib/limits.ts'
import { testBox } from '../../../test/box.ts'
import { newUser } from '../../../test/caller.ts'
import { fault } from '../../../test/subgraph.ts'
import { box as notifications } from '../box.ts'
import { SPENT } from '../retention.ts'
import { testDevices, type TestDevices } from './device.fixture.ts'
import { devicesOf } from './device.queries.ts'
import { isPushEndpoint } from './endpoint.ts'
import { DEVICE_LIMITS } from './limits.ts'

let box: TestDevices
beforeAll(async () => void (box = await testDevices()))
afterAll(() => box[Symbol.asyncDispose]())

const added = async (user = newUser(), input: object = { web: box.web.subscribe() }) => {
  const { data } = await box.register(user, input)
  return { user, input, id: data?.registerDevice.id ?? expect.fail('it was not registered') }
}

describe('a device', () => {
  test('is its user’s alone, and is shown without its address', async () => {
    const { user, id } = await added()
    expect(await box.devices(user, user.userId)).toEqual([id])
    for (const stranger of [newUser(), ANONYMOUS]) expect(await box.devices(stranger, user.userId)).toBeUndefined()
  })

  test('that is registered again is the same one; with another name it has that', async () => {
    const { user, id, input } = await added()
    const { data } = await box.register(user, { ...input, name: ' Phone ' })
    expect(data?.registerDevice).toEqual({ id, kind: 'WEB', name: 'Phone' })
    expect(await box.devices(user, user.userId)).toEqual([id])
  })

  test('that somebody else signs in on is theirs, and no more of who was there before', async () => {
    const { user: first, id, input } = await added()
    const { user: second, id: other } = await added(newUser(), input)
    expect(other).not.toBe(id)
    expect([await box.devices(first, first.userId), await box.devices(second, second.userId)]).toEqual([[], [other]])
    await box.unregister(first, id)
    expect(await box.devices(second, second.userId)).toEqual([other])
  })

  test('is one person’s also where two register it at once', async () => {
    for (let i = 0; i < 5; i++) {
      const input = { fcm: { token: box.google.register() } }
      const users = [newUser(), newUser(), newUser()]
      await Promise.all(users.map((user) => box.register(user, input)))
      const counts = await Promise.all(users.map(async (user) => (await box.devices(user, user.userId))?.length))
      expect(counts.toSorted()).toEqual([0, 0, 1])
    }
  })

  test('can be a browser, an app of Google’s and one of Apple’s; tokens of Apple are the same in capitals', async () => {
    const user = newUser()
    await added(user)
    await added(user, { fcm: { token: box.google.register() } })
    const token = box.apple.install()
    const { id } = await added(user, { apns: { token, topic: box.apple.topic } })
    expect((await added(user, { apns: { token: token.toUpperCase(), topic: box.apple.topic } })).id).toBe(id)
    expect(await box.devices(user, user.userId)).toHaveLength(3)
  })

  test('is unregistered by its user alone; a second time nothing happens', async () => {
    const { user, id } = await added()
    await box.unregister(newUser(), id)
    expect(await box.devices(user, user.userId)).toEqual([id])
    for (let i = 0; i < 2; i++) expect((await box.unregister(user, id)).errors).toBeUndefined()
    expect(await box.devices(user, user.userId)).toEqual([])
  })

  test('needs a sign-in', async () => {
    for (const answer of [
      await box.register(ANONYMOUS, { web: box.web.subscribe() }),
      await box.unregister(ANONYMOUS, newUser().userId),
    ])
      expect(fault(answer).code).toBe('UNAUTHENTICATED')
  })

  test('of more than a user may have, the one that was registered longest ago goes, however many come at once', async () => {
    const user = newUser()
    const [oldest, second] = [await added(user), await added(user)]
    await added(user, oldest.input)
    await Promise.all(Array.from({ length: DEVICE_LIMITS.perUser + 4 }, () => added(user)))
    expect(await box.devices(user, user.userId)).toHaveLength(DEVICE_LIMITS.perUser)
    expect(await box.devices(user, user.userId)).not.toContain(second.id)
  })

  test('of an app that is not the platform’s is refused', async () => {
    const apns = { token: box.apple.install(), topic: 'org.somebody.else' }
    expect(fault(await box.register(newUser(), { apns }))).toEqual({ code: 'BAD_USER_INPUT', path: ['input', 'apns', 'topic'] })
  })

  test('of a kind that is not set up is refused', async () => {
    await using bare = await testBox(notifications)
    const answer = await bare.ask(newUser(), 'mutation ($input: RegisterDeviceInput!) { registerDevice(input: $input) { id } }', {
      input: { fcm: { token: box.google.register() } },
    })
    expect(fault(answer).code).toBe('CHANNEL_OFF')
  })
})

describe('a login that is ended', () => {
  const ended = (userId: string, loginId: string) =>
    box.hear('accounts.login.ended', loginId, { loginId, userId, reason: 'SIGNED_OUT' })
  const signedIn = (user = newUser(), loginId = newId()) => ({ ...user, loginId })

  test('takes its device with it, and no other: a phone that was signed out shows nobody’s bills', async () => {
    const phone = signedIn()
    const laptop = signedIn(phone)
    const [{ id }, kept] = [await added(phone), await added(laptop)]
    const other = await added(signedIn())
    for (let i = 0; i < 2; i++) await ended(phone.userId, phone.loginId)
    expect(await box.devices(laptop, phone.userId)).toEqual([kept.id])
    expect(id).not.toBe(kept.id)
    expect(await box.devices(other.user, other.user.userId)).toEqual([other.id])
  })

  test('registers no device any more, and its user does by another one', async () => {
    const user = signedIn()
    await ended(user.userId, user.loginId)
    expect(fault(await box.register(user, { web: box.web.subscribe() })).code).toBe('UNAUTHENTICATED')
    await added(signedIn(user))
  })

  test('leaves no device behind, however the two come at once', async () => {
    for (let i = 0; i < 12; i++) {
      const user = signedIn()
      await Promise.all([box.register(user, { web: box.web.subscribe() }), ended(user.userId, user.loginId)])
      expect(await box.devices(user, user.userId)).toEqual([])
    }
  })

  test('takes devices with it whose login is not known; who has signed in anew on a device keeps it', async () => {
    const { user, input } = await added()
    await ended(user.userId, newId())
    expect(await box.devices(user, user.userId)).toEqual([])
    const [before, now] = [signedIn(user), signedIn(user)]
    await added(before, input)
    const { id } = await added(now, input)
    await ended(user.userId, before.loginId)
    expect(await box.devices(now, user.userId)).toEqual([id])
  })
})

describe('a login that runs out', () => {
  const [day, { accessSeconds, loginSeconds, refreshSeconds }] = [86_400, LIMITS.token]
  const unusedFor = (id: string, seconds: number) =>
    sql`UPDATE device SET good_until = good_until - ${seconds} * interval '1 second' WHERE id = ${id}`.execute(box.db)
  const openFor = (seconds: number): UserCaller => ({
    ...newUser(),
    loginId: newId(),
    signedInAt: Math.floor(Date.now() / 1_000) - loginSeconds + seconds,
  })
  const pushed = async (userId: string) => (await devicesOf(box.db, userId)).length

  test('has no device from then on, though nobody says so: unused for 30 days, or 180 days old', async () => {
    const unused = await added(newUser())
    // Its access token may be so old as it is registered: the login has been open for so long already.
    await unusedFor(unused.id, refreshSeconds - accessSeconds - 60)
    expect(await pushed(unused.user.userId)).toBe(1)
    await unusedFor(unused.id, 60)
    expect([await pushed(unused.user.userId), await box.devices(unused.user, unused.user.userId)]).toEqual([0, []])
    const [over, soon] = [await added(openFor(-1)), await added(openFor(day))]
    expect([await pushed(over.user.userId), await pushed(soon.user.userId)]).toEqual([0, 1])
    await unusedFor(soon.id, day)
    expect(await pushed(soon.user.userId)).toBe(0)
  })

  test('has it again by the next sign-in there; else it is removed', async () => {
    const [back, gone] = [await added(newUser()), await added(newUser())]
    for (const { id } of [back, gone]) await unusedFor(id, refreshSeconds)
    expect((await added(back.user, back.input)).id).toBe(back.id)
    expect(await pushed(back.user.userId)).toBe(1)
    await prune(box.db, 'notifications', SPENT)
    const left = await box.db.selectFrom('device').select('id').where('id', 'in', [back.id, gone.id]).execute()
    expect(left).toEqual([{ id: back.id }])
  })
})

test('clients are told what browsers subscribe with', async () => {
  const { data } = await box.ask<{ vapidPublicKey: string }>(ANONYMOUS, '{ vapidPublicKey }')
  expect(Buffer.from(data?.vapidPublicKey ?? '', 'base64url')).toHaveLength(65)
})

describe('an endpoint', () => {
  const hosts = ['updates.push.services.mozilla.com', '*.notify.windows.com', 'http://127.0.0.1:4711']
  test.each([
    'https://updates.push.services.mozilla.com/wpush/v2/abc',
    'https://db5p.notify.windows.com/w/?token=abc',
    'https://UPDATES.push.services.mozilla.com:443/x',
    'http://127.0.0.1:4711/push/abc',
  ])('%s is at a push service', (endpoint) => {
    expect(isPushEndpoint(endpoint, hosts)).toBe(true)
  })
  test.each([
    'http://updates.push.services.mozilla.com/wpush/v2/abc',
    'https://updates.push.services.mozilla.com:8443/x',
    'https://updates.push.services.mozilla.com@10.0.0.1/x',
    'https://me:secret@updates.push.services.mozilla.com/x',
    'https://updates.push.services.mozilla.com.evil.example/x',
    'https://evilnotify.windows.com/x',
    'https://notify.windows.com.evil.example/x',
    'https://127.0.0.1/x',
    'https://[::1]/x',
    'https://2130706433/x',
    'https://169.254.169.254/latest/meta-data',
    'http://127.0.0.1:4712/x',
    'http://me:secret@127.0.0.1:4711/x',
    'file:///etc/passwd',
    'nonsense',
    '',
  ])('%s is not', (endpoint) => {
    expect(isPushEndpoint(endpoint, hosts)).toBe(false)
  })

  test('that is elsewhere is not registered', async () => {
    const web = { ...box.web.subscribe(), endpoint: 'https://169.254.169.254/latest/meta-data' }
    expect(fault(await box.register(newUser(), { web }))).toEqual({ code: 'BAD_USER_INPUT', path: ['input', 'web', 'endpoint'] })
  })
})
