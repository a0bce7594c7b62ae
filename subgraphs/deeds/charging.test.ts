import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { until } from '../../test/until.ts'
import { newUser } from '../../test/caller.ts'
import { HERE, minutesAgo, north } from '../../test/here.ts'
import { testDeeds, type TestDeeds } from './deeds.fixture.ts'

let box: TestDeeds
let stationId: string
beforeAll(async () => {
  box = await testDeeds()
  stationId = await box.station()
})
afterAll(() => box[Symbol.asyncDispose]())

const photo = (over: Record<string, unknown> = {}) => ({ task: 'EV_CHARGING', takenAt: minutesAgo(30).toISOString(), ...over })
const yesterday = { takenAt: minutesAgo(25 * 60).toISOString() }

describe('a photo of charging', () => {
  test('is proved by the session of its user at that place and time', async () => {
    const user = newUser()
    const sessionId = await box.charge(user, { stationId })
    expect(await box.done(user, photo({ place: north(250) }))).toMatchObject({
      state: 'APPROVED',
      session: { id: sessionId },
    })
  })

  test('waits while the session runs, and is approved when it has ended', async () => {
    const user = newUser()
    const deed = await box.done(user, photo())
    expect(deed).toMatchObject({ state: 'PENDING', session: null })
    expect(Date.parse(deed.awaitsSessionUntil ?? '')).toBe(Date.parse(deed.takenAt) + 24 * 3_600_000)
    const sessionId = await box.charge(user, { stationId, from: minutesAgo(40), to: minutesAgo(1) })
    expect(await box.deed(deed.id)).toMatchObject({ state: 'APPROVED', awaitsSessionUntil: null, session: { id: sessionId } })
    expect(await box.saidOf(deed.id)).toEqual(['deed.submitted', 'deed.updated', 'deed.approved', 'deed.updated'])
  })

  test('is not judged anew while it waits', async () => {
    const user = newUser()
    const deed = await box.done(user, photo())
    await box.judge(deed, { verdict: 'REJECTED' })
    expect(await box.deed(deed.id)).toMatchObject({ state: 'PENDING' })
  })

  test.each([
    ['of somebody else', { userId: newUser().userId }],
    ['of nobody', { userId: null }],
    ['that is held', { held: true }],
    ['at another time', { from: minutesAgo(30 * 60), to: minutesAgo(26 * 60) }],
  ])('is not proved by a session %s', async (_what, over) => {
    const user = newUser()
    await box.charge(user, { stationId, from: minutesAgo(26 * 60), to: minutesAgo(24 * 60), ...over })
    const deed = await box.done(user, photo(yesterday))
    expect(deed).toMatchObject({ state: 'REJECTED', reasons: [{ code: 'NO_CHARGING_SESSION' }] })
  })

  test('is not proved by a session at another place', async () => {
    const user = newUser()
    await box.charge(user, { stationId, from: minutesAgo(26 * 60), to: minutesAgo(24 * 60) })
    expect(await box.done(user, photo({ ...yesterday, place: north(400) }))).toMatchObject({ state: 'REJECTED' })
  })

  test('is proved when the session is held no longer', async () => {
    const user = newUser()
    const sessionId = await box.charge(user, { stationId, held: true })
    const deed = await box.done(user, photo())
    expect(deed).toMatchObject({ state: 'PENDING' })
    await box.charge(user, { stationId, sessionId })
    expect(await box.deed(deed.id)).toMatchObject({ state: 'APPROVED' })
  })

  test('is not proved by a session that a correction left next to nothing of', async () => {
    const user = newUser()
    const sessionId = await box.charge(user, { stationId })
    await box.charge(user, { stationId, sessionId, energyWh: 1 })
    expect(await box.done(user, photo())).toMatchObject({ state: 'PENDING', session: null })
  })

  test('is rejected when no session has come within a day', async () => {
    const deed = await box.done(newUser(), photo())
    await box.db
      .updateTable('deed')
      .set({ taken_at: minutesAgo(24 * 60 + 1), awaits_session_until: minutesAgo(1) })
      .where('id', '=', deed.id)
      .execute()
    const decided = await until(async () => {
      const now = await box.deed(deed.id)
      return now.state === 'REJECTED' && now
    })
    expect(decided).toMatchObject({ reasons: [{ code: 'NO_CHARGING_SESSION' }], awaitsSessionUntil: null })
  })

  test('is proved once the place of the station is known', async () => {
    const user = newUser()
    const silent = await box.station(null)
    await box.charge(user, { stationId: silent })
    const deed = await box.done(user, photo())
    expect(deed).toMatchObject({ state: 'PENDING' })
    await box.station(HERE, silent)
    await until(async () => (await box.deed(deed.id)).state === 'APPROVED')
    // A word from before stations told their places takes none away.
    await box.station(null, silent)
    expect(await box.db.selectFrom('station').select('latitude').where('id', '=', silent).executeTakeFirst()).toEqual({
      latitude: HERE.latitude,
    })
  })

  test('goes to a person where the place of the station stays unknown, and their word is enough then', async () => {
    const user = newUser()
    const sessionId = await box.charge(user, {
      stationId: await box.station(null),
      from: minutesAgo(26 * 60),
      to: minutesAgo(24 * 60),
    })
    const deed = await box.done(user, photo(yesterday))
    expect(deed).toMatchObject({ state: 'MANUAL_REVIEW', reasons: [{ code: 'STATION_PLACE_UNKNOWN' }] })
    await box.review(deed, 'APPROVED')
    expect(await box.deed(deed.id)).toMatchObject({ state: 'APPROVED', session: { id: sessionId } })
  })

  test('is not approved without a session by a person either', async () => {
    const deed = await box.submit(newUser(), photo(yesterday))
    await box.judge(deed, { verdict: 'MANUAL_REVIEW' })
    await box.review(deed, 'APPROVED')
    expect(await box.deed(deed.id)).toMatchObject({ state: 'REJECTED', reasons: [{ code: 'NO_CHARGING_SESSION' }] })
  })

  test('that was rejected counts on appeal when its session has come meanwhile', async () => {
    const user = newUser()
    const deed = await box.done(user, photo(yesterday))
    await box.charge(user, { stationId, from: minutesAgo(26 * 60), to: minutesAgo(24 * 60) })
    expect(await box.deed(deed.id)).toMatchObject({ state: 'REJECTED' })
    await box.review(deed, 'APPROVED', { appeal: true })
    expect(await box.deed(deed.id)).toMatchObject({ state: 'APPROVED' })
  })
})

