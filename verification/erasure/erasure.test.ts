import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { userCaller } from '../../test/caller.ts'
import { until } from '../../test/until.ts'
import { keysOf } from '../photos/keys.ts'
import { JUDGE } from '../jobs.ts'
import { sweep } from './sweep.handler.ts'
import { asOwner, picture, readingOf, testVerification, type TestVerification } from '../verification.fixture.ts'

let box: TestVerification
beforeAll(async () => void (box = await testVerification()))
afterAll(() => box[Symbol.asyncDispose]())

const ERASE = 'mutation ($userId: UUID) { erasePhotos(input: { userId: $userId }) { erased } }'
const code = ({ errors }: { errors?: { extensions?: { code?: string } }[] }) => errors?.[0]?.extensions?.code
const filesOf = async (id: string) =>
  (await Promise.all(Object.values(keysOf(id)).map((key) => box.storage.exists(key)))).filter(Boolean).length

test('erasure removes photos, places and evidence, and keeps what the ledger needs', async () => {
  const driver = await box.user()
  box.script.read = () => readingOf(54_321)
  const bytes = await picture()
  const { id, sha256 } = await box.judged(driver, bytes, { place: { latitude: 48.1, longitude: 11.6 } })
  expect(await filesOf(id)).toBe(3)
  expect(await box.ask(driver, ERASE)).toMatchObject({ data: { erasePhotos: { erased: 1 } } })
  await until(async () => (await filesOf(id)) === 0)
  const erased = await box.photo(driver, id)
  expect(erased).toMatchObject({ status: 'ERASED', sha256, verdict: 'APPROVED', reading: { value: 54_321 }, reviewUrl: null })
  expect(erased.models).toHaveLength(1)
  const submission = await box.db.selectFrom('submission').selectAll().where('photo_id', '=', id).executeTakeFirstOrThrow()
  expect([submission.latitude, submission.longitude]).toEqual([null, null])
  const findings = await box.db.selectFrom('finding').select('detail').where('submission_id', '=', submission.id).execute()
  expect(findings.every(({ detail }) => Object.keys(detail).length === 0)).toBe(true)
  expect(await box.db.selectFrom('inference').select('model').where('submission_id', '=', submission.id).execute()).toEqual([])
  expect(await box.db.selectFrom('fingerprint').select(['user_id', 'outline']).where('photo_id', '=', id).execute()).toEqual([
    { user_id: null, outline: null },
  ])
  expect((await box.said('verification.photos.erased')).at(-1)).toMatchObject({ userId: driver.userId, photoIds: [id] })
  expect(code(await box.requested(driver))).toBe('CONSENT_NEEDED')
  // And it earns nothing a second time.
  expect(await box.judged(await box.user(), bytes)).toMatchObject({ status: 'REJECTED', reasons: [{ code: 'DUPLICATE' }] })
})

test('what waits for a person is rejected and its case closed', async () => {
  const driver = await box.user()
  box.script.read = () => readingOf(1, 0.2)
  const { id } = await box.judged(driver, await picture())
  await box.ask(driver, ERASE)
  const submission = await box.db.selectFrom('submission').selectAll().where('photo_id', '=', id).executeTakeFirstOrThrow()
  expect(submission).toMatchObject({ state: 'REJECTED', reasons: [{ code: 'PHOTO_ERASED' }] })
  expect(await box.db.selectFrom('review_case').select('state').where('submission_id', '=', submission.id).execute()).toEqual([
    { state: 'CANCELLED' },
  ])
})

test('a photo erased while it is judged leaves nothing behind', async () => {
  const driver = await box.user()
  const asked = Promise.withResolvers<void>()
  const go = Promise.withResolvers<void>()
  box.script.read = async () => {
    asked.resolve()
    await go.promise
    return readingOf(12_345)
  }
  const id = await box.uploaded(driver, await picture())
  await box.submit(driver, id)
  await asked.promise
  await box.ask(driver, ERASE)
  go.resolve()
  await until(async () => (await filesOf(id)) === 0)
  expect((await box.photo(driver, id)).status).toBe('ERASED')
  expect((await box.said('verification.photo.judged')).filter(({ photoId }) => photoId === id)).toEqual([])
})

test('what a killed process has left of an erased photo goes when its job comes again', async () => {
  const driver = await box.user()
  box.script.read = () => readingOf(8_765)
  const { id } = await box.judged(driver, await picture())
  await box.ask(driver, ERASE)
  await until(async () => (await filesOf(id)) === 0)
  await box.storage.put(keysOf(id).original, 'left')
  const { id: submissionId } = await box.db
    .selectFrom('submission')
    .select('id')
    .where('photo_id', '=', id)
    .executeTakeFirstOrThrow()
  await using jobs = await box.jobs()
  await box.db.transaction().execute((trx) => jobs.enqueue(trx, JUDGE, { submissionId }))
  await until(async () => (await filesOf(id)) === 0)
})

