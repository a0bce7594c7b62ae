import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { userCaller } from '../../test/caller.ts'
import { until } from '../../test/until.ts'
import { insertVerdict } from '../submissions/verdict.queries.ts'
import {
  anotherMinute,
  insertPolicy,
  picture,
  readingOf,
  testVerification,
  type PhotoNode,
  type TestVerification,
  type User,
} from '../verification.fixture.ts'
import { askByPolicy } from './asking.handler.ts'
import { lockApprovals, whatIsKnown } from './asking.queries.ts'

let box: TestVerification
beforeAll(async () => void (box = await testVerification()))
afterAll(() => box[Symbol.asyncDispose]())

const codes = (photo: { reasons: { code: string }[] }) => photo.reasons.map(({ code }) => code)
const submissionOf = (photoId: string) =>
  box.db.selectFrom('submission').selectAll().where('photo_id', '=', photoId).executeTakeFirstOrThrow()
const verdictOf = async (photoId: string) => {
  const { id } = await submissionOf(photoId)
  return box.db.selectFrom('verdict').selectAll().where('submission_id', '=', id).executeTakeFirstOrThrow()
}
/** Uploaded in the capture flow. */
async function captured(driver: User): Promise<string> {
  const { data } = await box.ask<{ startCapture: { capture: { id: string } } }>(
    driver,
    'mutation { startCapture(input: { purpose: ODOMETER }) { capture { id } } }',
  )
  return box.uploaded(driver, await picture(), 'ODOMETER', { captureId: data?.startCapture.capture.id })
}
/** Submits at a moment of our clock; resolves when it is taken. */
const submitAt = (driver: User, photoId: string, at: Date, over: object = {}) =>
  box.tell(
    'odometer.photo.submitted',
    newId(),
    {
      uploadId: newId(),
      photoId,
      userId: driver.userId,
      vehicleId: newId(),
      unit: 'KM',
      previous: null,
      takenAt: at.toISOString(),
      place: null,
      guideFrame: null,
      ...over,
    },
    at,
  )
/** A photo of this driver that the models look at only when the policy for it was set, by its lot. */
async function judgedUnder(
  driver: User,
  photoId: string,
  policyOf: (lot: number) => Parameters<typeof insertPolicy>[1],
): Promise<PhotoNode> {
  const reading = Promise.withResolvers<ReturnType<typeof readingOf>>()
  box.script.read = () => reading.promise
  await box.submit(driver, photoId, { takenAt: anotherMinute() })
  const { id } = await submissionOf(photoId)
  const { number } = await box.db.selectFrom('lot').selectAll().where('submission_id', '=', id).executeTakeFirstOrThrow()
  await insertPolicy(box.db, policyOf(number))
  reading.resolve(readingOf(12_345))
  const judged = await box.becomes(driver, photoId, 'APPROVED', 'REJECTED', 'MANUAL_REVIEW')
  await insertPolicy(box.db)
  return judged
}

test('a photo goes to a person if its lot is below the share, and not if it is the share; what the software would have said stays beside it', async () => {
  const driver = await box.user()
  const asked = await judgedUnder(driver, await captured(driver), (lot) => ({ audit_permille: lot + 1 }))
  expect(asked).toMatchObject({ status: 'MANUAL_REVIEW', verdict: 'MANUAL_REVIEW' })
  expect(codes(asked)).toEqual(['RANDOM_AUDIT'])
  expect(asked.reasons[0]?.message).toContain('chosen by chance')
  expect(await verdictOf(asked.id)).toMatchObject({ software: 'APPROVED', verdict: 'MANUAL_REVIEW', reading: 12_345 })
  const passed = await judgedUnder(driver, await captured(driver), (lot) => ({ audit_permille: lot }))
  expect(passed.status).toBe('APPROVED')
  const { policy_version, software } = await verdictOf(passed.id)
  expect(software).toBe('APPROVED')
  // The verdict's own policy, and not the one that holds now.
  const policy = await box.db.selectFrom('policy').selectAll().where('version', '=', policy_version).executeTakeFirstOrThrow()
  const { number } = await box.db
    .selectFrom('lot')
    .selectAll()
    .where('submission_id', '=', (await submissionOf(passed.id)).id)
    .executeTakeFirstOrThrow()
  expect(policy.audit_permille).toBe(number)
})

