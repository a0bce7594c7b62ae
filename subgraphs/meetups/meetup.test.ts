import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ANONYMOUS } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { until } from '../../test/until.ts'
import { admin, newUser, reviewer } from '../../test/caller.ts'
import { HERE, minutesAgo, north } from '../../test/here.ts'
import { fault } from '../../test/subgraph.ts'
import { testMeetups, type TestMeetups } from './meetups.fixture.ts'
import { meetupInput, meetupsOf } from './meetups.fixture.ts'
import { expectToldAgain } from '../../test/told-again.ts'
import { past } from './past.ts'

let box: TestMeetups
let meetups: ReturnType<typeof meetupsOf>
beforeAll(async () => {
  box = await testMeetups()
  meetups = meetupsOf(box)
})
afterAll(() => box[Symbol.asyncDispose]())

const auditOf = async (id: string) => {
  const rows = await box.db.selectFrom('audit').selectAll().where('subject_id', '=', id).orderBy('at').execute()
  return rows.map(({ actor_id, action }) => [actor_id, action])
}
const days = (count: number) => count * 24 * 60

describe('a meetup', () => {
  test('is announced by anybody who is signed in, told, and noted', async () => {
    const host = newUser()
    const meetup = await meetups.given(host, { imageUrl: 'https://pictures.example.org/park.jpg' })
    expect(meetup).toMatchObject({
      title: 'Clean the park',
      imageUrl: 'https://pictures.example.org/park.jpg',
      task: 'LITTER_CLEAN_UP',
      host: { id: host.userId },
      location: HERE,
      timeZone: 'Europe/Berlin',
      status: 'UPCOMING',
      cancelReason: null,
      capacity: 10,
      seatsTaken: 0,
      myAttendance: null,
    })
    expect((await box.said('meetups.meetup.saved')).find(({ meetupId }) => meetupId === meetup.id)).toEqual({
      meetupId: meetup.id,
      hostId: host.userId,
      title: meetup.title,
      status: 'UPCOMING',
      startsAt: meetup.startsAt,
      endsAt: meetup.endsAt,
    })
    expect(await auditOf(meetup.id)).toEqual([[host.userId, 'meetup.created']])
  })

  test('is announced once by one key, however often at once', async () => {
    const host = newUser()
    const input = { idempotencyKey: newId() }
    const made = await Promise.all(Array.from({ length: 6 }, () => meetups.given(host, input)))
    expect(new Set(made.map(({ id }) => id)).size).toBe(1)
    expect(await box.saidOf(made[0]?.id ?? '')).toEqual(['meetup.saved'])
  })

  test('needs a sign-in, and a host has at most twenty of them ahead, also at once', async () => {
    expect(fault(await meetups.create(ANONYMOUS)).code).toBe('UNAUTHENTICATED')
    const host = newUser()
    const answers = await Promise.all(Array.from({ length: 22 }, () => meetups.create(host)))
    expect(answers.filter(({ errors }) => errors).map((answer) => fault(answer).code)).toEqual(['RATE_LIMITED', 'RATE_LIMITED'])
  })

  test.each([
    [{ title: ' ' }, 'title'],
    [{ title: 'x'.repeat(121) }, 'title'],
    [{ description: 'x'.repeat(4_001) }, 'description'],
    [{ imageUrl: 'http://pictures.example.org/a.jpg' }, 'imageUrl'],
    [{ imageUrl: 'javascript:alert(1)' }, 'imageUrl'],
    [{ imageUrl: 'https://user:pass@pictures.example.org/a.jpg' }, 'imageUrl'],
    [{ imageUrl: 'https://127.0.0.1/a.jpg' }, 'imageUrl'],
    [{ imageUrl: 'https://localhost/a.jpg' }, 'imageUrl'],
    [{ imageUrl: 'https://[::1]/a.jpg' }, 'imageUrl'],
    [{ imageUrl: 'https://pictures.example.org:8443/a.jpg' }, 'imageUrl'],
    [{ imageUrl: `https://pictures.example.org/${'x'.repeat(2_000)}` }, 'imageUrl'],
    [{ title: 'a\0b' }, 'title'],
    [{ description: '\0' }, 'description'],
    [{ address: '' }, 'address'],
    [{ place: null }, 'place'],
    [{ place: { latitude: 0, longitude: 181 } }, 'place'],
    [{ startsAt: minutesAgo(1).toISOString() }, 'startsAt'],
    [{ startsAt: minutesAgo(-days(367)).toISOString(), endsAt: minutesAgo(-days(368)).toISOString() }, 'startsAt'],
    [{ endsAt: minutesAgo(-60).toISOString(), startsAt: minutesAgo(-61).toISOString(), timeZone: 'Berlin' }, 'timeZone'],
    [{ endsAt: minutesAgo(-30).toISOString() }, 'endsAt'],
    [{ endsAt: minutesAgo(-days(8)).toISOString() }, 'endsAt'],
    [{ capacity: 0 }, 'capacity'],
    [{ capacity: 10_001 }, 'capacity'],
    [{ task: 'SLEEPING' }, 'task'],
  ])('%j is refused by its path', async (input, path) => {
    const answer = fault(await meetups.create(newUser(), input))
    expect(answer.code).toBe('BAD_USER_INPUT')
    expect(answer.path?.slice(0, 2)).toEqual(['input', path])
  })
})

