import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { daysAgo, FIRST, testOdometer, type Driver, type TestOdometer, type UploadNode } from '../odometer.fixture.ts'
import { expectToldAgain } from '../../../test/told-again.ts'
import { past } from '../past.ts'

let odometer: TestOdometer
beforeAll(async () => {
  odometer = await testOdometer()
})
afterAll(() => odometer[Symbol.asyncDispose]())

const codes = ({ reasons }: UploadNode) => reasons.map(({ code }) => code)
const requestsFor = async ({ photo }: UploadNode) =>
  (await odometer.said('odometer.review.requested')).filter(({ photoId }) => photoId === photo.id)

/** An upload that verification itself leaves to a person. */
async function unsure(driver: Driver, input: Record<string, unknown> = {}): Promise<UploadNode> {
  const upload = await odometer.submitted(driver.caller, { vehicleId: driver.vehicleId, ...input })
  await odometer.judged(driver.caller, upload.photo.id, 1, { verdict: 'MANUAL_REVIEW' })
  return odometer.becomes(driver.caller, upload.id, 'MANUAL_REVIEW')
}

describe('what only a person can approve', () => {
  test('is asked for with the figures, and the kilometres count once they agree', async () => {
    const driver = await odometer.started(10_000, daysAgo(1))
    const asked = await odometer.read(driver, 12_000)
    expect(codes(asked)).toEqual(['IMPLAUSIBLE_JUMP', 'CHARGE_MISMATCH'])
    const [request] = await requestsFor(asked)
    expect(request).toMatchObject({ submissionId: asked.photo.id, userId: driver.caller.userId, distanceM: 2_000_000 })
    expect(request?.evidence.map(({ label }) => label)).toContain('Charged through us in that time')
    await odometer.decided(driver.caller, asked.photo.id, 12_000)
    expect(await odometer.becomes(driver.caller, asked.id, 'APPROVED')).toMatchObject({ reading: { distanceKm: 2_000 } })
  })

  test('counts what was charged through us and no person has to look at', async () => {
    const driver = await odometer.started(10_000, daysAgo(1))
    const session = { stationId: newId(), connectorId: newId(), startedAt: daysAgo(0.6).toISOString() }
    const charge = (energyWh: number, over: object = {}) => {
      const data = { sessionId: newId(), userId: driver.caller.userId, endedAt: daysAgo(0.5).toISOString(), held: false }
      const completed = { ...session, ...data, energyWh, ...over }
      return odometer.tell('charging.session.completed', completed.sessionId, completed)
    }
    await charge(9_000_000, { held: true })
    await charge(9_000_000, { userId: newId() })
    await charge(9_000_000, { userId: null })
    await charge(9_000_000, { endedAt: daysAgo(2).toISOString() })
    await charge(0)
    const early = await odometer.read(driver, 11_300, { takenAt: daysAgo(0.01) })
    expect(codes(early)).toEqual(['CHARGE_MISMATCH'])
    const sessionId = newId()
    // What a later word takes back does not count.
    const corrected = newId()
    await charge(9_000_000, { sessionId: corrected })
    await charge(9_000_000, { sessionId: corrected, held: true })
    expect(codes(await odometer.read(driver, 11_300, { takenAt: daysAgo(0.01) }))).toEqual(['CHARGE_MISMATCH'])
    await charge(1, { sessionId })
    await charge(60_000, { sessionId })
    expect(await odometer.read(driver, 11_300)).toMatchObject({ state: 'APPROVED' })
  })

  test('is rejected with their reasons', async () => {
    const driver = await odometer.driver()
    const asked = await odometer.read(driver, 10)
    const reasons = [{ code: 'REVIEWER_DECISION', message: 'It is a toy.' }]
    await odometer.decided(driver.caller, asked.photo.id, null, { decision: 'REJECTED', reasons })
    expect(await odometer.becomes(driver.caller, asked.id, 'REJECTED')).toMatchObject({ reasons })
  })

  test('is refused still where it is lower than the last reading', async () => {
    const driver = await odometer.started(10_000, daysAgo(1))
    const upload = await unsure(driver)
    await odometer.decided(driver.caller, upload.photo.id, 9_000)
    expect(codes(await odometer.becomes(driver.caller, upload.id, 'REJECTED'))).toEqual(['READING_DECREASED'])
  })

  test('is asked for again when the vehicle has been read in between', async () => {
    const driver = await odometer.driver()
    const first = await odometer.read(driver, 10_000, { takenAt: daysAgo(2) })
    const second = await odometer.read(driver, 13_000, { takenAt: daysAgo(1) })
    expect([codes(first), codes(second)]).toEqual([['FIRST_READING'], ['FIRST_READING']])
    await odometer.decided(driver.caller, first.photo.id, 10_000, FIRST())
    await odometer.becomes(driver.caller, first.id, 'APPROVED')
    // Its reviewer believed that nothing hangs on it.
    await odometer.decided(driver.caller, second.photo.id, 13_000)
    const again = await odometer.upload(driver.caller, second.id)
    expect([again.state, codes(again)]).toEqual(['MANUAL_REVIEW', ['IMPLAUSIBLE_JUMP', 'CHARGE_MISMATCH', 'LARGE_DISTANCE']])
    expect((await requestsFor(second)).map(({ distanceM }) => distanceM)).toEqual([0, 3_000_000])
    await odometer.decided(driver.caller, second.photo.id, 13_000)
    expect(await odometer.becomes(driver.caller, second.id, 'APPROVED')).toMatchObject({ reading: { distanceKm: 3_000 } })
  })

  test('a photo that is older than the last reading earns nothing', async () => {
    const driver = await odometer.driver()
    const [older, newer] = [
      await odometer.read(driver, 10_000, { takenAt: daysAgo(2) }),
      await odometer.read(driver, 10_100, { takenAt: daysAgo(1) }),
    ]
    await odometer.decided(driver.caller, newer.photo.id, 10_100, FIRST())
    await odometer.becomes(driver.caller, newer.id, 'APPROVED')
    await odometer.decided(driver.caller, older.photo.id, 10_000)
    expect(codes(await odometer.becomes(driver.caller, older.id, 'REJECTED'))).toEqual(['TAKEN_BEFORE_LAST'])
  })

  test('a photo without a number, or with one that no display shows, goes to a person', async () => {
    const driver = await odometer.started(10_000, daysAgo(1))
    for (const value of [null, -1, 1.5, 10_000_000]) {
      const { id, photo } = await odometer.submitted(driver.caller, { vehicleId: driver.vehicleId })
      await odometer.judged(driver.caller, photo.id, value)
      expect(codes(await odometer.becomes(driver.caller, id, 'MANUAL_REVIEW'))).toEqual(['NOT_READ'])
    }
  })
})