test('the share of photos from no capture flow holds for those alone', async () => {
  const driver = await box.user()
  const all = () => ({ unbound_permille: 1_000 })
  expect(codes(await judgedUnder(driver, await box.uploaded(driver, await picture()), all))).toEqual(['RANDOM_AUDIT'])
  expect((await judgedUnder(driver, await captured(driver), all)).status).toBe('APPROVED')
})

test('the share of new drivers holds until so many of their photos are approved', async () => {
  const driver = await box.user()
  const all = () => ({ new_driver_permille: 1_000, new_driver_photos: 2 })
  box.script.read = () => readingOf(12_345)
  await box.judged(driver, await picture(), { takenAt: anotherMinute() })
  const second = await judgedUnder(driver, await captured(driver), all)
  expect(codes(second)).toEqual(['RANDOM_AUDIT'])
  // One that a person still looks at is not approved.
  expect(codes(await judgedUnder(driver, await captured(driver), all))).toEqual(['RANDOM_AUDIT'])
  box.script.read = () => readingOf(12_345)
  await box.judged(driver, await picture(), { takenAt: anotherMinute() })
  expect((await judgedUnder(driver, await captured(driver), all)).status).toBe('APPROVED')
})

test('what the software rejects or doubts is not asked about by chance', async () => {
  const driver = await box.user()
  await insertPolicy(box.db, { audit_permille: 1_000 })
  box.script.read = () => readingOf(12_345, 0.5)
  const photo = await box.judged(driver, await picture(), { takenAt: anotherMinute() })
  await insertPolicy(box.db)
  expect(codes(photo)).toEqual(['LOW_CONFIDENCE'])
  expect(await verdictOf(photo.id)).toMatchObject({ software: 'MANUAL_REVIEW' })
  expect(photo.checks.map(({ check }) => check)).not.toContain('random-audit')
})

test('a photo that fails and is judged again has the same lot', async () => {
  const driver = await box.user()
  const photoId = await captured(driver)
  let tries = 0
  const lots: number[] = []
  box.script.read = async () => {
    const { id } = await submissionOf(photoId)
    lots.push((await box.db.selectFrom('lot').selectAll().where('submission_id', '=', id).executeTakeFirstOrThrow()).number)
    if (++tries < 2) throw new Error('the models are away')
    return readingOf(12_345)
  }
  await box.submit(driver, photoId)
  await until(() => lots.length === 2, { timeoutMs: 30_000 })
  expect(lots[1]).toBe(lots[0])
})

/** Submissions that nobody judges: rows alone, of one driver. */
async function waiting(driver: User, count: number, at = new Date()) {
  const consent = await box.db.selectFrom('consent').selectAll().where('user_id', '=', driver.userId).executeTakeFirstOrThrow()
  const ids = Array.from({ length: count }, () => ({ photo_id: newId(), id: newId() }))
  const purpose = 'ODOMETER' as const
  const user_id = driver.userId
  await box.db
    .insertInto('photo')
    .values(
      ids.map(({ photo_id: id }) => ({
        id,
        user_id,
        consent_id: consent.id,
        purpose,
        content_type: 'image/jpeg',
        size_bytes: 1,
        capture_id: null,
        attestation: 'NONE' as const,
        sha256: null,
        type: null,
        width: null,
        height: null,
        erased_at: null,
        swept_at: null,
      })),
    )
    .execute()
  const nothing = { previous_value: null, previous_taken_at: null, guide_frame: null, task: null, material: null }
  return box.db
    .insertInto('submission')
    .values(
      ids.map((id) => ({
        ...id,
        ...nothing,
        user_id,
        purpose,
        subject_id: newId(),
        vehicle_id: newId(),
        unit: 'KM' as const,
        taken_at: at,
        latitude: null,
        longitude: null,
        submitted_at: at,
      })),
    )
    .returningAll()
    .execute()
}
const bare = { reasons: [], rule_version: 2, models: [], reading: 1, confidence: 1, viewable: true, software: 'APPROVED' as const }
const approvedOf = async (driver: User) => {
  const { rows } = await sql<{ count: number }>`SELECT count(*)::integer AS count FROM verdict
    JOIN submission ON submission.id = submission_id WHERE user_id = ${driver.userId} AND verdict = 'APPROVED'`.execute(box.db)
  return rows[0]?.count
}

