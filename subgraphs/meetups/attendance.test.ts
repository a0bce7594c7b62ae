import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ANONYMOUS } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { admin, newUser, type User } from '../../test/caller.ts'
import { fault } from '../../test/subgraph.ts'
import { testMeetups, type TestMeetups } from './meetups.fixture.ts'
import { meetupsOf } from './meetups.fixture.ts'

let box: TestMeetups
let meetups: ReturnType<typeof meetupsOf>
beforeAll(async () => {
  box = await testMeetups()
  meetups = meetupsOf(box)
})
afterAll(() => box[Symbol.asyncDispose]())

describe('joining', () => {
  test('takes a seat, once', async () => {
    const user = newUser()
    const { id } = await meetups.given(newUser())
    const answers = await Promise.all(Array.from({ length: 5 }, () => meetups.join(user, { meetupId: id })))
    for (const { data } of answers) expect(data?.joinMeetup).toMatchObject({ seatsTaken: 1, myAttendance: { checkedInAt: null } })
    expect(await box.saidOf(id)).toEqual(['meetup.saved', 'meetup.joined'])
    expect(await meetups.read(id, newUser())).toMatchObject({ seatsTaken: 1, myAttendance: null })
  })

  test('of ten at once for the last seat, one has it', async () => {
    const { id } = await meetups.given(newUser(), { capacity: 3 })
    for (let index = 0; index < 2; index++) await meetups.join(newUser(), { meetupId: id })
    const answers = await Promise.all(Array.from({ length: 10 }, () => meetups.join(newUser(), { meetupId: id })))
    expect(answers.filter(({ data }) => data?.joinMeetup)).toHaveLength(1)
    const faults = answers.filter(({ errors }) => errors).map(fault)
    expect(faults).toEqual(Array.from({ length: 9 }, () => ({ code: 'MEETUP_FULL', path: ['input', 'meetupId'] })))
    expect(await meetups.read(id, admin)).toMatchObject({ capacity: 3, seatsTaken: 3 })
  })

  test('past the capacity is refused by the database itself', async () => {
    const { id } = await meetups.given(newUser(), { capacity: 1 })
    await meetups.join(newUser(), { meetupId: id })
    const squeeze = box.db
      .insertInto('attendance')
      .values({ id: newId(), meetup_id: id, user_id: newId(), checked_in_at: null, checked_in_by: null })
      .execute()
    await expect(squeeze).rejects.toThrow('meetup_seats')
  })

  test('is possible while the meetup is on, and no more when it is over', async () => {
    const { id } = await meetups.given(newUser())
    await meetups.move(id, -1, 60)
    expect((await meetups.join(newUser(), { meetupId: id })).data?.joinMeetup).toMatchObject({ seatsTaken: 1 })
    await meetups.move(id, -60, -1)
    expect(fault(await meetups.join(newUser(), { meetupId: id })).code).toBe('CONFLICT')
  })

  test('needs a sign-in and a meetup', async () => {
    const { id } = await meetups.given(newUser())
    expect(fault(await meetups.join(ANONYMOUS, { meetupId: id })).code).toBe('UNAUTHENTICATED')
    expect(fault(await meetups.join(newUser(), { meetupId: newId() }))).toEqual({ code: 'NOT_FOUND', path: ['input', 'meetupId'] })
  })
})

describe('leaving', () => {
  test('gives the seat back to the next, and says so once', async () => {
    const [user, next] = [newUser(), newUser()]
    const { id } = await meetups.given(newUser(), { capacity: 1 })
    await meetups.join(user, { meetupId: id })
    const answers = await Promise.all(Array.from({ length: 4 }, () => meetups.leave(user, { meetupId: id })))
    for (const { data } of answers) expect(data?.leaveMeetup).toMatchObject({ seatsTaken: 0, myAttendance: null })
    expect(await box.saidOf(id)).toEqual(['meetup.saved', 'meetup.joined', 'meetup.left'])
    expect((await meetups.join(next, { meetupId: id })).data?.joinMeetup).toMatchObject({ seatsTaken: 1 })
  })

  test('is not for who has checked in, nor after the end', async () => {
    const [here, late] = [newUser(), newUser()]
    const { id } = await meetups.given(newUser())
    for (const user of [here, late]) await meetups.join(user, { meetupId: id })
    await meetups.move(id, -1, 60)
    await meetups.checkIn(here, { meetupId: id, place: { latitude: 52.5219, longitude: 13.4132 } })
    expect(fault(await meetups.leave(here, { meetupId: id })).code).toBe('CONFLICT')
    await meetups.move(id, -60, -1)
    expect(fault(await meetups.leave(late, { meetupId: id })).code).toBe('CONFLICT')
    expect(await meetups.read(id, admin)).toMatchObject({ seatsTaken: 2 })
  })

  test('and joining, all at once, leaves as many seats taken as people sit', async () => {
    const users = Array.from({ length: 8 }, newUser)
    const { id } = await meetups.given(newUser(), { capacity: 4 })
    await Promise.all(users.flatMap((user) => [meetups.join(user, { meetupId: id }), meetups.leave(user, { meetupId: id })]))
    const rows = await box.db.selectFrom('attendance').select('id').where('meetup_id', '=', id).execute()
    expect((await meetups.read(id, admin)).seatsTaken).toBe(rows.length)
  })
})

describe('the list of those who come', () => {
  const ATTENDEES = `query ($id: UUID!, $first: Int, $after: String) { meetup(id: $id) {
    attendees(first: $first, after: $after) { edges { node { user { id } } } pageInfo { hasNextPage endCursor } } } }`
  interface Listed {
    meetup: {
      attendees: { edges: { node: { user: { id: string } } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } | null
    }
  }
  const list = async (caller: User, id: string, more: Record<string, unknown> = {}) =>
    (await box.ask<Listed>(caller, ATTENDEES, { id, ...more })).data?.meetup.attendees

  test('is for the host and admins, in pages', async () => {
    const host = newUser()
    const users = Array.from({ length: 3 }, newUser)
    const { id } = await meetups.given(host)
    for (const user of users) await meetups.join(user, { meetupId: id })
    const first = await list(host, id, { first: 2 })
    expect(first).toMatchObject({
      edges: users.slice(0, 2).map(({ userId }) => ({ node: { user: { id: userId } } })),
      pageInfo: { hasNextPage: true },
    })
    expect(await list(admin, id, { first: 2, after: first?.pageInfo.endCursor })).toMatchObject({
      edges: [{ node: { user: { id: users[2]?.userId } } }],
      pageInfo: { hasNextPage: false },
    })
    expect(await list(users[0] ?? host, id)).toBeNull()
  })
})