describe('the instrument', () => {
  test('that starts again from 0 counts on, display after display', async () => {
    const driver = await odometer.started(99_950, daysAgo(3))
    const upload = await unsure(driver, { takenAt: daysAgo(2) })
    await odometer.decided(driver.caller, upload.photo.id, 50, { instrument: 'ROLLED_OVER' })
    const rolled = await odometer.becomes(driver.caller, upload.id, 'APPROVED')
    expect(rolled.reading).toMatchObject({ value: 50, distanceKm: 100, readingKm: 100_050, instrument: 1 })
    const next = await odometer.read(driver, 90)
    expect(next.reading).toMatchObject({ value: 90, distanceKm: 40, readingKm: 100_090 })
    const submitted = await odometer.said('odometer.photo.submitted')
    expect(submitted.at(-1)?.previous?.value).toBe(50)
  })

  test('that was replaced begins anew, and its first reading adds nothing', async () => {
    const driver = await odometer.started(99_950, daysAgo(3))
    const upload = await unsure(driver, { takenAt: daysAgo(2), unit: 'MI' })
    await odometer.decided(driver.caller, upload.photo.id, 12, { instrument: 'REPLACED' })
    const replaced = await odometer.becomes(driver.caller, upload.id, 'APPROVED')
    expect(replaced.reading).toMatchObject({ value: 12, unit: 'MI', distanceKm: 0, readingKm: 19.312, instrument: 2 })
    const next = await odometer.read(driver, 112)
    expect(next.reading).toMatchObject({ unit: 'MI', instrument: 2, distanceKm: 160.935 })
  })

  test('in miles is read in miles, and its metres are exact', async () => {
    const driver = await odometer.started(1_000, daysAgo(1), { unit: 'MI' })
    const next = await odometer.read(driver, 1_100)
    expect(next.reading).toMatchObject({ value: 1_100, unit: 'MI', readingKm: 1_770.278, distanceKm: 160.934 })
  })

  test('whose display shows another unit than before is looked at by a person, who may find it the same', async () => {
    const driver = await odometer.started(1_609, daysAgo(1))
    const asked = await odometer.read(driver, 1_010, { unit: 'MI' })
    expect(codes(asked)).toEqual(['UNIT_CHANGED'])
    expect((await odometer.said('odometer.photo.submitted')).at(-1)).toMatchObject({ unit: 'MI', previous: { value: 999 } })
    await odometer.decided(driver.caller, asked.photo.id, 1_010)
    const approved = await odometer.becomes(driver.caller, asked.id, 'APPROVED')
    expect(approved.reading).toMatchObject({ unit: 'MI', readingKm: 1_625.437, distanceKm: 16.437, instrument: 1 })
  })
})

