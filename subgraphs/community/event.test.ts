import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ANONYMOUS } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { until } from '../../test/until.ts'
import { admin, fault, HERE, minutesAgo, newUser, north, reviewer, testCommunity, type TestCommunity } from './community.fixture.ts'
import { eventInput, eventsOf } from './event.fixture.ts'

let community: TestCommunity
let events: ReturnType<typeof eventsOf>
beforeAll(async () => {
  community = await testCommunity()
  events = eventsOf(community)
})
afterAll(() => community[Symbol.asyncDispose]())

const auditOf = async (id: string) => {
  const rows = await community.db.selectFrom('audit').selectAll().where('subject_id', '=', id).orderBy('at').execute()
  return rows.map(({ actor_id, action }) => [actor_id, action])
}
const days = (count: number) => count * 24 * 60

describe('an event', () => {
  test('is announced by anybody who is signed in, told, and noted', async () => {
    const host = newUser()
    const event = await events.given(host, { imageUrl: 'https://pictures.example.org/park.jpg' })
    expect(event).toMatchObject({
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
    expect((await community.said('community.event.saved')).find(({ eventId }) => eventId === event.id)).toEqual({
      eventId: event.id,
      hostId: host.userId,
      title: event.title,
      status: 'UPCOMING',
      startsAt: event.startsAt,
      endsAt: event.endsAt,
    })
    expect(await auditOf(event.id)).toEqual([[host.userId, 'event.created']])
  })

  test('is announced once by one key, however often at once', async () => {
    const host = newUser()
    const input = { idempotencyKey: newId() }
    const made = await Promise.all(Array.from({ length: 6 }, () => events.given(host, input)))
    expect(new Set(made.map(({ id }) => id)).size).toBe(1)
    expect(await community.saidOf(made[0]?.id ?? '')).toEqual(['event.saved'])
  })

  test('needs a sign-in, and a host has at most twenty of them ahead, also at once', async () => {
    expect(fault(await events.create(ANONYMOUS)).code).toBe('UNAUTHENTICATED')
    const host = newUser()
    const answers = await Promise.all(Array.from({ length: 22 }, () => events.create(host)))
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
    const answer = fault(await events.create(newUser(), input))
    expect(answer.code).toBe('BAD_USER_INPUT')
    expect(answer.path?.slice(0, 2)).toEqual(['input', path])
  })
})

describe('changing an event', () => {
  test('is for its host and admins, and noted', async () => {
    const host = newUser()
    const { id } = await events.given(host)
    expect((await events.update(host, { eventId: id, title: 'Clean the river' })).data?.updateEvent.title).toBe('Clean the river')
    expect((await events.update(admin, { eventId: id, capacity: 20 })).data?.updateEvent).toMatchObject({ capacity: 20 })
    for (const stranger of [newUser(), reviewer])
      expect(fault(await events.update(stranger, { eventId: id, title: 'Mine' })).code).toBe('FORBIDDEN')
    expect(fault(await events.update(ANONYMOUS, { eventId: id, title: 'Mine' })).code).toBe('UNAUTHENTICATED')
    expect(fault(await events.update(host, { eventId: newId(), title: 'None' }))).toEqual({
      code: 'NOT_FOUND',
      path: ['input', 'eventId'],
    })
    expect(await auditOf(id)).toEqual([
      [host.userId, 'event.created'],
      [host.userId, 'event.updated'],
      [admin.userId, 'event.updated'],
    ])
    expect(await community.saidOf(id)).toEqual(['event.saved', 'event.saved', 'event.saved'])
  })

  test('leaves what is not given, and null takes picture and task away', async () => {
    const host = newUser()
    const before = await events.given(host, { imageUrl: 'https://pictures.example.org/a.jpg' })
    expect((await events.update(host, { eventId: before.id, capacity: 11 })).data?.updateEvent).toEqual({ ...before, capacity: 11 })
    const changed = (await events.update(host, { eventId: before.id, imageUrl: null, task: null })).data?.updateEvent
    expect(changed).toEqual({ ...before, capacity: 11, imageUrl: null, task: null })
  })

  test('never makes fewer seats than are taken', async () => {
    const host = newUser()
    const { id } = await events.given(host)
    await events.join(newUser(), { eventId: id })
    await events.join(newUser(), { eventId: id })
    expect(fault(await events.update(host, { eventId: id, capacity: 1 }))).toEqual({
      code: 'BAD_USER_INPUT',
      path: ['input', 'capacity'],
    })
    expect((await events.update(host, { eventId: id, capacity: 2 })).data?.updateEvent).toMatchObject({
      capacity: 2,
      seatsTaken: 2,
    })
  })

  test('moves no event that has begun, and may let it last longer', async () => {
    const host = newUser()
    const { id } = await events.given(host)
    await events.move(id, -10, 60)
    for (const [path, change] of [
      ['startsAt', { startsAt: minutesAgo(-5).toISOString() }],
      ['place', { place: north(500) }],
      ['address', { address: 'Elsewhere' }],
      ['timeZone', { timeZone: 'UTC' }],
      ['task', { task: null }],
      ['endsAt', { endsAt: minutesAgo(5).toISOString() }],
    ] as const)
      expect(fault(await events.update(host, { eventId: id, ...change }))).toEqual({
        code: 'BAD_USER_INPUT',
        path: ['input', path],
      })
    const endsAt = minutesAgo(-120).toISOString()
    expect((await events.update(host, { eventId: id, endsAt, place: HERE })).data?.updateEvent).toMatchObject({
      endsAt,
      status: 'LIVE',
    })
  })

  test('ends with the event', async () => {
    const host = newUser()
    const { id } = await events.given(host)
    await events.move(id, -120, -60)
    expect(fault(await events.update(host, { eventId: id, title: 'Too late' })).code).toBe('CONFLICT')
    expect(fault(await events.cancel(host, { eventId: id, reason: 'Too late' })).code).toBe('CONFLICT')
  })
})

describe('calling an event off', () => {
  test('says why, once, and nobody joins any more', async () => {
    const host = newUser()
    const { id } = await events.given(host)
    expect(fault(await events.cancel(newUser(), { eventId: id, reason: 'I say so' })).code).toBe('FORBIDDEN')
    expect((await events.cancel(host, { eventId: id, reason: 'Storm' })).data?.cancelEvent).toMatchObject({
      status: 'CANCELLED',
      cancelReason: 'Storm',
    })
    expect((await events.cancel(admin, { eventId: id, reason: 'Rain' })).data?.cancelEvent.cancelReason).toBe('Storm')
    expect(fault(await events.join(newUser(), { eventId: id })).code).toBe('CONFLICT')
    expect(fault(await events.update(host, { eventId: id, title: 'On again' })).code).toBe('CONFLICT')
    expect((await community.said('community.event.saved')).findLast(({ eventId }) => eventId === id)?.status).toBe('CANCELLED')
    await events.move(id, -60, 60)
    expect(await events.read(id, newUser())).toMatchObject({ status: 'CANCELLED' })
  })

  test('needs a reason', async () => {
    const host = newUser()
    const { id } = await events.given(host)
    expect(fault(await events.cancel(host, { eventId: id, reason: ' ' }))).toEqual({
      code: 'BAD_USER_INPUT',
      path: ['input', 'reason'],
    })
  })
})

describe('with time', () => {
  test('an event is on and then over, at once for who asks and soon for who listens', async () => {
    const { id } = await events.given(newUser())
    const told = async () =>
      (await community.said('community.event.saved')).filter(({ eventId }) => eventId === id).map(({ status }) => status)
    await events.move(id, -1, 60)
    expect(await events.read(id, newUser())).toMatchObject({ status: 'LIVE' })
    await until(async () => (await told()).length === 2)
    await events.move(id, -60, -1)
    expect(await events.read(id, newUser())).toMatchObject({ status: 'DONE' })
    await until(async () => (await told()).length === 3)
    expect(await told()).toEqual(['UPCOMING', 'LIVE', 'DONE'])
  })
})

describe('the list of events', () => {
  const LIST = `query ($filter: EventFilter, $first: Int, $after: String) { communityEvents(filter: $filter, first: $first, after: $after) {
    edges { cursor node { id } } pageInfo { hasNextPage endCursor } } }`
  interface Listed {
    communityEvents: { edges: { node: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } }
  }
  const list = async (filter: Record<string, unknown>, more: Record<string, unknown> = {}) => {
    const { data, errors } = await community.ask<Listed>(ANONYMOUS, LIST, { filter, ...more })
    if (!data) throw new Error(JSON.stringify(errors))
    const { edges, pageInfo } = data.communityEvents
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
      await events.given(host, at(3)),
      await events.given(host, at(1)),
      await events.given(host, at(2)),
    ]
    const page = await list(filter, { first: 2 })
    expect(page).toMatchObject({ ids: [first.id, second.id], hasNextPage: true })
    expect(await list(filter, { first: 2, after: page.endCursor })).toMatchObject({ ids: [third.id], hasNextPage: false })
  })

  test('can be narrowed by what an event is now, and by task', async () => {
    const host = newUser()
    const [ahead, on, over, off] = [
      await events.given(host, { task: 'CYCLING' }),
      await events.given(host),
      await events.given(host),
      await events.given(host, { task: null }),
    ]
    await events.move(on.id, -1, 60)
    await events.move(over.id, -60, -1)
    await events.cancel(host, { eventId: off.id, reason: 'Storm' })
    const of = async (filter: object) => (await list({ hostId: host.userId, ...filter })).ids
    expect(await of({ status: 'UPCOMING' })).toEqual([ahead.id])
    expect(await of({ status: 'LIVE' })).toEqual([on.id])
    expect(await of({ status: 'DONE' })).toEqual([over.id])
    expect(await of({ status: 'CANCELLED' })).toEqual([off.id])
    expect(await of({ task: 'CYCLING' })).toEqual([ahead.id])
    expect((await of({})).length).toBe(4)
  })

  test('refuses a cursor of another list', async () => {
    const after = Buffer.from(JSON.stringify(['x', newId()])).toString('base64url')
    expect(fault(await community.ask(ANONYMOUS, LIST, { after }))).toEqual({ code: 'BAD_USER_INPUT', path: ['after'] })
  })

  test('gives an event as an entity', async () => {
    const { id } = await events.given(newUser(), eventInput())
    const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on CommunityEvent { id } } }`
    const of = [
      { __typename: 'CommunityEvent', id },
      { __typename: 'CommunityEvent', id: newId() },
    ]
    expect((await community.ask(ANONYMOUS, query, { of })).data).toEqual({ _entities: [{ id }, null] })
  })
})
