import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ANONYMOUS, type Caller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { newUser, type User } from '../../test/caller.ts'
import { fault } from '../../test/subgraph.ts'
import { testFavourites, type TestFavourites } from './favourites.fixture.ts'
import { FAVOURITES_LIMITS } from './limits.ts'
import { past } from './past.ts'

let box: TestFavourites
beforeAll(async () => {
  box = await testFavourites()
})
afterAll(() => box[Symbol.asyncDispose]())

const LIST = `query ($of: [_Any!]!, $first: Int, $after: String) { _entities(representations: $of) { ... on User {
  favourites(first: $first, after: $after) { edges { cursor node { note station { id } } } } } } }`
interface Edge {
  cursor: string
  node: { note: string | null; station: { id: string } }
}
const list = async (caller: Caller, userId: string, page: { first?: number; after?: string } = {}) => {
  const of = [{ __typename: 'User', id: userId }]
  const { data } = await box.ask<{ _entities: [{ favourites: { edges: Edge[] } | null }] }>(caller, LIST, { of, ...page })
  return data?._entities[0].favourites?.edges
}
const stationsOf = (edges: Edge[] | undefined) => edges?.map(({ node }) => node.station.id)

describe('a favourite', () => {
  test('at a private station is its operator’s and its guests’ alone; of one that becomes private strangers are shown no more', async () => {
    const [guest, stranger, operator] = [newUser(), newUser(), newUser()]
    const station = await box.station()
    await station.connects(99)
    await station.says('CHARGING', 98)
    for (const user of [guest, stranger]) await box.save(user, station.id, { tellWhenFree: true })
    const hide = (guests: string[]) => box.saysStation(station.id, [1], { access: 'PRIVATE', guests, operatorId: operator.userId })
    await hide([guest.userId])
    expect(fault(await box.save(newUser(), station.id))).toEqual({ code: 'NOT_FOUND', path: ['input', 'stationId'] })
    expect((await box.save(operator, station.id)).errors).toBeUndefined()
    expect([await box.favouriteAt(stranger, station.id), await list(stranger, stranger.userId)]).toEqual([null, []])
    // What leads to a station leads to all that is said of it.
    for (const user of [stranger, newUser()])
      expect(fault(await box.remove(user, station.id))).toEqual({ code: 'NOT_FOUND', path: ['input', 'stationId'] })
    expect((await box.remove(operator, station.id)).data?.removeFavourite.station).toEqual({ id: station.id, favourite: null })
    expect(stationsOf(await list(guest, guest.userId))).toEqual([station.id])
    await station.says('AVAILABLE', 1)
    const told = async (user: User) => (await box.said('favourites.station.freed', user.userId)).length
    expect([await told(guest), await told(stranger)]).toEqual([1, 0])
    await hide([])
    expect(await list(guest, guest.userId)).toEqual([])
    await box.saysStation(station.id)
    expect(stationsOf(await list(stranger, stranger.userId))).toEqual([station.id])
  })

  test('is its owner’s alone', async () => {
    const [owner, other] = [newUser(), newUser()]
    const station = await box.station()
    const { data } = await box.save(owner, station.id, { note: ' Behind the barn ' })
    expect(data?.saveFavourite.station).toMatchObject({
      id: station.id,
      favourite: { note: 'Behind the barn', tellWhenFree: false },
    })
    expect(await box.favouriteAt(owner, station.id)).toMatchObject({ note: 'Behind the barn' })
    expect(await list(owner, owner.userId)).toMatchObject([{ node: { note: 'Behind the barn', station: { id: station.id } } }])
    for (const caller of [other, ANONYMOUS]) {
      expect(await box.favouriteAt(caller, station.id)).toBeNull()
      expect(await list(caller, owner.userId)).toBeUndefined()
    }
    await box.remove(other, station.id)
    expect(await box.favouriteAt(owner, station.id)).not.toBeNull()
  })

  test('keeps what a change leaves out; null and blanks remove the note', async () => {
    const owner = newUser()
    const { id } = await box.station()
    const saved = async (input: Parameters<TestFavourites['save']>[2]) =>
      (await box.save(owner, id, input)).data?.saveFavourite.station.favourite
    expect(await saved({ note: 'one', tellWhenFree: true })).toMatchObject({ note: 'one', tellWhenFree: true })
    expect(await saved({})).toMatchObject({ note: 'one', tellWhenFree: true })
    expect(await saved({ note: 'two', tellWhenFree: null })).toMatchObject({ note: 'two', tellWhenFree: true })
    expect(await saved({ note: null })).toMatchObject({ note: null, tellWhenFree: true })
    expect(await saved({ note: ' ', tellWhenFree: false })).toMatchObject({ note: null, tellWhenFree: false })
    expect(await list(owner, owner.userId)).toHaveLength(1)
  })

  test('is one for a user and station, also when ten requests add it at once; removing it twice does no harm', async () => {
    const owner = newUser()
    const { id } = await box.station()
    const answers = await Promise.all(Array.from({ length: 10 }, () => box.save(owner, id, { note: 'once' })))
    expect(answers.map(({ errors }) => errors)).toEqual(answers.map(() => undefined))
    expect(await list(owner, owner.userId)).toHaveLength(1)
    for (const { data } of [await box.remove(owner, id), await box.remove(owner, id)])
      expect(data?.removeFavourite.station).toEqual({ id, favourite: null })
    expect(await box.said('favourites.favourite.removed', owner.userId)).toEqual([{ userId: owner.userId, stationId: id }])
  })

  test('is of a station that there is, and of somebody who is signed in', async () => {
    const { id } = await box.station()
    expect(fault(await box.save(newUser(), newId()))).toEqual({ code: 'NOT_FOUND', path: ['input', 'stationId'] })
    for (const answer of [await box.save(ANONYMOUS, id), await box.remove(ANONYMOUS, id)])
      expect(fault(answer).code).toBe('UNAUTHENTICATED')
  })

  test('is listed by when it was added, the newest first, in pages', async () => {
    const owner = newUser()
    const ids: string[] = []
    for (let i = 0; i < 3; i++) {
      const { id } = await box.station()
      ids.unshift(id)
      await box.save(owner, id)
    }
    await box.save(owner, ids[2] ?? '', { note: 'A change does not move it.' })
    const page = await list(owner, owner.userId, { first: 2 })
    expect(stationsOf(page)).toEqual(ids.slice(0, 2))
    expect(stationsOf(await list(owner, owner.userId, { first: 2, after: page?.[1]?.cursor ?? '' }))).toEqual(ids.slice(2))
  })
})