describe('what the display counts in', () => {
  test('is what the first reviewer says, for the reading and for all later ones', async () => {
    const driver = await odometer.driver()
    const first = await odometer.read(driver, 123_456, { takenAt: daysAgo(2) })
    await odometer.decided(driver.caller, first.photo.id, 12_345, FIRST('MI', true))
    const approved = await odometer.becomes(driver.caller, first.id, 'APPROVED')
    expect(approved).toMatchObject({ unit: 'MI', reading: { value: 12_345, unit: 'MI', tenths: true, readingKm: 19_867.352 } })
    const next = await odometer.submitted(driver.caller, { vehicleId: driver.vehicleId })
    expect((await odometer.said('odometer.photo.submitted')).at(-1)).toMatchObject({
      unit: 'MI',
      tenths: true,
      previous: { value: 12_345, unit: 'MI' },
    })
    const reading = { value: 12_350, confidence: 0.999, tenths: true }
    await odometer.judged(driver.caller, next.photo.id, 12_350, { reading })
    expect(await odometer.becomes(driver.caller, next.id, 'APPROVED')).toMatchObject({
      reading: { unit: 'MI', tenths: true, distanceKm: 8.046 },
    })
  })

  test('is asked for until it is said, by those who decide now and by older events', async () => {
    const driver = await odometer.driver()
    const { id, photo } = await odometer.read(driver, 40_000)
    await odometer.decided(driver.caller, photo.id, 40_000)
    expect(await odometer.upload(driver.caller, id)).toMatchObject({ state: 'MANUAL_REVIEW', reasons: [{ code: 'FIRST_READING' }] })
    await odometer.decided(driver.caller, photo.id, 40_000, FIRST())
    expect((await odometer.becomes(driver.caller, id, 'APPROVED')).reading).toMatchObject({ tenths: false })
  })

  test('was not known yet when a second photo was read: it is asked for, and not paid tenfold', async () => {
    const driver = await odometer.driver()
    const first = await odometer.read(driver, 12, { takenAt: daysAgo(2) })
    const second = await odometer.submitted(driver.caller, { vehicleId: driver.vehicleId })
    await odometer.decided(driver.caller, first.photo.id, 1, FIRST('KM', true))
    await odometer.becomes(driver.caller, first.id, 'APPROVED')
    await odometer.judged(driver.caller, second.photo.id, 43)
    expect(codes(await odometer.becomes(driver.caller, second.id, 'MANUAL_REVIEW'))).toEqual(['UNIT_CHANGED'])
    await odometer.decided(driver.caller, second.photo.id, 4, FIRST('KM', true))
    expect(await odometer.becomes(driver.caller, second.id, 'APPROVED')).toMatchObject({ reading: { value: 4, distanceKm: 3 } })
  })

  test('became miles while a photo was judged: it is asked for and not refused as lower', async () => {
    const driver = await odometer.started(16_093, daysAgo(5))
    const waits = await odometer.submitted(driver.caller, { vehicleId: driver.vehicleId, takenAt: daysAgo(1) })
    const changed = await unsure(driver, { takenAt: daysAgo(3) })
    await odometer.decided(driver.caller, changed.photo.id, 10_005, FIRST('MI'))
    expect(await odometer.becomes(driver.caller, changed.id, 'APPROVED')).toMatchObject({
      unit: 'MI',
      reading: { distanceKm: 8.487 },
    })
    await odometer.judged(driver.caller, waits.photo.id, 10_010)
    expect(codes(await odometer.becomes(driver.caller, waits.id, 'MANUAL_REVIEW'))).toEqual(['UNIT_CHANGED'])
    await odometer.decided(driver.caller, waits.photo.id, 10_010, FIRST('MI'))
    expect(await odometer.becomes(driver.caller, waits.id, 'APPROVED')).toMatchObject({
      unit: 'MI',
      reading: { distanceKm: 8.046 },
    })
  })

  test('of an instrument that is new is what its reviewer says of it', async () => {
    const driver = await odometer.started(99_950, daysAgo(3))
    const upload = await unsure(driver, { takenAt: daysAgo(2) })
    await odometer.decided(driver.caller, upload.photo.id, 12, { instrument: 'REPLACED', ...FIRST('MI', true) })
    const replaced = await odometer.becomes(driver.caller, upload.id, 'APPROVED')
    expect(replaced.reading).toMatchObject({ value: 12, unit: 'MI', tenths: true, distanceKm: 0, instrument: 2 })
  })
})

