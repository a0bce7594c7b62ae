import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { picture, readingOf, testVerification, type TestVerification } from '../verification.fixture.ts'
import { APPEAL, code, reviewer, reviewing } from './review.fixture.ts'

/** What a display counts in, and readings below the last. */

let box: TestVerification
beforeAll(async () => void (box = await testVerification()))
afterAll(() => box[Symbol.asyncDispose]())

const { claim, decide, approve, inReview, caseOf, audits } = reviewing(() => box)
const daysAgo = (days: number): Date => new Date(Date.now() - days * 86_400_000)

test('a vehicle’s first review says what its display counts in; a later one may', async () => {
  const { photo, caseId } = await inReview()
  const person = reviewer()
  expect((await claim(person, caseId)).data?.claimReview.reviewCase).toMatchObject({ displayNeeded: true, tenths: null })
  for (const said of [{}, { unit: 'MI' }, { tenths: true }]) {
    const answer = await decide(person, caseId, { decision: 'APPROVED', reading: 1_234, ...said })
    const missing = 'unit' in said ? 'tenths' : 'unit'
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: ['input', missing] }] })
  }
  const { data } = await decide(person, caseId, { decision: 'APPROVED', unit: 'MI', tenths: true })
  // The model has read 12,345, and nobody had told it that the last digit is no whole unit.
  expect(data?.decideReview.reviewCase).toMatchObject({
    state: 'DECIDED',
    decisions: [{ reading: 1_234, unit: 'MI', tenths: true, belowLast: false }],
  })
  expect((await box.said('verification.review.decided')).at(-1)).toMatchObject({
    photoId: photo.id,
    reading: { value: 1_234 },
    display: { unit: 'MI', tenths: true },
  })
  const label = await box.db.selectFrom('label').selectAll().where('case_id', '=', caseId).executeTakeFirstOrThrow()
  expect(label).toMatchObject({ reading: 1_234, model_reading: 1_234, tenths: true })

  const later = await inReview(undefined, { tenths: false })
  expect((await claim(person, later.caseId)).data?.claimReview.reviewCase).toMatchObject({ displayNeeded: false, tenths: false })
  expect((await decide(person, later.caseId, { decision: 'APPROVED' })).errors).toBeUndefined()
  expect((await box.said('verification.review.decided')).at(-1)).not.toHaveProperty('display')
})

test('the database keeps no approval of an odometer of which nobody has said what it counts in', async () => {
  const { taker, caseId } = await inReview()
  const { submission_id } = await box.db
    .selectFrom('review_case')
    .select('submission_id')
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow()
  const row = {
    case_id: caseId,
    submission_id,
    user_id: taker.userId,
    reviewer_id: newId(),
    decision: 'APPROVED',
    reasons: '[]',
    reading: 5,
    instrument: 'SAME',
    unit: null,
    tenths: null,
    below_last: false,
    final: true,
  } as const
  const insert = (over: object) =>
    box.db
      .insertInto('decision')
      .values({ ...row, id: newId(), ...over })
      .execute()
  await expect(insert({})).rejects.toMatchObject({ constraint: 'decision_display_said' })
  await expect(insert({ tenths: false })).rejects.toThrow(/check/)
  await expect(insert({ unit: 'KM', tenths: false, reading: null })).rejects.toThrow(/check/)
})

test('a display that seems to count in something else is asked for, whatever was known of it', async () => {
  const taker = await box.user()
  box.script.read = () => readingOf(10_010)
  const { id, reasons } = await box.judged(taker, await picture(), {
    tenths: false,
    previous: { value: 16_093, takenAt: daysAgo(2).toISOString(), unit: 'KM' },
  })
  expect(reasons).toMatchObject([{ code: 'UNIT_CHANGED' }])
  const [person, caseId] = [reviewer(), await caseOf(id)]
  expect((await claim(person, caseId)).data?.claimReview.reviewCase).toMatchObject({ displayNeeded: true })
  expect(code(await decide(person, caseId, { decision: 'APPROVED' }))).toBe('BAD_USER_INPUT')
  // In miles it is not below the last.
  expect((await approve(person, caseId, 10_010, { unit: 'MI' })).errors).toBeUndefined()
})

test('a unit that its driver says otherwise than before is asked for, whatever the photo is in doubt for', async () => {
  const { caseId, photo } = await inReview(undefined, {
    tenths: false,
    unit: 'MI',
    previous: { value: 12_300, takenAt: daysAgo(2).toISOString(), unit: 'KM' },
  })
  expect(photo.reasons.map((reason) => reason.code)).not.toContain('UNIT_CHANGED')
  const person = reviewer()
  await claim(person, caseId)
  expect(code(await decide(person, caseId, { decision: 'APPROVED' }))).toBe('BAD_USER_INPUT')
})

const BEFORE = { tenths: false, previous: { value: 20_000, takenAt: '2020-01-01T00:00:00Z' } }

