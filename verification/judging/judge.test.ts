import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { userCaller } from '../../test/caller.ts'
import { until } from '../../test/until.ts'
import { takeRejection } from '../submissions/review-case.handler.ts'
import { judgementOf, picture, readingOf, testVerification, type TestVerification } from '../verification.fixture.ts'

let box: TestVerification
beforeAll(async () => void (box = await testVerification()))
afterAll(() => box[Symbol.asyncDispose]())

const codes = (photo: { reasons: { code: string }[] }) => photo.reasons.map(({ code }) => code)

test('a clear photo of an odometer is approved, with its reading, its hash and the models that said so', async () => {
  const driver = await box.user()
  const bytes = await picture()
  box.script.read = () => readingOf(54_321)
  const photo = await box.judged(driver, bytes)
  expect(photo).toMatchObject({
    status: 'APPROVED',
    verdict: 'APPROVED',
    reasons: [],
    reading: { value: 54_321, confidence: 0.999 },
    sha256: createHash('sha256').update(bytes).digest('hex'),
    models: [{ name: 'odometer-reader', version: 'test' }],
  })
  expect(await box.said('verification.photo.judged')).toContainEqual(
    expect.objectContaining({
      photoId: photo.id,
      userId: driver.userId,
      verdict: 'APPROVED',
      reading: { value: 54_321, confidence: 0.999 },
    }),
  )
})

test('the taker sees what was found; scores and evidence are for reviewers', async () => {
  const driver = await box.user()
  const { id } = await box.judged(driver, await picture())
  const own = await box.photo(driver, id)
  expect(own.checks.length).toBeGreaterThan(5)
  expect(own.checks.every(({ score, detail }) => score === null && detail === null)).toBe(true)
  const seen = await box.photo(userCaller(['REVIEWER']), id)
  expect(seen.checks.find(({ check }) => check === 'odometer-reading')).toMatchObject({ outcome: 'PASS', score: 0.999 })
  await expect(box.photo(userCaller(['DRIVER']), id)).rejects.toThrow()
})

test('a photo whose metadata hold the character 0, or half a character, is judged', async () => {
  const driver = await box.user()
  box.script.read = () => readingOf(4_321)
  const bytes = await sharp(await picture())
    .withExif({ IFD0: { Software: `x${'🚗'.repeat(120)}` } })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/" CreatorTool="Dark~room"/>')
    .jpeg()
    .toBuffer()
  bytes.writeUInt8(0, bytes.indexOf('Dark~room') + 4)
  const { id, status } = await box.judged(driver, bytes)
  expect(status).toBe('APPROVED')
  expect((await box.photo(userCaller(['REVIEWER']), id)).checks.length).toBeGreaterThan(5)
})

test('people see copies without metadata; the original is private', async () => {
  const driver = await box.user()
  const { reviewUrl, thumbnailUrl, id } = await box.judged(driver, await picture(1_000, 800))
  for (const url of [reviewUrl, thumbnailUrl]) {
    const answer = await fetch(url ?? '')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toContain('private')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  }
  expect((await fetch(new URL(`photos/${id}/original`, box.filesUrl))).status).toBe(403)
  expect(await box.storage.exists(`uploads/${id}`)).toBe(false)
})

test('a reading that is not sure, or none, is a matter for a person', async () => {
  const driver = await box.user()
  box.script.read = () => readingOf(12_345, 0.5)
  expect(await box.judged(driver, await picture())).toMatchObject({
    status: 'MANUAL_REVIEW',
    reasons: [{ code: 'LOW_CONFIDENCE' }],
  })
  const another = await box.user()
  box.script.read = () => readingOf(null)
  const photo = await box.judged(another, await picture())
  expect(codes(photo)).toEqual(['NO_ODOMETER'])
  const cases = await box.db
    .selectFrom('review_case')
    .innerJoin('submission', 'submission.id', 'submission_id')
    .selectAll('review_case')
    .where('photo_id', '=', photo.id)
    .execute()
  expect(cases).toMatchObject([{ kind: 'VERDICT', state: 'OPEN', user_id: another.userId }])
})

test('a sure reading below the last one is rejected, an unsure one is not', async () => {
  const driver = await box.user()
  const previous = { value: 20_000, takenAt: new Date(Date.now() - 86_400_000).toISOString() }
  box.script.read = () => readingOf(19_000)
  expect(codes(await box.judged(driver, await picture(), { previous }))).toContain('READING_DECREASED')
  box.script.read = () => readingOf(19_000, 0.5)
  expect(await box.judged(driver, await picture(), { previous })).toMatchObject({ status: 'MANUAL_REVIEW' })
})

test('the same bytes are accepted once, whoever sends them', async () => {
  const [one, other] = [await box.user(), await box.user()]
  const bytes = await picture()
  box.script.read = () => readingOf(70_000)
  expect(await box.judged(one, bytes)).toMatchObject({ status: 'APPROVED' })
  expect(await box.judged(other, bytes)).toMatchObject({ status: 'REJECTED', reasons: [{ code: 'DUPLICATE' }] })
})

