import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ANONYMOUS } from '#lib/auth.ts'
import { newUser } from '../../../test/caller.ts'
import { fault } from '../../../test/subgraph.ts'
import { SMS_LIMITS } from '../sms/limits.ts'
import { PHONE_LIMITS } from './limits.ts'
import { readNumber } from './number.ts'
import { testPhones, type TestPhones } from './phone.fixture.ts'

let box: TestPhones
beforeAll(async () => void (box = await testPhones()))
beforeEach(() => box.twilio.mend())
afterAll(() => box[Symbol.asyncDispose]())

const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

describe('a number', () => {
  test('is its user’s once the code that was sent there comes back; it is shown to them alone, and only its end', async () => {
    const [user, number] = [newUser(), box.number()]
    await box.set(user, number)
    expect(await box.phone(user, user.userId)).toBeNull()
    const { data } = await box.verify(user, box.codeAt(number))
    expect(data?.verifyPhone).toEqual({ masked: `•••• ${number.slice(-2)}`, country: 'NL' })
    expect(await box.phone(user, user.userId)).toEqual(data?.verifyPhone)
    for (const stranger of [newUser(), ANONYMOUS]) expect(await box.phone(stranger, user.userId)).toBeNull()
  })

  test('lies nowhere in the clear', async () => {
    const number = box.number()
    await box.reached(number)
    for (const table of ['phone', 'phone_code', 'sms_count', 'outbox'] as const) {
      const { rows } = await sql`SELECT FROM ${sql.table(table)} t WHERE strpos(t::text, ${number.slice(3)}) > 0`.execute(box.db)
      expect(rows).toEqual([])
    }
  })

  test('stays the one before until the new one is proven', async () => {
    const [first, second] = [box.number(), box.number()]
    const user = await box.reached(first)
    await box.set(user, second)
    expect((await box.phone(user, user.userId))?.masked).toContain(first.slice(-2))
    await box.verify(user, box.codeAt(second))
    expect((await box.phone(user, user.userId))?.masked).toContain(second.slice(-2))
  })

  test('that somebody else proves is theirs, and no more of who had it before', async () => {
    const number = box.number()
    const first = await box.reached(number)
    const second = await box.reached(number)
    expect([await box.phone(first, first.userId), (await box.phone(second, second.userId))?.country]).toEqual([null, 'NL'])
  })

  test('is forgotten by its user; a second time nothing happens', async () => {
    const user = await box.reached(box.number())
    for (let i = 0; i < 2; i++) expect((await box.remove(user)).errors).toBeUndefined()
    expect(await box.phone(user, user.userId)).toBeNull()
  })

  test('that its user has forgotten comes back by no code that was sent before', async () => {
    const [user, number] = [newUser(), box.number()]
    await box.set(user, number)
    await box.remove(user)
    expect(fault(await box.verify(user, box.codeAt(number))).code).toBe('CODE_EXPIRED')
    expect(await box.phone(user, user.userId)).toBeNull()
  })

  test.each([{ guest: true }, { email_verified: false }])('of somebody with %j gets no code: nothing is sent', async (said) => {
    const [user, number] = [newUser(), box.number()]
    await box.reach(user.userId, said)
    expect(fault(await box.set(user, number)).code).toBe('CONFLICT')
    expect(box.twilio.sent.filter(({ to }) => to === number)).toEqual([])
  })

  test('of somebody of whom accounts has said nothing gets no code: nothing is sent', async () => {
    const before = box.twilio.sent.length
    const SET = 'mutation ($input: SetPhoneInput!) { setPhone(input: $input) { masked } }'
    expect(fault(await box.ask(newUser(), SET, { input: { number: box.number() } })).code).toBe('CONFLICT')
    expect(box.twilio.sent.length).toBe(before)
  })

  test('needs a sign-in', async () => {
    for (const answer of [
      await box.set(ANONYMOUS, box.number()),
      await box.verify(ANONYMOUS, '123456'),
      await box.remove(ANONYMOUS),
    ])
      expect(fault(answer).code).toBe('UNAUTHENTICATED')
  })

  test.each(['nonsense', '0612345678', '+31 20 123 4567', '+31 900 8844', '+1 900 555 0123', '+311', ''])(
    'is no %j: nothing is sent',
    (text) => expect(readNumber(text)).toBeNull(),
  )

  test('is the same, however it is written', () => {
    const read = { number: '+31612345678', country: 'NL', ending: '78' }
    for (const text of ['+31 6 12345678', '+31 (0)6 1234 5678', '  +31-6-12-34-56-78 ']) expect(readNumber(text)).toEqual(read)
  })

  test('of a country that is not served gets nothing', async () => {
    const calls = box.twilio.calls()
    expect(fault(await box.set(newUser(), '+33 6 12 34 56 78')).code).toBe('COUNTRY_NOT_SERVED')
    expect(box.twilio.calls()).toBe(calls)
  })
})