test('who approves a reading below the last is told both numbers first, and what they confirm is kept and audited', async () => {
  const { caseId } = await inReview(undefined, BEFORE)
  const person = reviewer()
  const shown = (await claim(person, caseId)).data?.claimReview.reviewCase
  expect(shown).toMatchObject({ lastReading: { value: 20_000, unit: 'KM' } })
  const { errors } = await approve(person, caseId)
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'CONFIRMATION_NEEDED', issues: [{ path: ['input', 'confirmBelowLast'] }] })
  expect(errors?.[0]?.message).toMatch(/12,345 km.*20,000 km.*confirmBelowLast/)
  expect(code(await approve(person, caseId, 12_345, { confirmBelowLast: false }))).toBe('CONFIRMATION_NEEDED')
  expect(await audits(caseId)).toEqual(['review.claimed'])
  const confirmed = await approve(person, caseId, 12_345, { confirmBelowLast: true })
  expect(confirmed.data?.decideReview.reviewCase).toMatchObject({ state: 'DECIDED', decisions: [{ belowLast: true }] })
  const audit = await box.db
    .selectFrom('audit')
    .select('detail')
    .where('subject_id', '=', caseId)
    .where('action', '=', 'review.decided')
    .executeTakeFirstOrThrow()
  expect(audit.detail).toMatchObject({ belowLast: true, reading: 12_345 })
  // The same word again is the same word.
  expect((await approve(person, caseId)).errors).toBeUndefined()
})

test('a reading that is not below, or of a display that began anew or is new, needs no confirmation', async () => {
  const decisions = [
    { reading: 20_000 },
    { reading: 20_001, confirmBelowLast: true },
    { reading: 5, instrument: 'REPLACED' },
    // 19,999.3 km.
    { reading: 12_427, unit: 'MI' },
  ]
  for (const more of decisions) {
    const { caseId } = await inReview(undefined, BEFORE)
    const person = reviewer()
    await claim(person, caseId)
    const { data } = await approve(person, caseId, more.reading, more)
    expect(data?.decideReview.reviewCase).toMatchObject({ decisions: [{ belowLast: false }] })
  }
  const { caseId } = await inReview(undefined, BEFORE)
  const person = reviewer()
  await claim(person, caseId)
  expect(code(await approve(person, caseId, 12_425, { unit: 'MI' }))).toBe('CONFIRMATION_NEEDED')
})

test('a second reviewer is warned as the first was, and on an appeal a third', async () => {
  const [first, taker] = [await box.user(), await box.user()]
  const bytes = await picture()
  box.script.read = () => readingOf(30_456, 0.5)
  await box.judged(first, bytes)
  const { id } = await box.judged(taker, bytes, { ...BEFORE, previous: { ...BEFORE.previous, value: 40_000 } })
  await box.ask(taker, APPEAL, { id })
  const caseId = await caseOf(id)
  for (const state of ['OPEN', 'DECIDED']) {
    const one = reviewer()
    await claim(one, caseId)
    expect(code(await approve(one, caseId, 30_456))).toBe('CONFIRMATION_NEEDED')
    const { data } = await approve(one, caseId, 30_456, { confirmBelowLast: true })
    expect(data?.decideReview.reviewCase.state).toBe(state)
  }
})

test('a reading is compared with what was read of the vehicle meanwhile, and not with later photos', async () => {
  const vehicleId = newId()
  const one = await inReview(undefined, { tenths: false, vehicleId, takenAt: daysAgo(3).toISOString() })
  const two = await inReview(undefined, { tenths: false, vehicleId, takenAt: daysAgo(1).toISOString() })
  const old = await inReview(undefined, { tenths: false, vehicleId, takenAt: daysAgo(5).toISOString() })
  const [person, other] = [reviewer(), reviewer()]
  await claim(person, one.caseId)
  await approve(person, one.caseId, 15_000)
  expect((await claim(person, two.caseId)).data?.claimReview.reviewCase).toMatchObject({
    lastReading: { value: 15_000, unit: 'KM' },
  })
  expect(code(await approve(person, two.caseId, 14_999))).toBe('CONFIRMATION_NEEDED')
  await claim(other, old.caseId)
  expect((await approve(other, old.caseId, 14_000)).errors).toBeUndefined()
})

test.each([
  ['whose last digit counted tenths', { unit: 'KM', tenths: false }, true],
  ['that counted kilometres', { unit: 'MI', tenths: true }, true],
  ['of which the same was known', { unit: 'KM', tenths: true }, false],
])('of a display %s, one reviewer alone changes nothing: all later photos are read by it', async (_, said, waits) => {
  const vehicleId = newId()
  const first = await inReview(undefined, { vehicleId, takenAt: daysAgo(3).toISOString() })
  const person = reviewer()
  await claim(person, first.caseId)
  await approve(person, first.caseId, 150, { tenths: true })
  const state = async (over: object, instrument: string) => {
    const { caseId } = await inReview(undefined, { vehicleId, ...over })
    const one = reviewer()
    await claim(one, caseId)
    const { data } = await approve(one, caseId, 1_510, { ...said, instrument })
    const second = reviewer()
    await claim(second, caseId)
    await approve(second, caseId, 1_510, { ...said, instrument })
    const { state: last } = await box.db
      .selectFrom('review_case')
      .select('state')
      .where('id', '=', caseId)
      .executeTakeFirstOrThrow()
    expect(last).toBe('DECIDED')
    return data?.decideReview.reviewCase.state
  }
  const previous = { value: 150, unit: 'KM', takenAt: daysAgo(3).toISOString() }
  const expected = waits ? 'OPEN' : 'DECIDED'
  expect(await state({ tenths: true, previous, takenAt: daysAgo(2).toISOString() }, 'SAME')).toBe(expected)
  expect(await state({ tenths: true, previous, takenAt: daysAgo(2.1).toISOString() }, 'REPLACED')).toBe(expected)
  // It was submitted when nothing was known yet.
  expect(await state({ takenAt: daysAgo(2.2).toISOString() }, 'SAME')).toBe(expected)
})
