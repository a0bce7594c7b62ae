import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { daysAgo, testOdometer, type Driver, type TestOdometer } from './odometer.fixture.ts'
import { findLastReading, insertReading } from './reading.queries.ts'
import type { Reading } from './tables.ts'
import { toMetres } from './deciding/units.ts'

/** What the database refuses, whatever the code above it does. */

let odometer: TestOdometer
let driver: Driver
let last: Reading
beforeAll(async () => {
  odometer = await testOdometer()
  driver = await odometer.started(10_000, daysAgo(5))
  await odometer.read(driver, 10_100, { takenAt: daysAgo(4) })
  last = await lastReading()
})
// A driver has so many uploads that wait, and no more: those of the tests before are out of the way.
beforeEach(() =>
  odometer.db
    .updateTable('upload')
    .set({ state: 'REJECTED', reasons: JSON.stringify([{ code: 'NO_ODOMETER', message: 'None.' }]), decided_at: new Date() })
    .where('state', '=', 'PENDING')
    .execute(),
)
afterAll(() => odometer[Symbol.asyncDispose]())

async function lastReading(): Promise<Reading> {
  const reading = await findLastReading(odometer.db, driver.vehicleId)
  if (!reading) throw new Error('There is no reading.')
  return reading
}

/** A reading that follows the last one, of an upload of its own. */
async function next(value: number, over: Partial<Reading> = {}, takenAt = daysAgo(3)): Promise<Reading> {
  const { id, photo } = await odometer.submitted(driver.caller, { vehicleId: driver.vehicleId, takenAt })
  return {
    id: newId(),
    upload_id: id,
    photo_id: photo.id,
    user_id: driver.caller.userId,
    vehicle_id: driver.vehicleId,
    number: last.number + 1,
    instrument: 1,
    value,
    unit: 'KM',
    tenths: false,
    dropped_m: 0,
    reading_m: toMetres(value, 'KM'),
    distance_m: toMetres(value, 'KM') - last.reading_m,
    taken_at: takenAt,
    approved_at: new Date(),
    previous_number: last.number,
    previous_instrument: last.instrument,
    previous_m: last.reading_m,
    previous_dropped_m: last.dropped_m,
    previous_taken_at: last.taken_at,
    ...over,
  }
}

const insert = (reading: Reading) => odometer.db.transaction().execute((trx) => insertReading(trx, reading))
const nothingBefore = {
  previous_number: null,
  previous_instrument: null,
  previous_m: null,
  previous_dropped_m: null,
  previous_taken_at: null,
}

describe('the database refuses', () => {
  test.each<[string, string, () => Promise<Reading>]>([
    ['a lower reading', 'distance_m', () => next(10_099)],
    ['a lower reading with other metres', 'reading_monotonic', () => next(10_099, { distance_m: 5_000 })],
    ['more metres than the instrument counted', 'reading_monotonic', () => next(10_200, { distance_m: 100_001 })],
    ['metres that the display does not show', 'reading_metres', () => next(10_200, { reading_m: 10_300_000, distance_m: 200_000 })],
    ['a reading before that was another', 'reading_follows', () => next(10_200, { previous_m: 10_000_000, distance_m: 200_000 })],
    ['a second first reading', 'reading_number', () => next(10_200, { ...nothingBefore, number: 1, distance_m: 0 })],
    [
      'a second reading after the first',
      'reading_number',
      () => next(10_200, { number: 2, previous_number: 1, previous_m: 10_000_000, distance_m: 200_000 }),
    ],
    ['a reading after none', 'reading_chain', () => next(10_200, nothingBefore)],
    ['a gap in the chain', 'reading_follows', () => next(10_200, { number: 9, previous_number: 8 })],
    ['kilometres for a replaced instrument', 'reading_monotonic', () => next(10_200, { instrument: 2 })],
    ['an instrument whose number is left out', 'reading_monotonic', () => next(10_200, { instrument: 3, distance_m: 0 })],
    ['a photo that is older than the last', 'reading_later', () => next(10_200, {}, daysAgo(4.5))],
    ['a photo time that is not the upload’s', 'reading_of_upload', () => next(10_200, { taken_at: daysAgo(1) })],
    ['another driver than the upload’s', 'reading_of_upload', () => next(10_200, { user_id: newId() })],
    [
      'a display that went back to 0 less often than before',
      'reading_dropped_m_check',
      () => next(10_200, { dropped_m: -1, reading_m: 10_199_999, distance_m: 99_999 }),
    ],
    [
      'a first reading of which nobody has said what the display counts in',
      'reading_display',
      () => next(10_200, { ...nothingBefore, number: 1, distance_m: 0, tenths: null }),
    ],
    ['a value no display shows', 'reading_value_check', () => next(10_000_000)],
  ])('%s', async (_what, constraint, reading) => {
    await expect(insert(await reading())).rejects.toMatchObject({
      constraint: expect.stringContaining(constraint) as string,
    })
  })

  test('that an upload becomes two readings', async () => {
    const reading = await next(10_200)
    await expect(
      insert({ ...reading, upload_id: last.upload_id, photo_id: last.photo_id, taken_at: last.taken_at }),
    ).rejects.toThrow()
    const first = { ...reading, vehicle_id: driver.vehicleId }
    const results = await Promise.allSettled([insert(first), insert({ ...first, id: newId() })])
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    last = await lastReading()
  })

  test('that two readings follow the same one, at the same time', async () => {
    const both = await Promise.all([next(10_300), next(10_400)])
    const results = await Promise.allSettled(both.map(insert))
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    last = await lastReading()
  })

  test('that a reading is changed or deleted', async () => {
    const { db } = odometer
    await expect(db.updateTable('reading').set({ distance_m: 1 }).execute()).rejects.toThrow(/permission denied/)
    await expect(db.deleteFrom('reading').execute()).rejects.toThrow(/permission denied/)
  })

  test('that a photo is submitted twice', async () => {
    const { db } = odometer
    const upload = await db.selectFrom('upload').selectAll().where('id', '=', last.upload_id).executeTakeFirstOrThrow()
    const again = {
      ...upload,
      id: newId(),
      state: 'PENDING' as const,
      reasons: '[]',
      guide_frame: null,
      asked: null,
      decided_at: null,
    }
    await expect(db.insertInto('upload').values(again).execute()).rejects.toMatchObject({ constraint: 'upload_photo' })
  })
})
