import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { userCaller } from '../../test/caller.ts'
import { anotherMinute, picture, readingOf, testVerification, type TestVerification } from '../verification.fixture.ts'
import { APPEAL, code, reviewer, reviewing } from './review.fixture.ts'

/** Which approvals one reviewer cannot give alone, and when a second says the same. */

let box: TestVerification
beforeAll(async () => void (box = await testVerification()))
afterAll(() => box[Symbol.asyncDispose]())

const { claim, approve, decide, inReview, caseOf } = reviewing(() => box)
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()
const FAR = { tenths: false, previous: { value: 1_000, takenAt: '2020-01-01T00:00:00Z' } }

/** What an approval by this person comes to. */
async function approved(caseId: string, reading = 12_345, more = {}, person = reviewer()) {
  await claim(person, caseId)
  const { state, adminOnly } = (await approve(person, caseId, reading, more)).data?.decideReview.reviewCase ?? {}
  return { state, adminOnly }
}
const [DECIDED, WAITS, DISPUTED] = [
  { state: 'DECIDED', adminOnly: false },
  { state: 'OPEN', adminOnly: false },
  { state: 'OPEN', adminOnly: true },
]

test.each([
  ['another instrument', { instrument: 'ROLLED_OVER' }],
  ['another unit', { unit: 'MI' }],
  ['a last digit that counts tenths', { tenths: true }],
])('two reviewers who read the same number of %s do not agree', async (_, more) => {
  const { caseId } = await inReview(undefined, FAR)
  expect(await approved(caseId)).toEqual(WAITS)
  expect(await approved(caseId, 12_345, more)).toEqual(DISPUTED)
})

test('an admin is a reviewer like others, until two differ', async () => {
  const { caseId } = await inReview(undefined, FAR)
  expect(await approved(caseId, 12_345, {}, userCaller(['ADMIN']))).toEqual(WAITS)
  expect(await approved(caseId)).toEqual(DECIDED)
})

test('nobody says alone that a display has started again from 0: that is never little', async () => {
  const { caseId } = await inReview(undefined, { tenths: false, previous: { value: 99_990, takenAt: daysAgo(2) } })
  expect(await approved(caseId, 5, { instrument: 'ROLLED_OVER' })).toEqual(WAITS)
})

test('what an approval adds is counted in the unit that its reviewer says', async () => {
  // In kilometres, of a display that was read in miles before: 10,000 mi.
  const previous = { value: 16_093, unit: 'MI' as const, takenAt: '2020-01-01T00:00:00Z' }
  const { caseId } = await inReview(undefined, { tenths: false, previous })
  // 3,219 km more, though the number is lower.
  expect(await approved(caseId, 12_000, { unit: 'MI' })).toEqual(WAITS)
})

test('who is the first to say whether the last digit counts tenths changes nothing, and later readings are in the unit that they said', async () => {
  const known = await inReview(undefined, { previous: { value: 12_300, takenAt: daysAgo(9) } })
  expect(await approved(known.caseId)).toEqual(DECIDED)
  const vehicleId = newId()
  const first = await inReview(undefined, { vehicleId, takenAt: daysAgo(3) })
  expect(await approved(first.caseId, 7_000, { unit: 'MI' })).toEqual(DECIDED)
  const next = await inReview(undefined, { vehicleId, unit: 'MI', takenAt: daysAgo(2) })
  const shown = (await claim(reviewer(), next.caseId)).data?.claimReview.reviewCase
  expect(shown?.lastReading).toEqual({ value: 7_000, unit: 'MI' })
})

test('of a display that was replaced, it is said what it counts in', async () => {
  const { caseId } = await inReview(undefined, { tenths: false, previous: { value: 12_000, takenAt: daysAgo(2) } })
  const person = reviewer()
  await claim(person, caseId)
  const answer = await decide(person, caseId, { decision: 'APPROVED', reading: 5, instrument: 'REPLACED' })
  expect(code(answer)).toBe('BAD_USER_INPUT')
  expect(await approved(caseId, 5, { instrument: 'REPLACED' }, person)).toEqual(DECIDED)
})

test('a copy that was saved again is approved by two, as one of the same bytes is', async () => {
  const taker = await box.user()
  const bytes = await picture()
  box.script.read = () => readingOf(23_456)
  await box.judged(await box.user(), bytes)
  const copy = await sharp(bytes).jpeg({ quality: 95 }).toBuffer()
  const { id, status } = await box.judged(taker, copy, { takenAt: anotherMinute() })
  expect(status).toBe('REJECTED')
  await box.ask(taker, APPEAL, { id })
  const caseId = await caseOf(id)
  expect(await approved(caseId, 23_456)).toEqual(WAITS)
  expect(await approved(caseId, 23_456)).toEqual(DECIDED)
})

test('a photo that is erased is not promised an appeal', async () => {
  const { taker, photo, caseId } = await inReview()
  const person = reviewer()
  await claim(person, caseId)
  await decide(person, caseId, { decision: 'REJECTED', reasonCode: 'NO_ODOMETER' })
  const until = async () =>
    (
      await box.ask<{ photo: { appealUntil: string | null } }>(taker, 'query ($id: UUID!) { photo(id: $id) { appealUntil } }', {
        id: photo.id,
      })
    ).data?.photo.appealUntil
  expect(await until()).toEqual(expect.any(String))
  await box.ask(taker, 'mutation { erasePhotos(input: {}) { __typename } }')
  await box.becomes(taker, photo.id, 'ERASED')
  expect(await until()).toBeNull()
})
