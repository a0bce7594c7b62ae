import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EventEnvelope } from '#lib/events.ts'
import { createLocalBus } from '#lib/bus-local.ts'
import { ANONYMOUS } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { newUser, type User } from '../../test/caller.ts'
import { fault } from '../../test/subgraph.ts'
import { createTeller } from '../../test/teller.ts'
import { chargerOf, testFavourites, type Shown, type TestFavourites } from './favourites.fixture.ts'
import { FAVOURITES_LIMITS } from './limits.ts'

let box: TestFavourites
beforeAll(async () => {
  box = await testFavourites()
})
afterAll(() => box[Symbol.asyncDispose]())

/** A little longer than a station must have been taken, in minutes. */
const LONG = FAVOURITES_LIMITS.newsAfterMs / 60_000 + 1

/** A station that has been taken for long, and somebody who waits for it. */
async function awaited(evses = 1) {
  const station = await box.station(Array.from({ length: evses }, () => 1))
  const user = newUser()
  await box.save(user, station.id, { tellWhenFree: true })
  await station.connects(100)
  for (let evse = 1; evse <= evses; evse++) await station.says('CHARGING', 99, evse)
  return { ...station, user }
}
const freed = (user: User) => box.said('favourites.station.freed', user.userId)

describe('availability', () => {
  const user = newUser()
  const shown = async (id: string) => {
    const { availability, freeEvses } = (await box.favouriteAt(user, id)) ?? expect.fail('no favourite')
    return [availability, freeEvses]
  }

  test('is what the charger says: of a station that is online, each EVSE with a free connector and none in use', async () => {
    const station = await box.station([1, 1])
    await box.save(user, station.id)
    expect(await shown(station.id)).toEqual(['UNKNOWN', 0])
    await station.says('AVAILABLE', 30)
    expect(await shown(station.id)).toEqual(['UNKNOWN', 0])
    await station.connects(29)
    expect(await shown(station.id)).toEqual(['FREE', 1])
    await station.says('AVAILABLE', 28, 2)
    expect(await shown(station.id)).toEqual(['FREE', 2])
    await station.says('PREPARING', 27)
    expect(await shown(station.id)).toEqual(['FREE', 1])
    await station.says('FAULTED', 26, 0)
    expect(await shown(station.id)).toEqual(['TAKEN', 0])
    await station.says('AVAILABLE', 25, 0)
    await station.says('FINISHING', 24, 2)
    expect(await shown(station.id)).toEqual(['TAKEN', 0])
    await station.disconnects(23)
    expect(await shown(station.id)).toEqual(['UNKNOWN', 0])
  })

  test('is not that of a connector whose EVSE feeds another one', async () => {
    const station = await box.station([2])
    await box.save(user, station.id)
    await station.connects(9)
    await station.says('AVAILABLE', 8, 1, 1)
    await station.says('FAULTED', 8, 1, 2)
    expect(await shown(station.id)).toEqual(['FREE', 1])
    await station.says('CHARGING', 7, 1, 2)
    expect(await shown(station.id)).toEqual(['TAKEN', 0])
  })

  test('is not that of connectors which the station does not have', async () => {
    const station = await box.station()
    await box.save(user, station.id)
    await station.connects(9)
    await station.says('AVAILABLE', 8, 7)
    await station.says('AVAILABLE', 8, 1, 2)
    expect(await shown(station.id)).toEqual(['TAKEN', 0])
  })

  test('is told by so many connectors as a station can have, however many its charger speaks of', async () => {
    const station = await box.station()
    await box.save(user, station.id)
    await station.connects(9)
    await station.says('CHARGING', 8)
    const most = FAVOURITES_LIMITS.reportsPerStation
    const invented = { station_id: station.id, evse_number: 1, status: 'AVAILABLE', said: 1 } as const
    const rest = Array.from({ length: most - 1 }, (_, i) => ({ ...invented, connector_number: i + 2 }))
    await box.db.insertInto('connector_status').values(rest).execute()
    await station.says('AVAILABLE', 7, 9_999)
    await station.says('AVAILABLE', 6)
    expect(await shown(station.id)).toEqual(['FREE', 1])
    const kept = await box.db.selectFrom('connector_status').select('evse_number').where('station_id', '=', station.id).execute()
    expect(kept).toHaveLength(most)
    expect(kept).not.toContainEqual({ evse_number: 9_999 })
  })

  test('is known too where the charger speaks before its operator does', async () => {
    const early = newId()
    const charger = chargerOf(box.tell, early)
    await charger.says('AVAILABLE', 9)
    await charger.connects(8)
    expect(fault(await box.save(user, early)).code).toBe('NOT_FOUND')
    await box.saysStation(early)
    await box.save(user, early)
    expect(await shown(early)).toEqual(['FREE', 1])
  })

  test('is told of to those who watch, of stations that are somebody’s favourite alone', async () => {
    const [mine, nobodys] = [await box.station(), await box.station()]
    await box.save(user, mine.id)
    for (const { connects } of [mine, nobodys]) await connects(9)
    expect(await box.said('favourites.station.availability-changed', mine.id)).toEqual([{ stationId: mine.id }])
    expect(await box.said('favourites.station.availability-changed', nobodys.id)).toEqual([])
  })

  test('goes by the newest word, whichever comes last', async () => {
    const station = await box.station()
    await box.save(user, station.id)
    const say = async (event: EventEnvelope, position: number) => box.again({ ...event, id: newId(), position })
    const connected = await station.connects(9)
    const taken = await station.says('CHARGING', 9)
    const gone = await station.disconnects(9)
    const free = await station.says('AVAILABLE', 9)
    await say(taken, 10)
    await say(free, 20)
    await say(taken, 15)
    await say(connected, 30)
    await say(gone, 25)
    expect(await shown(station.id)).toEqual(['FREE', 1])
  })
})