test('others’ photos are erased by admins alone, and that is on record', async () => {
  const driver = await box.user()
  box.script.read = () => readingOf(9)
  await box.judged(driver, await picture())
  expect(code(await box.ask(await box.user(), ERASE, { userId: driver.userId }))).toBe('FORBIDDEN')
  const admin = userCaller(['ADMIN'])
  expect(await box.ask(admin, ERASE, { userId: driver.userId })).toMatchObject({ data: { erasePhotos: { erased: 1 } } })
  const audit = await box.db.selectFrom('audit').selectAll().where('subject_id', '=', driver.userId).execute()
  expect(audit).toMatchObject([{ actor_id: admin.userId, action: 'photos.erased' }])
})

test('uploads that were never submitted go after a day, submitted ones stay', async () => {
  const driver = await box.user()
  box.script.read = () => readingOf(77)
  const lost = await box.uploaded(driver, await picture())
  const { id: kept } = await box.judged(driver, await picture())
  await asOwner(box, `UPDATE photo SET requested_at = now() - interval '25 hours' WHERE user_id = '${driver.userId}'`)
  await using jobs = await box.jobs()
  await sweep({ ...box, jobs })
  await until(async () => (await filesOf(lost)) === 0)
  await expect(box.photo(driver, lost)).rejects.toThrow()
  expect(await filesOf(kept)).toBe(3)
  await box.submit(driver, lost)
  await until(async () => (await box.said('verification.photo.judged')).find(({ photoId }) => photoId === lost))
})

test('however many were never submitted, one sweep removes them all', async () => {
  const { userId } = await box.user()
  const { id: consent } = await box.db.selectFrom('consent').select('id').where('user_id', '=', userId).executeTakeFirstOrThrow()
  await asOwner(
    box,
    `INSERT INTO photo (id, user_id, consent_id, purpose, content_type, size_bytes, attestation, requested_at)
     SELECT gen_random_uuid(), '${userId}', '${consent}', 'ODOMETER', 'image/jpeg', 1, 'NONE', now() - interval '25 hours'
     FROM generate_series(1, 1001)`,
  )
  await using jobs = await box.jobs()
  await sweep({ ...box, jobs })
  expect(await box.db.selectFrom('photo').select('id').where('user_id', '=', userId).execute()).toEqual([])
})

test('captures that were never used go after a day, used ones stay', async () => {
  const driver = await box.user()
  const started = 'mutation { startCapture(input: { purpose: ODOMETER }) { capture { id } } }'
  const capture = async () =>
    (await box.ask<{ startCapture: { capture: { id: string } } }>(driver, started)).data?.startCapture.capture.id ?? ''
  const [unused, used, fresh] = [await capture(), await capture(), await capture()]
  await box.uploaded(driver, await picture(), 'ODOMETER', { captureId: used })
  const [yesterday, then] = [new Date(Date.now() - 26 * 3_600_000), new Date(Date.now() - 25 * 3_600_000)]
  await box.db.updateTable('capture').set({ issued_at: yesterday, expires_at: then }).where('id', 'in', [unused, used]).execute()
  await using jobs = await box.jobs()
  await sweep({ ...box, jobs })
  const left = await box.db.selectFrom('capture').select('id').where('user_id', '=', driver.userId).execute()
  expect(left.map(({ id }) => id).toSorted()).toEqual([used, fresh].toSorted())
})

test('a photo whose job was lost is found and judged', async () => {
  const driver = await box.user()
  const id = await box.uploaded(driver, await picture())
  const submission = {
    id: newId(),
    photo_id: id,
    user_id: driver.userId,
    purpose: 'DEED' as const,
    subject_id: newId(),
    task: 'RECYCLING' as const,
  }
  await expect(
    box.db
      .insertInto('submission')
      .values({ ...EMPTY, ...submission })
      .execute(),
  ).rejects.toThrow('foreign key')
  await box.db
    .insertInto('submission')
    .values({ ...EMPTY, ...submission, purpose: 'ODOMETER', task: null, vehicle_id: newId(), unit: 'KM' })
    .execute()
  await using jobs = await box.jobs()
  await sweep({ ...box, jobs })
  await box.becomes(driver, id, 'APPROVED', 'MANUAL_REVIEW')
})

const EMPTY = {
  vehicle_id: null,
  unit: null,
  previous_value: null,
  previous_taken_at: null,
  guide_frame: null,
  task: null,
  material: null,
  latitude: null,
  longitude: null,
  taken_at: new Date(),
  submitted_at: new Date(Date.now() - 2 * 3_600_000),
}