describe('changing a meetup', () => {
  test('is for its host and admins, and noted', async () => {
    const host = newUser()
    const { id } = await meetups.given(host)
    expect((await meetups.update(host, { meetupId: id, title: 'Clean the river' })).data?.updateMeetup.title).toBe(
      'Clean the river',
    )
    expect((await meetups.update(admin, { meetupId: id, capacity: 20 })).data?.updateMeetup).toMatchObject({ capacity: 20 })
    for (const stranger of [newUser(), reviewer])
      expect(fault(await meetups.update(stranger, { meetupId: id, title: 'Mine' })).code).toBe('FORBIDDEN')
    expect(fault(await meetups.update(ANONYMOUS, { meetupId: id, title: 'Mine' })).code).toBe('UNAUTHENTICATED')
    expect(fault(await meetups.update(host, { meetupId: newId(), title: 'None' }))).toEqual({
      code: 'NOT_FOUND',
      path: ['input', 'meetupId'],
    })
    expect(await auditOf(id)).toEqual([
      [host.userId, 'meetup.created'],
      [host.userId, 'meetup.updated'],
      [admin.userId, 'meetup.updated'],
    ])
    expect(await box.saidOf(id)).toEqual(['meetup.saved', 'meetup.saved', 'meetup.saved'])
  })

  test('leaves what is not given, and null takes picture and task away', async () => {
    const host = newUser()
    const before = await meetups.given(host, { imageUrl: 'https://pictures.example.org/a.jpg' })
    expect((await meetups.update(host, { meetupId: before.id, capacity: 11 })).data?.updateMeetup).toEqual({
      ...before,
      capacity: 11,
    })
    const changed = (await meetups.update(host, { meetupId: before.id, imageUrl: null, task: null })).data?.updateMeetup
    expect(changed).toEqual({ ...before, capacity: 11, imageUrl: null, task: null })
  })

  test('never makes fewer seats than are taken', async () => {
    const host = newUser()
    const { id } = await meetups.given(host)
    await meetups.join(newUser(), { meetupId: id })
    await meetups.join(newUser(), { meetupId: id })
    expect(fault(await meetups.update(host, { meetupId: id, capacity: 1 }))).toEqual({
      code: 'BAD_USER_INPUT',
      path: ['input', 'capacity'],
    })
    expect((await meetups.update(host, { meetupId: id, capacity: 2 })).data?.updateMeetup).toMatchObject({
      capacity: 2,
      seatsTaken: 2,
    })
  })

  test('moves no meetup that has begun, and may let it last longer', async () => {
    const host = newUser()
    const { id } = await meetups.given(host)
    await meetups.move(id, -10, 60)
    for (const [path, change] of [
      ['startsAt', { startsAt: minutesAgo(-5).toISOString() }],
      ['place', { place: north(500) }],
      ['address', { address: 'Elsewhere' }],
      ['timeZone', { timeZone: 'UTC' }],
      ['task', { task: null }],
      ['endsAt', { endsAt: minutesAgo(5).toISOString() }],
    ] as const)
      expect(fault(await meetups.update(host, { meetupId: id, ...change }))).toEqual({
        code: 'BAD_USER_INPUT',
        path: ['input', path],
      })
    const endsAt = minutesAgo(-120).toISOString()
    expect((await meetups.update(host, { meetupId: id, endsAt, place: HERE })).data?.updateMeetup).toMatchObject({
      endsAt,
      status: 'LIVE',
    })
  })

  test('ends with the meetup', async () => {
    const host = newUser()
    const { id } = await meetups.given(host)
    await meetups.move(id, -120, -60)
    expect(fault(await meetups.update(host, { meetupId: id, title: 'Too late' })).code).toBe('CONFLICT')
    expect(fault(await meetups.cancel(host, { meetupId: id, reason: 'Too late' })).code).toBe('CONFLICT')
  })
})

