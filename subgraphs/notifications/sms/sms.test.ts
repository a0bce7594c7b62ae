import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { newUser } from '../../../test/caller.ts'
import { messageTo } from '../devices/device.fixture.ts'
import { testPhones, type TestPhones } from '../phone/phone.fixture.ts'
import type { Message } from '../sending/channel.ts'
import { countSms } from './count.queries.ts'
import { SMS_LIMITS } from './limits.ts'
import { createPhoneSecret } from './phone-secret.ts'
import { createTwilio } from './twilio.ts'

let box: TestPhones
beforeAll(async () => void (box = await testPhones()))
beforeEach(() => box.twilio.mend())
afterAll(() => box[Symbol.asyncDispose]())

const send = (message: Message) => box.channel.send(message, AbortSignal.timeout(60_000))
const sentTo = (number: string) => box.twilio.sent.filter(({ to, body }) => to === number && body.startsWith('A title'))

describe('an SMS', () => {
  test('goes to the number that its user has proven, and to no other', async () => {
    const number = box.number()
    const user = await box.reached(number)
    await box.set(user, box.number())
    expect(await send(messageTo(user.userId))).toEqual({ state: 'SENT', externalId: sentTo(number)[0]?.sid })
    expect(sentTo(number)).toMatchObject([{ body: 'A title. A body', from: box.twilio.from }])
    const nobody = newUser()
    await box.set(nobody, box.number())
    expect(await send(messageTo(nobody.userId))).toEqual({ state: 'SUPPRESSED', reason: 'NO_PHONE' })
  })

  test('is sent so often in a day to a user, however many are sent at once, and the rest is suppressed before it costs anything', async () => {
    const number = box.number()
    const user = await box.reached(number)
    const all = await Promise.all(Array.from({ length: SMS_LIMITS.perUser + 10 }, () => send(messageTo(user.userId))))
    expect(all.filter(({ state }) => state === 'SENT')).toHaveLength(SMS_LIMITS.perUser)
    expect(all.filter((sent) => sent.state === 'SUPPRESSED' && sent.reason === 'SMS_LIMIT_USER')).toHaveLength(10)
    expect(sentTo(number)).toHaveLength(SMS_LIMITS.perUser)
  })

  test('whose answer was lost is found, and not sent a second time', async () => {
    const number = box.number()
    const user = await box.reached(number)
    const message = messageTo(user.userId)
    box.twilio.next({ drops: 'AFTER' })
    await expect(send(message)).rejects.toMatchObject({ name: 'NoAnswer' })
    expect(await send({ ...message, tries: 1 })).toEqual({ state: 'SENT', externalId: sentTo(number)[0]?.sid })
    expect(sentTo(number)).toHaveLength(1)
  })

  test('in the same words as an earlier one is sent as well: the earlier one is not taken for it', async () => {
    const number = box.number()
    const user = await box.reached(number)
    const before = messageTo(user.userId)
    await send(before)
    const [item] = before.items
    const items = [{ ...item, createdAt: new Date(Date.now() + 60_000) }] as const
    expect(await send(messageTo(user.userId, { items, tries: 1 }))).toEqual({ state: 'SENT', externalId: sentTo(number)[1]?.sid })
    expect(sentTo(number)).toHaveLength(2)
  })

  test('that was not sent is sent when it is tried again', async () => {
    const number = box.number()
    const user = await box.reached(number)
    const message = messageTo(user.userId)
    box.twilio.next({ status: 429, headers: { 'retry-after': '30' } })
    expect(await send(message)).toEqual({ state: 'LATER', reason: 'TWILIO_429', afterMs: 30_000 })
    expect(await send({ ...message, tries: 1 })).toMatchObject({ state: 'SENT' })
    expect(sentTo(number)).toHaveLength(1)
  })

  test('to a number that takes nothing bounces, and says nothing of the number', async () => {
    const number = box.number()
    const user = await box.reached(number)
    box.twilio.refuses.set(number, 21_610)
    expect(await send(messageTo(user.userId))).toEqual({ state: 'BOUNCED', reason: 'TWILIO_21610' })
  })

  test('waits where our account is refused', async () => {
    const user = await box.reached(box.number())
    box.twilio.next({ status: 401, body: { code: 20_003 } })
    expect(await send(messageTo(user.userId))).toMatchObject({ state: 'LATER', reason: 'TWILIO_20003' })
  })

  test('to a country that is served no more is suppressed', async () => {
    const user = await box.reached(box.number())
    await box.db.updateTable('phone').set({ country: 'KP' }).where('user_id', '=', user.userId).execute()
    expect(await send(messageTo(user.userId))).toEqual({ state: 'SUPPRESSED', reason: 'COUNTRY_NOT_SERVED' })
  })
})