describe('one session', () => {
  test('proves one of many deeds that are judged at once', async () => {
    const user = newUser()
    const deeds = await Promise.all(Array.from({ length: 6 }, () => box.submit(user, photo())))
    await box.charge(user, { stationId })
    await Promise.all(deeds.map((deed) => box.judge(deed)))
    const states = await Promise.all(deeds.map(async ({ id }) => (await box.deed(id)).state))
    expect(states.toSorted()).toEqual(['APPROVED', ...Array.from({ length: 5 }, () => 'PENDING')])
  })

  test('proves the first of those that waited for it', async () => {
    const user = newUser()
    const first = await box.done(user, photo())
    const second = await box.done(user, photo())
    await box.charge(user, { stationId })
    expect(await box.deed(first.id)).toMatchObject({ state: 'APPROVED' })
    expect(await box.deed(second.id)).toMatchObject({ state: 'PENDING' })
    await box.charge(user, { stationId })
    expect(await box.deed(second.id)).toMatchObject({ state: 'APPROVED' })
  })

  test('cannot be given to two deeds by the database', async () => {
    const user = newUser()
    await box.charge(user, { stationId })
    const [proved, other] = [await box.done(user, photo()), await box.done(user, photo())]
    const cheat = box.db
      .updateTable('deed')
      .set({ state: 'APPROVED', decided_at: new Date(), awaits_session_until: null, session_id: proved.session?.id ?? null })
      .where('id', '=', other.id)
      .execute()
    await expect(cheat).rejects.toThrow('deed_session')
    const bare = box.db
      .updateTable('deed')
      .set({ state: 'APPROVED', decided_at: new Date(), awaits_session_until: null })
      .where('id', '=', other.id)
      .execute()
    await expect(bare).rejects.toThrow('deed_proof')
  })
})
