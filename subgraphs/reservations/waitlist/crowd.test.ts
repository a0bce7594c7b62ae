import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from 'kysely'
import { newUser } from '../../../test/caller.ts'
import { codeOf } from '../booking/booking.fixture.ts'
import { validTerms } from '../terms/valid.ts'
import { nextFit } from './fit.queries.ts'
import { inMinutes, testWaitlist, type TestWaitlist } from './waitlist.fixture.ts'

let box: TestWaitlist
beforeAll(async () => {
  box = await testWaitlist()
})
afterAll(() => box[Symbol.asyncDispose]())

test('whoever joins the list over and over keeps nobody from booking what is free', async () => {
  const station = await box.open(30, { maxMinutes: 600 })
  // Nothing there is strong enough for them.
  const wish = { stationId: station.id, from: inMinutes(60), until: inMinutes(300), minutes: 60, powerW: 9_000_000 }
  const over = new AbortController()
  const joins = Array.from({ length: 4 }, async () => {
    const by = newUser()
    while (!over.signal.aborted) expect((await box.join(by, wish)).errors).toBeUndefined()
  })
  const codes: (string | undefined)[] = []
  for (let i = 0; i < 30; i++)
    codes.push(codeOf(await box.book(newUser(), { stationId: station.id, startsAt: inMinutes(600), minutes: 60 })))
  over.abort()
  await Promise.all(joins)
  expect(codes).toEqual(Array(30).fill(undefined))
})

test('a thousand who wait in vain are looked at in a moment: whoever books there waits for it', async () => {
  const station = await box.open(20, { maxMinutes: 600 })
  const startsAt = inMinutes(90)
  for (const connectorId of station.connectors) await box.given(station, { connectorId, startsAt, minutes: 60 })
  await sql`INSERT INTO waitlist_entry (id, user_id, station_id, from_at, until_at, minutes, power_w, state)
    SELECT gen_random_uuid(), gen_random_uuid(), ${station.id}, ${startsAt}, ${inMinutes(150)}, 60, 0, 'WAITING'
    FROM generate_series(1, 1000)`.execute(box.db)
  await box.db.transaction().execute(async (trx) => {
    // Twenty times of what it takes here; were each looked at with each EVSE, it would take three times as long as this.
    await sql`SET LOCAL statement_timeout = '5s'`.execute(trx)
    expect(await nextFit(trx, station.id, await validTerms(trx, station.id))).toBeUndefined()
  })
})