describe('SMS are counted', () => {
  const few = { ...SMS_LIMITS, perUser: 5, perNumber: 7, perCountry: 9, codesPerCountry: 3 }
  const sms = (more: object = {}) => ({
    id: newId(),
    purpose: 'TELL' as const,
    user: newId(),
    number: newId(),
    country: newId(),
    ...more,
  })

  test.each([
    ['USER', 'user', 5],
    ['NUMBER', 'number', 7],
    ['COUNTRY', 'country', 9],
  ] as const)('by %s, exactly, however many come at once', async (what, field, limit) => {
    const same = { [field]: newId() }
    const counted = await Promise.all(Array.from({ length: 30 }, () => countSms(box.db, sms(same), few)))
    expect(counted.filter((reached) => reached === null)).toHaveLength(limit)
    expect(new Set(counted)).toEqual(new Set([null, what]))
  })

  test('not where one of the limits is reached: what is not sent uses up nothing', async () => {
    const [country, user] = [newId(), newId()]
    for (let i = 0; i < few.perCountry; i++) await countSms(box.db, sms({ country }), few)
    for (let i = 0; i < 20; i++) expect(await countSms(box.db, sms({ country, user }), few)).toBe('COUNTRY')
    for (let i = 0; i < few.perUser; i++) expect(await countSms(box.db, sms({ user }), few)).toBeNull()
  })

  test('apart from codes: a country whose codes are used up still gets SMS', async () => {
    const country = newId()
    const codes = await Promise.all(Array.from({ length: 9 }, () => countSms(box.db, sms({ country, purpose: 'CODE' }), few)))
    expect(codes.filter((reached) => reached === null)).toHaveLength(few.codesPerCountry)
    for (let i = 0; i < few.perCountry; i++) expect(await countSms(box.db, sms({ country }), few)).toBeNull()
  })

  test('once, however often one is tried', async () => {
    const one = sms()
    for (let i = 0; i < 20; i++) expect(await countSms(box.db, one, few)).toBeNull()
    expect(await countSms(box.db, sms({ user: one.user }), few)).toBeNull()
  })
})

