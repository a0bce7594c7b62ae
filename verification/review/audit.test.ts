import { afterAll, beforeAll, expect, test } from 'vitest'
import { userCaller } from '../../test/caller.ts'
import { APPEAL } from './review.fixture.ts'
import {
  anotherMinute,
  insertPolicy,
  judgementOf,
  picture,
  readingOf,
  testVerification,
  type PhotoNode,
  type TestVerification,
  type User,
} from '../verification.fixture.ts'

let box: TestVerification
beforeAll(async () => {
  box = await testVerification()
  await insertPolicy(box.db, { audit_permille: 1_000 })
})
afterAll(() => box[Symbol.asyncDispose]())

const reviewer = (): User => userCaller(['REVIEWER'])
const CLAIM = 'mutation ($id: UUID) { claimReview(input: { caseId: $id }) { reviewCase { id } } }'
/** What a first review says besides. */
const KM = { unit: 'KM', tenths: false }
const DECIDE = 'mutation ($input: DecideReviewInput!) { decideReview(input: $input) { reviewCase { state } } }'
const AUDITS = '{ reviewStatistics { audits { decided wrong waiting errorRate errorRateUpTo } } }'
const BEHIND = `query ($id: UUID!) { photo(id: $id) { reading { value } confidence answers { result } checks { check detail } verdict } }`

interface Behind {
  reading: { value: number } | null
  confidence: number | null
  answers: unknown[] | null
  checks: unknown[]
}
const behind = async (caller: User, id: string) => {
  const { data } = await box.ask<{ photo: Behind | null }>(caller, BEHIND, { id })
  return data?.photo
}
const caseOf = async (photoId: string) =>
  (
    await box.db
      .selectFrom('review_case')
      .innerJoin('submission', 'submission.id', 'submission_id')
      .select('review_case.id')
      .where('photo_id', '=', photoId)
      .where('review_case.state', '=', 'OPEN')
      .executeTakeFirstOrThrow()
  ).id
/** A photo that the software would approve and chance has sent to a person. */
async function drawn(driver: User, value = 12_345): Promise<PhotoNode> {
  box.script.read = () => readingOf(value)
  return box.judged(driver, await picture(), { takenAt: anotherMinute() })
}
async function decide(photo: PhotoNode, input: object) {
  const [person, caseId] = [reviewer(), await caseOf(photo.id)]
  await box.ask(person, CLAIM, { id: caseId })
  return box.ask<{ decideReview: { reviewCase: { state: string } } }>(person, DECIDE, { input: { caseId, ...input } })
}
const figures = async () => {
  const { data } = await box.ask<{ reviewStatistics: { audits: Record<string, number | null> } }>(reviewer(), AUDITS)
  return data?.reviewStatistics.audits
}

test('who decides on a photo that chance has chosen is not shown what the software has found, until it is decided', async () => {
  const driver = await box.user()
  const photo = await drawn(driver)
  expect(photo.reasons.map(({ code }) => code)).toEqual(['RANDOM_AUDIT'])
  for (const caller of [reviewer(), userCaller(['ADMIN'])])
    expect(await behind(caller, photo.id)).toEqual({
      reading: null,
      confidence: null,
      answers: [],
      checks: [],
      verdict: 'MANUAL_REVIEW',
    })
  // Its taker sees what was read, as of every photo.
  expect((await behind(driver, photo.id))?.reading).toEqual({ value: 12_345 })
  // Nothing is taken for granted, either.
  const unread = await decide(photo, { decision: 'APPROVED', ...KM })
  expect(unread.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: ['input', 'reading'] }] })
  const { data } = await decide(await drawn(driver), { decision: 'APPROVED', reading: 12_345, ...KM })
  expect(data?.decideReview.reviewCase.state).toBe('DECIDED')
})

test('what was decided is shown with what the software had found', async () => {
  const photo = await drawn(await box.user())
  await decide(photo, { decision: 'APPROVED', reading: 12_345, ...KM })
  const seen = await behind(reviewer(), photo.id)
  expect(seen).toMatchObject({ reading: { value: 12_345 }, confidence: 0.999 })
  expect(seen?.checks.length).toBeGreaterThan(5)
})

