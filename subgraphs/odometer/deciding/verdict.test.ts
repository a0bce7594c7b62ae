import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { daysAgo, FIRST, testOdometer, type TestOdometer } from '../odometer.fixture.ts'

let odometer: TestOdometer
beforeAll(async () => {
  odometer = await testOdometer()
})
afterAll(() => odometer[Symbol.asyncDispose]())

describe('a photo that is in order', () => {
  test("a vehicle's first goes to a person, and is a reading of 0 km once they agree", async () => {
    const driver = await odometer.driver()
    const asked = await odometer.read(driver, 12_345)
    expect(asked).toMatchObject({ state: 'MANUAL_REVIEW', reasons: [{ code: 'FIRST_READING' }], reading: null })
    expect((await odometer.said('odometer.review.requested')).at(-1)).toMatchObject({ photoId: asked.photo.id, distanceM: 0 })
    await odometer.decided(driver.caller, asked.photo.id, 12_346, FIRST())
    const approved = await odometer.becomes(driver.caller, asked.id, 'APPROVED')
    expect(approved).toMatchObject({ reasons: [], reading: { value: 12_346, readingKm: 12_346, distanceKm: 0, instrument: 1 } })
    expect((await odometer.said('odometer.reading.approved')).at(-1)).toMatchObject({
      readingId: approved.reading?.id,
      uploadId: asked.id,
      readingM: 12_346_000,
      distanceM: 0,
    })
  })

  test('adds the kilometres since the last reading', async () => {
    const driver = await odometer.started(10_000, daysAgo(2))
    const upload = await odometer.read(driver, 10_120)
    expect(upload).toMatchObject({ state: 'APPROVED', reading: { value: 10_120, distanceKm: 120 } })
    expect((await odometer.said('odometer.reading.approved')).at(-1)).toMatchObject({
      photoId: upload.photo.id,
      userId: driver.caller.userId,
      vehicleId: driver.vehicleId,
      distanceM: 120_000,
    })
  })

  test.each([
    ['lower than the last', 9_999, 'READING_DECREASED'],
    ['the same as the last', 10_000, 'READING_REPEATED'],
  ])('%s is rejected', async (_what, value, code) => {
    const driver = await odometer.started(10_000, daysAgo(2))
    const upload = await odometer.read(driver, value)
    expect(upload).toMatchObject({ state: 'REJECTED', reasons: [{ code }], reading: null })
    expect((await odometer.said('odometer.upload.rejected')).at(-1)).toMatchObject({ uploadId: upload.id, reasons: [{ code }] })
  })
})

test('what verification rejects is rejected for its reasons, and what it leaves to a person waits', async () => {
  const driver = await odometer.driver()
  const submit = () => odometer.submitted(driver.caller, { vehicleId: driver.vehicleId })
  const [rejected, waits] = [await submit(), await submit()]
  const reasons = [{ code: 'DUPLICATE', message: 'Again.' }]
  await odometer.judged(driver.caller, rejected.photo.id, null, { verdict: 'REJECTED', reasons })
  await odometer.judged(driver.caller, waits.photo.id, 5, { verdict: 'MANUAL_REVIEW', reasons })
  expect(await odometer.becomes(driver.caller, rejected.id, 'REJECTED')).toMatchObject({ reasons })
  expect(await odometer.becomes(driver.caller, waits.id, 'MANUAL_REVIEW')).toMatchObject({ reasons })
  const asked = await odometer.said('odometer.review.requested')
  expect(asked.filter(({ photoId }) => photoId === waits.photo.id)).toEqual([])
})

describe('at once', () => {
  test('two uploads of one vehicle are read one after the other, and no kilometre twice', async () => {
    const driver = await odometer.started(10_000, daysAgo(5))
    const takenAt = [4, 3, 2, 1].map(daysAgo)
    const uploads = await Promise.all(
      takenAt.map((at) => odometer.submitted(driver.caller, { vehicleId: driver.vehicleId, takenAt: at })),
    )
    await odometer.judgedAtOnce(uploads.map(({ photo }, i) => [driver.caller, photo.id, 10_100 + i * 100]))
    const rows = await odometer.db
      .selectFrom('reading')
      .select(['number', 'previous_m', 'reading_m', 'distance_m'])
      .where('vehicle_id', '=', driver.vehicleId)
      .orderBy('number')
      .execute()
    expect(rows.map(({ number }) => number)).toEqual(rows.map((_row, i) => i + 1))
    const last = rows.at(-1)
    expect(rows.reduce((sum, { distance_m }) => sum + distance_m, 0)).toBe((last?.reading_m ?? 0) - 10_000_000)
    // The newest is always read; an older one that came later is counted in it.
    expect(last?.reading_m).toBe(10_400_000)
  })

  test('a lower and a higher one are never both read', async () => {
    for (let round = 0; round < 5; round++) {
      const driver = await odometer.started(20_000 + round * 1_000, daysAgo(3))
      const submit = (days: number) => odometer.submitted(driver.caller, { vehicleId: driver.vehicleId, takenAt: daysAgo(days) })
      const [older, newer] = [await submit(2), await submit(1)]
      const value = 20_000 + round * 1_000
      await odometer.judgedAtOnce([
        [driver.caller, older.photo.id, value + 300],
        [driver.caller, newer.photo.id, value + 200],
      ])
      const states = await Promise.all(
        [older, newer].map(async ({ id }) => (await odometer.becomes(driver.caller, id, 'APPROVED', 'REJECTED')).state),
      )
      expect(states.toSorted()).toEqual(['APPROVED', 'REJECTED'])
    }
  })

  test('an upload that is approved several times is one reading', async () => {
    const driver = await odometer.started(10_000, daysAgo(2))
    const { id, photo } = await odometer.submitted(driver.caller, { vehicleId: driver.vehicleId })
    await odometer.judgedAtOnce([1, 2, 3].map(() => [driver.caller, photo.id, 10_050]))
    await odometer.becomes(driver.caller, id, 'APPROVED')
    const told = await odometer.said('odometer.reading.approved')
    expect(told.filter(({ uploadId }) => uploadId === id)).toHaveLength(1)
  })
})
