import { afterAll, beforeAll, expect, test } from 'vitest'
import { daysAgo, testOdometer, type TestOdometer } from '../subgraphs/odometer/odometer.fixture.ts'
import { reviewer, reviewing } from '../verification/review/review.fixture.ts'
import { picture, readingOf, testVerification, type TestVerification } from '../verification/verification.fixture.ts'

/** Odometer and verification together; what one says is carried to the other by hand. */

let odometer: TestOdometer
let verification: TestVerification
beforeAll(async () => void ([odometer, verification] = await Promise.all([testOdometer(), testVerification()])))
afterAll(async () => {
  await odometer[Symbol.asyncDispose]()
  await verification[Symbol.asyncDispose]()
})

const { claim, decide, caseOf } = reviewing(() => verification)

type Told = 'odometer.photo.submitted' | 'odometer.review.requested' | 'verification.photo.judged' | 'verification.review.decided'
type Box = Pick<TestOdometer, 'said' | 'tell'>

/** The word of one box on this photo, told to the other. */
async function carry<Name extends Told>(from: Box, to: Box, name: Name, photoId: string): Promise<void> {
  const about = (await from.said(name)).filter((data) => data.photoId === photoId)
  const data = about.at(-1)
  if (!data) throw new Error(`Nothing was said of ${name}.`)
  const aggregate = 'uploadId' in data ? data.uploadId : data.submissionId
  await to.tell(name, aggregate, data)
}

test('a display whose last digit counts tenths is paid once, by whole kilometres, and not tenfold', async () => {
  const taker = await verification.user()
  const { caller, vehicleId } = await odometer.driver({ userId: taker.userId })

  /** Uploads a photo on which the model reads these digits, submits it, and has it judged. */
  const submit = async (digits: number, takenAt: Date) => {
    verification.script.read = () => readingOf(digits)
    const photoId = await verification.uploaded(taker, await picture())
    const upload = await odometer.submitted(caller, { photoId, vehicleId, takenAt })
    await carry(odometer, verification, 'odometer.photo.submitted', photoId)
    await verification.becomes(taker, photoId, 'APPROVED', 'REJECTED', 'MANUAL_REVIEW')
    await carry(verification, odometer, 'verification.photo.judged', photoId)
    return { photoId, upload: await odometer.becomes(caller, upload.id, 'APPROVED', 'REJECTED', 'MANUAL_REVIEW') }
  }

  // Six drums: 12,345.6 km. Nobody knows yet what the last one counts, and the reviewer leaves the number as it was read.
  const first = await submit(123_456, daysAgo(2))
  expect(first.upload).toMatchObject({ state: 'MANUAL_REVIEW', reasons: [{ code: 'FIRST_READING' }] })
  await carry(odometer, verification, 'odometer.review.requested', first.photoId)
  const [person, caseId] = [reviewer(), await caseOf(first.photoId)]
  await claim(person, caseId)
  const answer = await decide(person, caseId, { decision: 'APPROVED', unit: 'KM', tenths: true })
  expect(answer.errors).toBeUndefined()
  await carry(verification, odometer, 'verification.review.decided', first.photoId)
  const began = await odometer.becomes(caller, first.upload.id, 'APPROVED')
  expect(began).toMatchObject({ reading: { value: 12_345, tenths: true, distanceKm: 0 } })

  // 12,395.6 km, read by the model alone: 50 km. As whole kilometres they would have been 500, which are plausible in two days.
  const second = await submit(123_956, daysAgo(0.01))
  expect(second.upload).toMatchObject({
    state: 'APPROVED',
    reading: { value: 12_395, tenths: true, distanceKm: 50, readingKm: 12_395 },
  })
  expect((await odometer.said('odometer.reading.approved')).map(({ distanceM }) => distanceM)).toEqual([0, 50_000])
  const photo = await verification.photo(person, second.photoId)
  expect(photo.reading).toEqual({ value: 12_395, confidence: 0.999 })
  // The evidence keeps what stands there.
  const { detail } = photo.checks.find(({ check }) => check === 'odometer-reading') ?? {}
  expect(JSON.parse(detail ?? '{}')).toMatchObject({ text: '123956', value: 12_395, tenths: true, previous: 12_345 })
})