test('ten photos at once do not pass the daily cap, and no verdict fails', async () => {
  const driver = await box.user()
  const policy = await insertPolicy(box.db, { unbound_per_day: 3 })
  const verdicts = await Promise.all(
    (await waiting(driver, 10)).map((submission) =>
      box.db.transaction().execute(async (trx) => {
        const { asked } = await askByPolicy(trx, submission, 'APPROVED', null)
        const flagged = asked.some(({ reason }) => reason === 'DAILY_CAP')
        const verdict = flagged ? ('MANUAL_REVIEW' as const) : ('APPROVED' as const)
        const reasons = flagged ? [{ code: 'DAILY_CAP', message: 'asked' }] : []
        await insertVerdict(trx, { ...bare, submission_id: submission.id, policy_version: policy.version, verdict, reasons })
        return verdict
      }),
    ),
  )
  await insertPolicy(box.db)
  expect(verdicts.filter((verdict) => verdict === 'APPROVED')).toHaveLength(3)
})

test('the database lets no more be approved of a day than the verdict’s policy says, whoever writes them and at once', async () => {
  const driver = await box.user()
  const policy = await insertPolicy(box.db, { unbound_per_day: 3 })
  await insertPolicy(box.db)
  const answers = await Promise.allSettled(
    (await waiting(driver, 10)).map(({ id }) =>
      box.db
        .transaction()
        .execute((trx) => insertVerdict(trx, { ...bare, submission_id: id, policy_version: policy.version, verdict: 'APPROVED' })),
    ),
  )
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
  const [refused] = answers.filter((answer) => answer.status === 'rejected')
  expect(String(refused?.reason)).toContain('approved already')
  expect(await approvedOf(driver)).toBe(3)
})

test('the database keeps no verdict that a policy has made milder, none that it has refused, and none without a policy', async () => {
  const { version } = await insertPolicy(box.db)
  const [row] = await waiting(await box.user(), 1)
  const insert = (over: object) =>
    insertVerdict(box.db as never, { ...bare, submission_id: row?.id ?? '', policy_version: version, verdict: 'APPROVED', ...over })
  for (const [software, verdict] of [
    ['MANUAL_REVIEW', 'APPROVED'],
    ['REJECTED', 'APPROVED'],
    ['REJECTED', 'MANUAL_REVIEW'],
    ['APPROVED', 'REJECTED'],
    ['MANUAL_REVIEW', 'REJECTED'],
  ]) {
    const reasons = verdict === 'APPROVED' ? [] : [{ code: 'DAILY_CAP', message: 'asked' }]
    await expect(insert({ software, verdict, reasons })).rejects.toMatchObject({ constraint: 'verdict_software' })
  }
  await expect(insert({ policy_version: null })).rejects.toMatchObject({ constraint: 'verdict_policy' })
  await expect(insert({ software: null })).rejects.toMatchObject({ constraint: 'verdict_policy' })
})

test('ten photos that are submitted at once: as many as the cap are approved, and people look at the others', async () => {
  const driver = await box.user()
  await insertPolicy(box.db, { unbound_per_day: 3 })
  box.script.read = () => readingOf(12_345)
  const ids = await Promise.all(Array.from({ length: 10 }, async () => box.uploaded(driver, await picture())))
  await Promise.all(ids.map((id) => box.submit(driver, id, { takenAt: anotherMinute() })))
  const photos = await Promise.all(ids.map((id) => box.becomes(driver, id, 'APPROVED', 'REJECTED', 'MANUAL_REVIEW')))
  await insertPolicy(box.db)
  expect(photos.map(({ status }) => status).toSorted()).toEqual([
    ...Array.from({ length: 3 }, () => 'APPROVED'),
    ...Array.from({ length: 7 }, () => 'MANUAL_REVIEW'),
  ])
  for (const photo of photos) expect(codes(photo)).toEqual(photo.status === 'APPROVED' ? [] : ['DAILY_CAP'])
}, 60_000)