describe('an appeal', () => {
  const rejected = async () => {
    const driver = await odometer.started(99_990, daysAgo(1))
    const upload = await odometer.read(driver, 40)
    expect(upload.state).toBe('REJECTED')
    return { driver, upload }
  }

  test('turns a rejection', async () => {
    const { driver, upload } = await rejected()
    await odometer.decided(driver.caller, upload.photo.id, 40, { appeal: true, instrument: 'ROLLED_OVER' })
    expect(await odometer.becomes(driver.caller, upload.id, 'APPROVED')).toMatchObject({
      reasons: [],
      reading: { distanceKm: 50 },
    })
  })

  test('is promised where there is one: not after it was heard, and not where nobody sees anything', async () => {
    const { driver, upload } = await rejected()
    const promised = async (photoId: string) =>
      (await odometer.said('odometer.upload.rejected')).filter((one) => one.photoId === photoId).map(({ appealable }) => appealable)
    expect(await promised(upload.photo.id)).toEqual([true])
    await odometer.decided(driver.caller, upload.photo.id, 40, { appeal: true })
    expect(await promised(upload.photo.id)).toEqual([true, false])
    const { photo } = await odometer.submitted(driver.caller, { vehicleId: driver.vehicleId })
    const reasons = [{ code: 'UNREADABLE_IMAGE', message: 'It cannot be read.' }]
    await odometer.judged(driver.caller, photo.id, null, { verdict: 'REJECTED', reasons, appealable: false })
    expect(await promised(photo.id)).toEqual([false])
  })

  test('is heard once', async () => {
    const { driver, upload } = await rejected()
    const no = { appeal: true, decision: 'REJECTED' as const, reasons: [{ code: 'REVIEWER_DECISION', message: 'No.' }] }
    await odometer.decided(driver.caller, upload.photo.id, null, no)
    await odometer.decided(driver.caller, upload.photo.id, 40, { appeal: true, instrument: 'ROLLED_OVER' })
    expect(await odometer.upload(driver.caller, upload.id)).toMatchObject({ state: 'REJECTED', reasons: [{ message: 'No.' }] })
  })

  test('cannot make a reading decrease', async () => {
    const { driver, upload } = await rejected()
    await odometer.decided(driver.caller, upload.photo.id, 40, { appeal: true })
    expect(codes(await odometer.upload(driver.caller, upload.id))).toEqual(['READING_DECREASED'])
  })

  test('is needed: a decision that is none changes no rejection', async () => {
    const { driver, upload } = await rejected()
    await odometer.decided(driver.caller, upload.photo.id, 40, { instrument: 'ROLLED_OVER' })
    expect((await odometer.upload(driver.caller, upload.id)).state).toBe('REJECTED')
  })

  test('takes nothing back that is approved', async () => {
    const driver = await odometer.started(10_000, daysAgo(1))
    const { id, photo } = await odometer.read(driver, 10_010)
    await odometer.decided(driver.caller, photo.id, null, { appeal: true, decision: 'REJECTED' })
    await odometer.judged(driver.caller, photo.id, null, { verdict: 'REJECTED' })
    expect((await odometer.upload(driver.caller, id)).state).toBe('APPROVED')
  })
})