test('of the same photo submitted by two users at once, one wins and the other is a duplicate', async () => {
  const users = [await box.user(), await box.user()]
  const bytes = await picture()
  const ids = await Promise.all(users.map((user) => box.uploaded(user, bytes)))
  await Promise.all(users.map((user, i) => box.submit(user, ids[i] ?? '')))
  const photos = await Promise.all(users.map((user, i) => box.becomes(user, ids[i] ?? '', 'APPROVED', 'REJECTED')))
  expect(photos.map(({ status }) => status).toSorted()).toEqual(['APPROVED', 'REJECTED'])
  expect(photos.flatMap(codes)).toEqual(['DUPLICATE'])
})

test('a photo that is somebody else’s, for something else, or not there is rejected', async () => {
  const [driver, thief] = [await box.user(), await box.user()]
  const own = await box.uploaded(driver, await picture())
  await box.submit(thief, own)
  await box.submitDeed(driver, own)
  const unknown = newId()
  await box.submit(driver, unknown)
  const refused = await until(async () => {
    const all = (await box.said('verification.photo.judged')).filter(({ photoId }) => photoId === own || photoId === unknown)
    return all.length === 3 && all
  })
  expect(refused.map(({ reasons }) => reasons[0]?.code)).toEqual(['PHOTO_MISSING', 'PHOTO_MISSING', 'PHOTO_MISSING'])
  // Nothing of it touches the one who took it.
  await box.submit(driver, own)
  expect((await box.becomes(driver, own, 'APPROVED', 'MANUAL_REVIEW')).status).toBe('APPROVED')
})

test('what one domain says of a photo that was taken for the other, or of a thief’s, does not touch it', async () => {
  const [driver, thief] = [await box.user(), await box.user()]
  const { id } = await box.judged(driver, await picture())
  const rejected = { photoId: id, reasons: [{ code: 'PHOTO_MISSING', message: 'No such photo.' }] }
  const about = () => ({ id: newId(), aggregateId: newId(), occurredAt: new Date().toISOString(), requestId: null })
  const deed = { ...rejected, submissionId: newId(), userId: driver.userId, task: 'CYCLING' as const }
  const upload = { ...rejected, uploadId: newId(), userId: thief.userId, vehicleId: newId() }
  await box.db.transaction().execute(async (trx) => {
    await takeRejection(trx, { ...about(), name: 'deeds.deed.rejected', data: deed })
    await takeRejection(trx, { ...about(), name: 'odometer.upload.rejected', data: upload })
  })
  expect((await box.photo(driver, id)).status).toBe('APPROVED')
})

test('a photo is judged for one submission', async () => {
  const driver = await box.user()
  const id = await box.uploaded(driver, await picture())
  await box.submit(driver, id)
  await box.submit(driver, id)
  await until(async () => (await box.said('verification.photo.judged')).filter(({ photoId }) => photoId === id).length === 2)
  const told = (await box.said('verification.photo.judged')).filter(({ photoId }) => photoId === id)
  expect(told.map(({ verdict }) => verdict).toSorted()).toEqual(['APPROVED', 'REJECTED'])
})

test('a deed is approved at its threshold, rejected when it is clearly something else, and otherwise left to people', async () => {
  const user = await box.user()
  const deed = async (confidence: number | null, task: 'TREE_PLANTING' | 'EV_CHARGING' = 'TREE_PLANTING') => {
    box.script.judge = () => (confidence === null ? null : judgementOf(confidence))
    const id = await box.uploaded(user, await picture(), 'DEED')
    // A day apart, so that they are not one deed told twice.
    await box.submitDeed(user, id, { task, takenAt: new Date(Date.now() - (days++ + 2) * 2 * 86_400_000).toISOString() })
    return box.becomes(user, id, 'APPROVED', 'REJECTED', 'MANUAL_REVIEW')
  }
  let days = 0
  expect(await deed(0.95)).toMatchObject({ status: 'APPROVED' })
  expect(await deed(0.05)).toMatchObject({ status: 'REJECTED', reasons: [{ code: 'NOT_THE_CLAIM' }] })
  expect(await deed(0.75)).toMatchObject({ status: 'MANUAL_REVIEW', reasons: [{ code: 'LOW_CONFIDENCE' }] })
  expect(await deed(null)).toMatchObject({ status: 'MANUAL_REVIEW', reasons: [{ code: 'NO_MODEL' }] })
  expect(await deed(null, 'EV_CHARGING')).toMatchObject({ status: 'APPROVED' })
})

test('what a model thinks of a deed is for reviewers: its taker could try until it is high enough', async () => {
  const user = await box.user()
  box.script.judge = () => judgementOf(0.75)
  const id = await box.uploaded(user, await picture(), 'DEED')
  await box.submitDeed(user, id, { task: 'TREE_PLANTING' })
  await box.becomes(user, id, 'MANUAL_REVIEW')
  const confidence = async (caller: Parameters<typeof box.ask>[0]) =>
    (await box.ask<{ photo: { confidence: number | null } }>(caller, `{ photo(id: "${id}") { confidence } }`)).data?.photo
      .confidence
  expect(await confidence(user)).toBeNull()
  expect(await confidence(userCaller(['REVIEWER']))).toBe(0.75)
})