test('what the software doubts is shown with all that it has found', async () => {
  const driver = await box.user()
  box.script.read = () => readingOf(12_345, 0.5)
  const photo = await box.judged(driver, await picture())
  expect((await behind(reviewer(), photo.id))?.reading).toEqual({ value: 12_345 })
})

test('the error rate of automatic approvals is that of photos that chance has chosen: those read otherwise, and those rejected', async () => {
  const before = await figures()
  const driver = await box.user()
  const [right, other, refused, open] = [await drawn(driver), await drawn(driver), await drawn(driver), await drawn(driver)]
  await decide(right, { decision: 'APPROVED', reading: 12_345, ...KM })
  await decide(other, { decision: 'APPROVED', reading: 12_346, ...KM })
  await decide(refused, { decision: 'REJECTED', reasonCode: 'SCREEN_SUSPECTED' })
  expect(open.status).toBe('MANUAL_REVIEW')
  const [decided, wrong] = [(before?.decided ?? 0) + 3, (before?.wrong ?? 0) + 2]
  const after = await figures()
  expect(after).toMatchObject({ decided, wrong, waiting: (before?.waiting ?? 0) + 1, errorRate: wrong / decided })
  expect(after?.errorRateUpTo).toBeGreaterThan(wrong / decided)
  expect(after?.errorRateUpTo).toBeLessThan(1)
})

test('a digit of tenths of which nobody had said anything was read rightly', async () => {
  const before = await figures()
  const photo = await drawn(await box.user(), 123_456)
  expect(photo.reading?.value).toBe(123_456)
  await decide(photo, { decision: 'APPROVED', reading: 12_345, unit: 'KM', tenths: true })
  expect(await figures()).toMatchObject({ decided: (before?.decided ?? 0) + 1, wrong: before?.wrong })
})

test('on an appeal the software’s reading is shown, and stands if its reviewer says no other', async () => {
  const driver = await box.user()
  const photo = await drawn(driver)
  await decide(photo, { decision: 'REJECTED', reasonCode: 'SCREEN_SUSPECTED' })
  await box.ask(driver, APPEAL, { id: photo.id })
  expect((await behind(reviewer(), photo.id))?.reading).toEqual({ value: 12_345 })
  const { data } = await decide(photo, { decision: 'APPROVED', ...KM })
  expect(data?.decideReview.reviewCase.state).toBe('DECIDED')
})

test('a deed counts as wrong if it is rejected', async () => {
  const driver = await box.user()
  box.script.judge = () => judgementOf(0.99)
  const before = await figures()
  for (const decision of ['APPROVED', 'REJECTED']) {
    const id = await box.uploaded(driver, await picture(), 'DEED')
    await box.submitDeed(driver, id, {
      task: 'RECYCLING',
      material: 'GLASS',
      takenAt: anotherMinute(),
    })
    const photo = await box.becomes(driver, id, 'MANUAL_REVIEW')
    await decide(photo, { decision, ...(decision === 'REJECTED' && { reasonCode: 'NOT_THE_CLAIM' }) })
  }
  expect(await figures()).toMatchObject({ decided: (before?.decided ?? 0) + 2, wrong: (before?.wrong ?? 0) + 1 })
})

test('photos that only a larger share has chosen, or that are asked about for more, are no sample of all', async () => {
  const driver = await box.user()
  const before = await figures()
  await insertPolicy(box.db, { new_driver_permille: 1_000, new_driver_photos: 100 })
  await decide(await drawn(driver), { decision: 'REJECTED', reasonCode: 'EDITED' })
  await insertPolicy(box.db, { audit_permille: 1_000, unbound_per_day: 0 })
  const photo = await drawn(driver)
  expect(photo.reasons.map(({ code }) => code)).toEqual(['RANDOM_AUDIT', 'DAILY_CAP'])
  await decide(photo, { decision: 'REJECTED', reasonCode: 'EDITED' })
  expect(await figures()).toEqual(before)
  await insertPolicy(box.db, { audit_permille: 1_000 })
})