describe('a code', () => {
  test('cannot be guessed: of thirty tries at once five are looked at, and then the right one is no use either', async () => {
    const [user, number] = [newUser(), box.number()]
    await box.set(user, number)
    const code = box.codeAt(number)
    const answers = await Promise.all(Array.from({ length: 30 }, () => box.verify(user, wrong(code))))
    const codes = answers.map((answer) => fault(answer).code)
    expect(codes.filter((each) => each === 'CODE_WRONG')).toHaveLength(PHONE_LIMITS.tries)
    expect(codes.filter((each) => each === 'CODE_EXPIRED')).toHaveLength(30 - PHONE_LIMITS.tries)
    expect(fault(await box.verify(user, code)).code).toBe('CODE_EXPIRED')
    await box.set(user, number)
    expect((await box.verify(user, box.codeAt(number))).errors).toBeUndefined()
  })

  test('is good once, for one user, and for a while', async () => {
    const [user, number] = [newUser(), box.number()]
    await box.set(user, number)
    const code = box.codeAt(number)
    expect(fault(await box.verify(newUser(), code)).code).toBe('CODE_EXPIRED')
    await box.verify(user, code)
    expect(fault(await box.verify(user, code)).code).toBe('CODE_EXPIRED')
    await box.set(user, number)
    await sql`UPDATE phone_code SET expires_at = now() - interval '1 second' WHERE user_id = ${user.userId}`.execute(box.db)
    expect(fault(await box.verify(user, box.codeAt(number))).code).toBe('CODE_EXPIRED')
  })

  test('is sent five times in a day to a user, and to a number, however many ask at once', async () => {
    const user = newUser()
    const before = box.twilio.sent.length
    const answers = await Promise.all(Array.from({ length: 12 }, () => box.set(user, box.number())))
    expect(answers.filter((answer) => fault(answer).code === 'RATE_LIMITED')).toHaveLength(12 - SMS_LIMITS.codesPerUser)
    expect(box.twilio.sent.length - before).toBe(SMS_LIMITS.codesPerUser)
    const number = box.number()
    const others = await Promise.all(Array.from({ length: 12 }, () => box.set(newUser(), number)))
    expect(others.filter((answer) => fault(answer).code === 'RATE_LIMITED')).toHaveLength(12 - SMS_LIMITS.codesPerNumber)
    expect(box.twilio.sent.filter(({ to }) => to === number)).toHaveLength(SMS_LIMITS.codesPerNumber)
  })

  test('that could not be sent is said to be unsent', async () => {
    const [taken, refusing] = [box.number(), box.number()]
    box.twilio.next({ status: 503 })
    expect(fault(await box.set(newUser(), taken)).code).toBe('UNAVAILABLE')
    box.twilio.next({ drops: 'BEFORE' })
    expect(fault(await box.set(newUser(), taken)).code).toBe('UNAVAILABLE')
    box.twilio.refuses.set(refusing, 21_610)
    expect(fault(await box.set(newUser(), refusing))).toEqual({ code: 'BAD_USER_INPUT', path: ['input', 'number'] })
  })
})