describe('calling a meetup off', () => {
  test('says why, once, and nobody joins any more', async () => {
    const host = newUser()
    const { id } = await meetups.given(host)
    expect(fault(await meetups.cancel(newUser(), { meetupId: id, reason: 'I say so' })).code).toBe('FORBIDDEN')
    expect((await meetups.cancel(host, { meetupId: id, reason: 'Storm' })).data?.cancelMeetup).toMatchObject({
      status: 'CANCELLED',
      cancelReason: 'Storm',
    })
    expect((await meetups.cancel(admin, { meetupId: id, reason: 'Rain' })).data?.cancelMeetup.cancelReason).toBe('Storm')
    expect(fault(await meetups.join(newUser(), { meetupId: id })).code).toBe('CONFLICT')
    expect(fault(await meetups.update(host, { meetupId: id, title: 'On again' })).code).toBe('CONFLICT')
    expect((await box.said('meetups.meetup.saved')).findLast(({ meetupId }) => meetupId === id)?.status).toBe('CANCELLED')
    await meetups.move(id, -60, 60)
    expect(await meetups.read(id, newUser())).toMatchObject({ status: 'CANCELLED' })
  })

  test('needs a reason', async () => {
    const host = newUser()
    const { id } = await meetups.given(host)
    expect(fault(await meetups.cancel(host, { meetupId: id, reason: ' ' }))).toEqual({
      code: 'BAD_USER_INPUT',
      path: ['input', 'reason'],
    })
  })
})

describe('with time', () => {
  test('a meetup is on and then over, at once for who asks and soon for who listens', async () => {
    const { id } = await meetups.given(newUser())
    const told = async () =>
      (await box.said('meetups.meetup.saved')).filter(({ meetupId }) => meetupId === id).map(({ status }) => status)
    await meetups.move(id, -1, 60)
    expect(await meetups.read(id, newUser())).toMatchObject({ status: 'LIVE' })
    await until(async () => (await told()).length === 2)
    await meetups.move(id, -60, -1)
    expect(await meetups.read(id, newUser())).toMatchObject({ status: 'DONE' })
    await until(async () => (await told()).length === 3)
    expect(await told()).toEqual(['UPCOMING', 'LIVE', 'DONE'])
  })
})