describe('what Twilio says of an SMS', () => {
  async function told() {
    const number = box.number()
    const user = await box.reached(number)
    const { id, state } = await box.delivery(user.userId)
    await send(messageTo(user.userId, { id }))
    return { state, sms: sentTo(number)[0] ?? expect.fail('nothing was sent') }
  }

  test('is its outcome: delivered, or failed; it goes only forward, also where it comes before our own note', async () => {
    const { sms, state } = await told()
    expect([await box.twilio.tell(sms, 'queued'), await state()]).toEqual([204, 'QUEUED'])
    expect([await box.twilio.tell(sms, 'delivered'), await state()]).toEqual([204, 'DELIVERED'])
    for (const late of ['failed', 'delivered', 'sent'])
      expect([await box.twilio.tell(sms, late), await state()]).toEqual([204, 'DELIVERED'])
    const other = await told()
    expect([await box.twilio.tell(other.sms, 'undelivered'), await other.state()]).toEqual([204, 'FAILED'])
  })

  test('is not taken from anybody else', async () => {
    const { sms, state } = await told()
    const { sms: another } = await told()
    expect(await box.twilio.tell(sms, 'delivered', { by: 'another token' })).toBe(403)
    // What is signed for another delivery.
    expect(await box.twilio.tell(another, 'delivered', { at: sms.callback ?? '' })).toBe(403)
    const bare = await fetch(sms.callback ?? '', { method: 'POST', body: new URLSearchParams({ MessageStatus: 'delivered' }) })
    expect(bare.status).toBe(403)
    expect(await state()).toBe('QUEUED')
  })

  test('of an SMS that nobody knows changes nothing, and what is no id is not there', async () => {
    const { sms, state } = await told()
    const at = (id: string) => new URL(`/sms/${id}`, sms.callback ?? '').href
    const unknown = newId()
    expect(await box.twilio.tell({ ...sms, callback: at(unknown) }, 'delivered')).toBe(204)
    expect(await box.twilio.tell({ ...sms, callback: at(unknown) }, 'delivered', { by: 'another token' })).toBe(403)
    for (const id of ['', 'nonsense', `${unknown}/more`, '..%2Fbounces'])
      expect(await box.twilio.tell({ ...sms, callback: at(id) }, 'delivered')).toBe(404)
    expect((await fetch(sms.callback ?? '')).status).toBe(405)
    expect(await state()).toBe('QUEUED')
  })

  test('is taken once, however often and at once it comes: what was delivered does not fail', async () => {
    const { sms, state } = await told()
    const answers = await Promise.all(Array.from({ length: 8 }, () => box.twilio.tell(sms, 'delivered')))
    expect(new Set(answers)).toEqual(new Set([204]))
    await Promise.all(Array.from({ length: 4 }, () => box.twilio.tell(sms, 'failed')))
    expect(await state()).toBe('DELIVERED')
  })

  test('is read no further than it may be long, also where it never ends', async () => {
    const { sms, state } = await told()
    const long = await fetch(sms.callback ?? '', { method: 'POST', body: 'x'.repeat(20_000) }).catch(() => null)
    expect(long?.status ?? 413).toBe(413)
    let sent = 0
    const endless = new ReadableStream<Uint8Array>({
      pull: (body) => {
        // Ends by itself at last, so that a port that reads on fails the test and does not hang it.
        if (++sent > 2_000) return body.close()
        body.enqueue(new Uint8Array(16 * 1024))
      },
    })
    const endlessly = await fetch(sms.callback ?? '', { method: 'POST', body: endless, duplex: 'half' } as RequestInit).catch(
      () => null,
    )
    expect(endlessly?.status ?? 413).toBe(413)
    expect(sent).toBeLessThan(2_000)
    expect(await state()).toBe('QUEUED')
  })

  test('is signed as in Twilio’s example', () => {
    const twilio = createTwilio({ url: 'http://127.0.0.1', account: 'AC', token: '12345', from: '+15005550006' })
    const form = new URLSearchParams({
      To: '+18005551212',
      From: '+14158675309',
      Digits: '1234',
      Caller: '+14158675309',
      CallSid: 'CA1234567890ABCDE',
    })
    expect(twilio.signed('https://mycompany.com/myapp.php?foo=1&bar=2', form, 'RSOYDt4T1cUTdK1PDd93/VVr8B8=')).toBe(true)
    expect(twilio.signed('https://mycompany.com/myapp.php?foo=1&bar=3', form, 'RSOYDt4T1cUTdK1PDd93/VVr8B8=')).toBe(false)
  })
})

test('a number is opened for its user alone, by its key alone', () => {
  const secret = createPhoneSecret('one key')
  const sealed = secret.seal('ada', '+31612345678')
  expect(secret.open('ada', sealed)).toBe('+31612345678')
  expect(() => secret.open('bob', sealed)).toThrow()
  expect(() => createPhoneSecret('another key').open('ada', sealed)).toThrow()
  expect(secret.seal('ada', '+31612345678')).not.toBe(sealed)
})
