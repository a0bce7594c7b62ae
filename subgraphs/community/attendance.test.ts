import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ANONYMOUS } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { admin, fault, newUser, testCommunity, type TestCommunity, type User } from './community.fixture.ts'
import { eventsOf } from './event.fixture.ts'

let community: TestCommunity
let events: ReturnType<typeof eventsOf>
beforeAll(async () => {
  community = await testCommunity()
  events = eventsOf(community)
})
afterAll(() => community[Symbol.asyncDispose]())

describe('joining', () => {
  test('takes a seat, once', async () => {
    const user = newUser()
    const { id } = await events.given(newUser())
    const answers = await Promise.all(Array.from({ length: 5 }, () => events.join(user, { eventId: id })))
    for (const { data } of answers) expect(data?.joinEvent).toMatchObject({ seatsTaken: 1, myAttendance: { checkedInAt: null } })
    expect(await community.saidOf(id)).toEqual(['event.saved', 'event.joined'])
    expect(await events.read(id, newUser())).toMatchObject({ seatsTaken: 1, myAttendance: null })
  })

  test('of ten at once for the last seat, one has it', async () => {
    const { id } = await events.given(newUser(), { capacity: 3 })
    for (let index = 0; index < 2; index++) await events.join(newUser(), { eventId: id })
    const answers = await Promise.all(Array.from({ length: 10 }, () => events.join(newUser(), { eventId: id })))
    expect(answers.filter(({ data }) => data?.joinEvent)).toHaveLength(1)
    const faults = answers.filter(({ errors }) => errors).map(fault)
    expect(faults).toEqual(Array.from({ length: 9 }, () => ({ code: 'EVENT_FULL', path: ['input', 'eventId'] })))
    expect(await events.read(id, admin)).toMatchObject({ capacity: 3, seatsTaken: 3 })
  })

  test('past the capacity is refused by the database itself', async () => {
    const { id } = await events.given(newUser(), { capacity: 1 })
    await events.join(newUser(), { eventId: id })
    const squeeze = community.db
      .insertInto('attendance')
      .values({ id: newId(), event_id: id, user_id: newId(), checked_in_at: null, checked_in_by: null })
      .execute()
    await expect(squeeze).rejects.toThrow('community_event_seats')
  })

  test('is possible while the event is on, and no more when it is over', async () => {
    const { id } = await events.given(newUser())
    await events.move(id, -1, 60)
    expect((await events.join(newUser(), { eventId: id })).data?.joinEvent).toMatchObject({ seatsTaken: 1 })
    await events.move(id, -60, -1)
    expect(fault(await events.join(newUser(), { eventId: id })).code).toBe('CONFLICT')
  })

  test('needs a sign-in and an event', async () => {
    const { id } = await events.given(newUser())
    expect(fault(await events.join(ANONYMOUS, { eventId: id })).code).toBe('UNAUTHENTICATED')
    expect(fault(await events.join(newUser(), { eventId: newId() }))).toEqual({ code: 'NOT_FOUND', path: ['input', 'eventId'] })
  })
})

describe('leaving', () => {
  test('gives the seat back to the next, and says so once', async () => {
    const [user, next] = [newUser(), newUser()]
    const { id } = await events.given(newUser(), { capacity: 1 })
    await events.join(user, { eventId: id })
    const answers = await Promise.all(Array.from({ length: 4 }, () => events.leave(user, { eventId: id })))
    for (const { data } of answers) expect(data?.leaveEvent).toMatchObject({ seatsTaken: 0, myAttendance: null })
    expect(await community.saidOf(id)).toEqual(['event.saved', 'event.joined', 'event.left'])
    expect((await events.join(next, { eventId: id })).data?.joinEvent).toMatchObject({ seatsTaken: 1 })
  })

  test('is not for who has checked in, nor after the end', async () => {
    const [here, late] = [newUser(), newUser()]
    const { id } = await events.given(newUser())
    for (const user of [here, late]) await events.join(user, { eventId: id })
    await events.move(id, -1, 60)
    await events.checkIn(here, { eventId: id, place: { latitude: 52.5219, longitude: 13.4132 } })
    expect(fault(await events.leave(here, { eventId: id })).code).toBe('CONFLICT')
    await events.move(id, -60, -1)
    expect(fault(await events.leave(late, { eventId: id })).code).toBe('CONFLICT')
    expect(await events.read(id, admin)).toMatchObject({ seatsTaken: 2 })
  })

  test('and joining, all at once, leaves as many seats taken as people sit', async () => {
    const users = Array.from({ length: 8 }, newUser)
    const { id } = await events.given(newUser(), { capacity: 4 })
    await Promise.all(users.flatMap((user) => [events.join(user, { eventId: id }), events.leave(user, { eventId: id })]))
    const rows = await community.db.selectFrom('attendance').select('id').where('event_id', '=', id).execute()
    expect((await events.read(id, admin)).seatsTaken).toBe(rows.length)
  })
})

describe('the list of those who come', () => {
  const ATTENDEES = `query ($id: UUID!, $first: Int, $after: String) { communityEvent(id: $id) {
    attendees(first: $first, after: $after) { edges { node { user { id } } } pageInfo { hasNextPage endCursor } } } }`
  interface Listed {
    communityEvent: {
      attendees: { edges: { node: { user: { id: string } } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } | null
    }
  }
  const list = async (caller: User, id: string, more: Record<string, unknown> = {}) =>
    (await community.ask<Listed>(caller, ATTENDEES, { id, ...more })).data?.communityEvent.attendees

  test('is for the host and admins, in pages', async () => {
    const host = newUser()
    const users = Array.from({ length: 3 }, newUser)
    const { id } = await events.given(host)
    for (const user of users) await events.join(user, { eventId: id })
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