describe('the list of meetups', () => {
  const LIST = `query ($filter: MeetupFilter, $first: Int, $after: String) { meetups(filter: $filter, first: $first, after: $after) {
    edges { cursor node { id } } pageInfo { hasNextPage endCursor } } }`
  interface Listed {
    meetups: { edges: { node: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } }
  }
  const list = async (filter: Record<string, unknown>, more: Record<string, unknown> = {}) => {
    const { data, errors } = await box.ask<Listed>(ANONYMOUS, LIST, { filter, ...more })
    if (!data) throw new Error(JSON.stringify(errors))
    const { edges, pageInfo } = data.meetups
    return { ids: edges.map(({ node }) => node.id), ...pageInfo }
  }

  test('is for everybody, by beginning and in pages', async () => {
    const host = newUser()
    const filter = { hostId: host.userId }
    const at = (hours: number) => ({
      startsAt: minutesAgo(-60 * hours).toISOString(),
      endsAt: minutesAgo(-60 * (hours + 1)).toISOString(),
    })
    const [third, first, second] = [
      await meetups.given(host, at(3)),
      await meetups.given(host, at(1)),
      await meetups.given(host, at(2)),
    ]
    const page = await list(filter, { first: 2 })
    expect(page).toMatchObject({ ids: [first.id, second.id], hasNextPage: true })
    expect(await list(filter, { first: 2, after: page.endCursor })).toMatchObject({ ids: [third.id], hasNextPage: false })
  })

  test('can be narrowed by what a meetup is now, and by task', async () => {
    const host = newUser()
    const [ahead, on, over, off] = [
      await meetups.given(host, { task: 'CYCLING' }),
      await meetups.given(host),
      await meetups.given(host),
      await meetups.given(host, { task: null }),
    ]
    await meetups.move(on.id, -1, 60)
    await meetups.move(over.id, -60, -1)
    await meetups.cancel(host, { meetupId: off.id, reason: 'Storm' })
    const of = async (filter: object) => (await list({ hostId: host.userId, ...filter })).ids
    expect(await of({ status: 'UPCOMING' })).toEqual([ahead.id])
    expect(await of({ status: 'LIVE' })).toEqual([on.id])
    expect(await of({ status: 'DONE' })).toEqual([over.id])
    expect(await of({ status: 'CANCELLED' })).toEqual([off.id])
    expect(await of({ task: 'CYCLING' })).toEqual([ahead.id])
    expect((await of({})).length).toBe(4)
  })

  test('can be narrowed to those that one has joined, for whoever is signed in', async () => {
    const [host, guest] = [newUser(), newUser()]
    const [joined] = [await meetups.given(host), await meetups.given(host)]
    await meetups.join(guest, { meetupId: joined.id })
    const { data } = await box.ask<Listed>(guest, LIST, { filter: { joined: true } })
    expect(data?.meetups.edges.map(({ node }) => node.id)).toEqual([joined.id])
    expect(fault(await box.ask(ANONYMOUS, LIST, { filter: { joined: true } })).code).toBe('UNAUTHENTICATED')
  })

  test('refuses a cursor of another list', async () => {
    const after = Buffer.from(JSON.stringify(['x', newId()])).toString('base64url')
    expect(fault(await box.ask(ANONYMOUS, LIST, { after }))).toEqual({ code: 'BAD_USER_INPUT', path: ['after'] })
  })

  test('gives a meetup as an entity', async () => {
    const { id } = await meetups.given(newUser(), meetupInput())
    const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Meetup { id } } }`
    const of = [
      { __typename: 'Meetup', id },
      { __typename: 'Meetup', id: newId() },
    ]
    expect((await box.ask(ANONYMOUS, query, { of })).data).toEqual({ _entities: [{ id }, null] })
  })
})

test('what was said can be said again, to a box that comes late', async () => {
  // Others here have had their times moved by hand.
  await using fresh = await testMeetups()
  await meetupsOf(fresh).given(newUser())
  await expectToldAgain(fresh.db, past, 'meetups.meetup.saved')
})