describe('of a photo', () => {
  test('of somebody else, or of another purpose, a judgement changes nothing', async () => {
    const [driver, other] = [await odometer.driver(), await odometer.driver()]
    const { id, photo } = await odometer.submitted(driver.caller, { vehicleId: driver.vehicleId })
    await odometer.judged(other.caller, photo.id, 5)
    await odometer.judged(driver.caller, photo.id, 5, { purpose: 'DEED' })
    await odometer.decided(other.caller, photo.id, 5)
    await odometer.judged(driver.caller, newId(), 5)
    expect((await odometer.upload(driver.caller, id)).state).toBe('PENDING')
  })

  test('that is erased, the place goes; its reading stays; what was open is closed', async () => {
    const driver = await odometer.started(70_000, daysAgo(1))
    const input = {
      vehicleId: driver.vehicleId,
      place: { latitude: 52, longitude: 5 },
      guideFrame: { left: 0, top: 0, width: 1, height: 1 },
    }
    const open = await odometer.submitted(driver.caller, input)
    const read = await odometer.read(driver, 70_010, input)
    const photoIds = [open.photo.id, read.photo.id]
    const erasedAt = new Date().toISOString()
    // Nobody can have another's erased.
    await odometer.tell('verification.photos.erased', newId(), { userId: newId(), photoIds, erasedAt })
    expect((await odometer.upload(driver.caller, open.id)).state).toBe('PENDING')
    const { userId } = driver.caller
    await odometer.tell('verification.photos.erased', userId, { userId, photoIds, erasedAt })
    await odometer.tell('verification.photos.erased', userId, { userId, photoIds: [], erasedAt })
    expect(codes(await odometer.becomes(driver.caller, open.id, 'REJECTED'))).toEqual(['PHOTO_ERASED'])
    const rows = await odometer.db.selectFrom('upload').selectAll().where('photo_id', 'in', photoIds).execute()
    for (const row of rows) expect(row).toMatchObject({ latitude: null, longitude: null, guide_frame: null })
    expect(await odometer.upload(driver.caller, read.id)).toMatchObject({ state: 'APPROVED', reading: { distanceKm: 10 } })
  })
})

test('what was said can be said again, to a box that comes late', async () => {
  await expectToldAgain(odometer.db, past, 'odometer.upload.rejected')
})