test('what was said can be said again, to a box that comes late', async () => {
  const owner = newUser()
  for (const { id } of [await box.station(), await box.station()]) await box.save(owner, id)
  const { id: removed } = await box.station()
  await box.save(owner, removed)
  await box.remove(owner, removed)
  const telling = past['favourites.favourite.saved'] ?? expect.fail('nothing is told')
  const { facts } = await box.db.transaction().execute((trx) => telling.page(trx, null, 1_000))
  const told = facts.filter(({ aggregateId }) => aggregateId === owner.userId).map(({ data }) => data)
  const said = await box.said('favourites.favourite.saved', owner.userId)
  expect(told).toEqual(said.filter(({ stationId }) => stationId !== removed))
})

test('of somebody who has left nothing is kept: no part of an export, and nothing of a request that was on its way', async () => {
  const user = newUser()
  const station = await box.station()
  await box.save(user, station.id, { note: 'at Ada’s door' })
  await box.tell('accounts.export.wanted', newId(), { exportId: newId(), userId: user.userId })
  await box.allHeard()
  const leaves = () => box.tell('accounts.user.deleted', user.userId, { userId: user.userId, deletedAt: new Date().toISOString() })
  const kept = async () => {
    const { rows } = await sql<{ name: string }>`SELECT name FROM outbox WHERE data ->> 'userId' = ${user.userId}`.execute(box.db)
    return [...new Set(rows.map(({ name }) => name))]
  }
  await leaves()
  expect(await kept()).toEqual(['person.user.forgotten'])
  await box.save(user, station.id, { note: 'at Ada’s door' })
  await box.allHeard()
  await leaves()
  expect([await box.favouriteAt(user, station.id), await kept()]).toEqual([null, ['person.user.forgotten']])
})

test('a user has no more than the limit, however many requests come at once', async () => {
  const owner = newUser()
  const ids = Array.from({ length: FAVOURITES_LIMITS.perUser - 3 }, () => newId())
  await box.db
    .insertInto('station')
    .values(ids.map((id) => ({ id, evses: '[]', online: null, free_changed_at: null })))
    .execute()
  const rows = ids.map((id) => ({ id: newId(), user_id: owner.userId, station_id: id, note: null, tell_when_free: false }))
  await box.db.insertInto('favourite').values(rows).execute()
  const stations = await Promise.all(Array.from({ length: 8 }, () => box.station()))
  const answers = await Promise.all(stations.map(({ id }) => box.save(owner, id)))
  expect(answers.filter((answer) => fault(answer).code === 'LIMIT_REACHED')).toHaveLength(5)
  expect((await box.save(owner, ids[0] ?? '', { note: 'still to be changed' })).errors).toBeUndefined()
})
