import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ANONYMOUS } from '#lib/auth.ts'
import { admin, newUser, type User } from '../../test/caller.ts'
import { HERE, north } from '../../test/here.ts'
import { fault } from '../../test/subgraph.ts'
import { testMeetups, type TestMeetups } from './meetups.fixture.ts'
import { meetupsOf } from './meetups.fixture.ts'
import { expectToldAgain } from '../../test/told-again.ts'
import { past } from './past.ts'

let box: TestMeetups
let meetups: ReturnType<typeof meetupsOf>
beforeAll(async () => {
  box = await testMeetups()
  meetups = meetupsOf(box)
})
afterAll(() => box[Symbol.asyncDispose]())

/** A meetup that is on, with those who have joined it. */
async function live(...users: User[]) {
  const host = newUser()
  const { id } = await meetups.given(host)
  for (const user of users) await meetups.join(user, { meetupId: id })
  await meetups.move(id, -1, 60)
  return { host, id }
}
const newCode = async (host: User, meetupId: string) =>
  (await meetups.renewCode(host, { meetupId })).data?.renewMeetupCode.code ?? ''

describe('by the code', () => {
  test('one checks in once, however it is typed, and it is told once', async () => {
    const user = newUser()
    const { host, id } = await live(user)
    const code = await newCode(host, id)
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
    const typed = code.toLowerCase().replace('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')
    const answers = await Promise.all(Array.from({ length: 4 }, () => meetups.checkIn(user, { meetupId: id, code: typed })))
    for (const { data } of answers) expect(data?.checkInToMeetup).toMatchObject({ checkedInBy: 'CODE', user: { id: user.userId } })
    expect(new Set(answers.map(({ data }) => data?.checkInToMeetup.checkedInAt)).size).toBe(1)
    expect((await box.saidOf(id)).filter((name) => name === 'meetup.checked-in')).toHaveLength(1)
    expect(await meetups.read(id, user)).toMatchObject({ myAttendance: { checkedInBy: 'CODE' } })
  })

  test('a wrong one is refused, and after five nobody goes on guessing, also at once', async () => {
    const user = newUser()
    const { host, id } = await live(user)
    const code = await newCode(host, id)
    const answers = await Promise.all(Array.from({ length: 8 }, () => meetups.checkIn(user, { meetupId: id, code: '0000-0000' })))
    const codes = answers.map((answer) => fault(answer).code)
    expect(codes.filter((given) => given === 'BAD_USER_INPUT')).toHaveLength(5)
    expect(codes.filter((given) => given === 'RATE_LIMITED')).toHaveLength(3)
    expect(fault(await meetups.checkIn(user, { meetupId: id, code })).code).toBe('RATE_LIMITED')
    const renewed = await newCode(host, id)
    expect((await meetups.checkIn(user, { meetupId: id, code: renewed })).data?.checkInToMeetup).toMatchObject({
      checkedInBy: 'CODE',
    })
  })

  test('an older one ends with the new one', async () => {
    const user = newUser()
    const { host, id } = await live(user)
    const old = await newCode(host, id)
    await newCode(host, id)
    expect(fault(await meetups.checkIn(user, { meetupId: id, code: old }))).toEqual({
      code: 'BAD_USER_INPUT',
      path: ['input', 'code'],
    })
  })

  test('before there is one, the place is the way', async () => {
    const user = newUser()
    const { id } = await live(user)
    expect(fault(await meetups.checkIn(user, { meetupId: id, code: '0000-0000' })).code).toBe('CONFLICT')
  })

  test('which its host and admins make, and the database never sees', async () => {
    const { host, id } = await live()
    expect(fault(await meetups.renewCode(newUser(), { meetupId: id })).code).toBe('FORBIDDEN')
    expect(fault(await meetups.renewCode(ANONYMOUS, { meetupId: id })).code).toBe('UNAUTHENTICATED')
    await newCode(admin, id)
    const code = await newCode(host, id)
    const row = await box.db.selectFrom('meetup').select('code_hash').where('id', '=', id).executeTakeFirstOrThrow()
    expect(row.code_hash).toMatch(/^\$argon2id\$/)
    const audit = await box.db.selectFrom('audit').selectAll().where('subject_id', '=', id).execute()
    expect(audit.filter(({ action }) => action === 'meetup.code-renewed').map(({ actor_id }) => actor_id)).toEqual([
      admin.userId,
      host.userId,
    ])
    expect(JSON.stringify(audit)).not.toContain(code)
  })
})

describe('by the place', () => {
  test.each([199, 0])('one checks in %d metres away', async (metres) => {
    const user = newUser()
    const { id } = await live(user)
    const answer = await meetups.checkIn(user, { meetupId: id, place: north(metres) })
    expect(answer.data?.checkInToMeetup).toMatchObject({ checkedInBy: 'PLACE' })
  })

  test('one does not check in further away', async () => {
    const user = newUser()
    const { id } = await live(user)
    expect(fault(await meetups.checkIn(user, { meetupId: id, place: north(201) }))).toEqual({
      code: 'BAD_USER_INPUT',
      path: ['input', 'place'],
    })
  })
})

describe('checking in', () => {
  test.each([
    ['before it begins', 10, 60],
    ['after it has ended', -60, -10],
  ])('is refused %s', async (_when, startsIn, endsIn) => {
    const user = newUser()
    const { id } = await live(user)
    await meetups.move(id, startsIn, endsIn)
    expect(fault(await meetups.checkIn(user, { meetupId: id, place: HERE })).code).toBe('CONFLICT')
  })

  test('is refused when the meetup was called off', async () => {
    const user = newUser()
    const { host, id } = await live(user)
    await meetups.cancel(host, { meetupId: id, reason: 'Storm' })
    expect(fault(await meetups.checkIn(user, { meetupId: id, place: HERE })).code).toBe('CONFLICT')
  })

  test('needs a seat and a sign-in', async () => {
    const { id } = await live()
    expect(fault(await meetups.checkIn(newUser(), { meetupId: id, place: HERE }))).toEqual({
      code: 'CONFLICT',
      path: ['input', 'meetupId'],
    })
    expect(fault(await meetups.checkIn(ANONYMOUS, { meetupId: id, place: HERE })).code).toBe('UNAUTHENTICATED')
  })

  test.each([{}, { code: '0000-0000', place: HERE }])('takes the code or the place, not %j', async (how) => {
    const user = newUser()
    const { id } = await live(user)
    expect(fault(await meetups.checkIn(user, { meetupId: id, ...how }))).toEqual({ code: 'BAD_USER_INPUT', path: ['input'] })
  })

  test('takes no code longer than any', async () => {
    const user = newUser()
    const { id } = await live(user)
    expect(fault(await meetups.checkIn(user, { meetupId: id, code: 'x'.repeat(21) }))).toEqual({
      code: 'BAD_USER_INPUT',
      path: ['input', 'code'],
    })
  })
})

test('what was said can be said again, to a box that comes late', async () => {
  await expectToldAgain(box.db, past, 'meetups.meetup.joined', 'meetups.meetup.checked-in')
})