test('the day of the cap is that of the submission in UTC: it begins at midnight there, whenever a photo is judged', async () => {
  const driver = await box.user()
  const midnight = new Date(new Date().toISOString().slice(0, 10))
  const policy = await insertPolicy(box.db)
  const before = await waiting(driver, 2, new Date(midnight.getTime() - 1))
  const [first, second] = await waiting(driver, 2, midnight)
  const known = (id = '') =>
    box.db.transaction().execute(async (trx) => {
      await lockApprovals(trx, driver.userId)
      return (await whatIsKnown(trx, id)).unboundToday
    })
  for (const { id } of [...before, ...(first ? [first] : [])])
    await insertVerdict(box.db as never, { ...bare, submission_id: id, policy_version: policy.version, verdict: 'APPROVED' })
  expect([await known(before[0]?.id), await known(second?.id)]).toEqual([2, 1])
})

test('a person is asked if the kilometres of the day are worth more than the policy’s number, over all photos of the driver', async () => {
  const token = 10n ** 18n
  const published = { ruleId: newId(), per: 10_000, amount: String(token), maximum: String(500n * token) }
  const holdsFrom = new Date(Date.now() - 1_000).toISOString()
  await box.tell('rewards.rule.published', newId(), { ...published, rule: 'charging.energy', version: 9, holdsFrom })
  const driver = await box.user()
  const vehicleId = newId()
  const previous = { value: 12_000, takenAt: new Date(Date.now() - 86_400_000).toISOString() }
  const day = new Date(new Date().toISOString().slice(0, 10)).getTime()
  await insertPolicy(box.db, { day_worth: String(20n * token) })
  /** Of the same day, all submitted after the same reading. */
  const judged = async (value: number, at = new Date()) => {
    box.script.read = () => readingOf(value)
    const id = await captured(driver)
    const takenAt = anotherMinute(at)
    await submitAt(driver, id, at, { vehicleId, previous, takenAt })
    return box.becomes(driver, id, 'APPROVED', 'REJECTED', 'MANUAL_REVIEW')
  }
  // What kilometres earn is not known yet: nobody is asked.
  const unknown = await judged(12_100)
  expect(unknown.status).toBe('APPROVED')
  expect(unknown.checks.find(({ check }) => check === 'day-worth')).toMatchObject({ outcome: 'UNKNOWN' })
  await box.tell('rewards.rule.published', newId(), { ...published, rule: 'odometer.distance', version: 1, holdsFrom })
  // Not of yet: it holds from tomorrow.
  await box.tell('rewards.rule.published', newId(), {
    ...published,
    rule: 'odometer.distance',
    version: 2,
    amount: String(100n * token),
    holdsFrom: new Date(Date.now() + 86_400_000).toISOString(),
  })
  const exactly = await judged(12_200)
  expect(exactly.status).toBe('APPROVED')
  const more = await judged(12_201)
  expect(codes(more)).toEqual(['DAY_WORTH'])
  expect(await verdictOf(more.id)).toMatchObject({ software: 'APPROVED' })
  const seen = await box.photo(userCaller(['REVIEWER']), more.id)
  expect(JSON.parse(seen.checks.find(({ check }) => check === 'day-worth')?.detail ?? '')).toEqual({
    worth: String((token * 201n) / 10n),
    most: String(20n * token),
  })
  // Yesterday's have a number of their own; they are not those of today.
  await insertPolicy(box.db, { day_worth: String((token * 201n) / 10n - 1n) })
  expect((await judged(12_150, new Date(day - 1))).status).toBe('APPROVED')
  await insertPolicy(box.db)
}, 60_000)