describe('that a station became free', () => {
  test('is told once to each who asked for it, and to nobody else', async () => {
    const { id, user, says } = await awaited(2)
    const [second, silent] = [newUser(), newUser()]
    await box.save(second, id, { tellWhenFree: true })
    await box.save(silent, id)
    const free = await says('AVAILABLE', 50)
    const told = { stationId: id, freedAt: free.occurredAt }
    await box.again(free)
    await says('AVAILABLE', 49)
    await says('AVAILABLE', 48, 2)
    expect(await freed(user)).toEqual([{ userId: user.userId, ...told }])
    expect(await freed(second)).toEqual([{ userId: second.userId, ...told }])
    expect(await freed(silent)).toEqual([])
  })

  test('is told of a charger that comes back, too, and again after it was taken for long', async () => {
    const { user, says, disconnects, connects } = await awaited()
    await disconnects(50)
    await says('AVAILABLE', 49)
    expect(await freed(user)).toEqual([])
    await connects(48)
    expect(await freed(user)).toHaveLength(1)
    await says('CHARGING', 40)
    await says('AVAILABLE', 40 - LONG)
    expect(await freed(user)).toHaveLength(2)
  })

  test('is not told of a first word', async () => {
    const station = await box.station()
    const user = newUser()
    await box.save(user, station.id, { tellWhenFree: true })
    await station.connects(99)
    await station.says('AVAILABLE', 50)
    expect(await freed(user)).toEqual([])
  })

  test('is not told of one that was free a moment ago', async () => {
    const { user, says, disconnects, connects } = await awaited()
    await says('AVAILABLE', 50)
    await says('CHARGING', 49)
    await says('AVAILABLE', 48)
    await disconnects(47)
    await connects(46)
    expect(await freed(user)).toHaveLength(1)
  })

  test('is not told of the past', async () => {
    const { id, user, says } = await awaited()
    const taken = await says('CHARGING', 60)
    const free = { ...taken, id: newId(), page: newId(), data: { ...taken.data, status: 'AVAILABLE' as const } }
    await box.again({ ...free, occurredAt: new Date().toISOString() })
    expect(await box.favouriteAt(user, id)).toMatchObject({ availability: 'FREE' })
    expect(await freed(user)).toEqual([])
  })

  test('is told once, also when two processes hear of two connectors at once', async () => {
    const other = createLocalBus()
    await using _second = await box.open({ bus: other })
    const users: User[] = []
    for (let i = 0; i < 5; i++) {
      const { id, user, says } = await awaited(2)
      users.push(user)
      const elsewhere = chargerOf(createTeller(other).tell, id)
      await Promise.all([says('AVAILABLE', 50, 1), elsewhere.says('AVAILABLE', 50, 2)])
    }
    for (const user of users) expect(await freed(user)).toHaveLength(1)
  })
})

describe('favouritesUpdated', () => {
  const WATCH = 'subscription { favouritesUpdated { id favourite { note availability freeEvses freeSince } } }'
  interface Seen {
    favouritesUpdated: { id: string; favourite: Shown | null }
  }

  test('shows all favourites as they are, then each that changes, and nothing of others', async () => {
    const user = newUser()
    const [first, second, strange] = [await box.station(), await box.station(), await box.station()]
    for (const { id } of [first, second]) await box.save(user, id)
    await box.save(newUser(), strange.id)
    await box.reading<Seen>(user, WATCH, async (read) => {
      const next = async () => (await read()).data?.favouritesUpdated
      expect(await next()).toMatchObject({ id: second.id, favourite: { availability: 'UNKNOWN' } })
      expect(await next()).toMatchObject({ id: first.id, favourite: { availability: 'UNKNOWN' } })
      await strange.connects(9)
      for (const { id } of [strange, first]) await box.save(newUser(), id)
      await box.allHeard()
      await first.connects(9)
      expect(await next()).toMatchObject({ id: first.id, favourite: { availability: 'TAKEN' } })
      const free = await first.says('AVAILABLE', 8)
      const freeSince = free.occurredAt
      expect(await next()).toMatchObject({ id: first.id, favourite: { availability: 'FREE', freeEvses: 1, freeSince } })
      await box.save(user, second.id, { note: 'new' })
      expect(await next()).toMatchObject({ id: second.id, favourite: { note: 'new' } })
      await box.save(user, strange.id)
      expect(await next()).toMatchObject({ id: strange.id, favourite: { availability: 'TAKEN' } })
      await strange.disconnects(7)
      expect(await next()).toMatchObject({ id: strange.id, favourite: { availability: 'UNKNOWN' } })
      await box.remove(user, first.id)
      expect(await next()).toEqual({ id: first.id, favourite: null })
      await first.disconnects(6)
      await box.remove(user, second.id)
      expect(await next()).toEqual({ id: second.id, favourite: null })
    })
  })

  test('says no more of a station that has become private', async () => {
    const stranger = newUser()
    const [open, hidden] = [await box.station(), await box.station()]
    for (const { id } of [open, hidden]) await box.save(stranger, id)
    await box.reading<Seen>(stranger, WATCH, async (read) => {
      const next = async () => (await read()).data?.favouritesUpdated.id
      expect([await next(), await next()]).toEqual([hidden.id, open.id])
      await box.saysStation(hidden.id, [1], { access: 'PRIVATE', guests: [] })
      await hidden.connects(9)
      await box.allHeard()
      await open.connects(9)
      expect(await next()).toBe(open.id)
    })
  })

  test('needs a sign-in', async () => {
    expect(fault(await box.ask(ANONYMOUS, WATCH)).code).toBe('UNAUTHENTICATED')
    expect(box.listening()).toBe(0)
  })
})
