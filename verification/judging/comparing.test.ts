import type { Worker } from 'node:worker_threads'
import { Client } from 'pg'
import { expect, test } from 'vitest'
import { createLog } from '#lib/log.ts'
import { anotherMinute, picture, readingOf, testVerification, type TestVerification } from '../verification.fixture.ts'
import type { Compare } from '../duplicates/compare.ts'
import { openComparer } from '../duplicates/comparer.ts'
import { createDuplicates } from '../duplicates/duplicates.ts'
import { until } from '../../test/until.ts'

const log = createLog('photos', { level: 'silent' })

/** A thread that says that it is ready gets its task, and is ended at it. */
const dieAtWork = (thread: Worker) => void thread.once('message', () => void thread.terminate())

/** A comparer whose threads die so often at their first task. */
function dying(times: number) {
  const comparer = openComparer({ threads: 1, log })
  let deaths = 0
  const compare: Compare = (task) => {
    if (deaths < times) {
      deaths++
      process.once('worker', dieAtWork)
    }
    return comparer.compare(task)
  }
  return {
    duplicates: createDuplicates(compare),
    deaths: () => deaths,
    [Symbol.asyncDispose]: () => comparer[Symbol.asyncDispose](),
  }
}

/** A box with one photo, which all later ones are like by their embedding. */
async function withPhoto(options: Parameters<typeof testVerification>[0]) {
  const box = await testVerification(options)
  box.script.embedding = '1'
  const driver = await box.user()
  const first = await picture()
  const send = async (bytes: Buffer) => {
    const id = await box.uploaded(driver, bytes)
    await box.submit(driver, id, { takenAt: anotherMinute() })
    return id
  }
  await box.becomes(driver, await send(first), 'APPROVED')
  return { box, driver, first, send }
}

const failuresOf = async ({ db }: TestVerification, photoId: string): Promise<number> =>
  (await db.selectFrom('submission').select('failures').where('photo_id', '=', photoId).executeTakeFirst())?.failures ?? 0

const allButOne = (box: TestVerification, photoId: string) =>
  box.db.updateTable('submission').set({ failures: 7 }).where('photo_id', '=', photoId).execute()

test('a thread that dies while it compares a photo is tried again, and the photo judged once', async () => {
  await using comparer = dying(2)
  const { box, driver, send } = await withPhoto({ duplicates: comparer.duplicates })
  await using _ = box
  const id = await send(await picture())
  expect(await box.becomes(driver, id, 'APPROVED', 'MANUAL_REVIEW')).toMatchObject({ status: 'APPROVED' })
  expect([comparer.deaths(), await failuresOf(box, id)]).toEqual([2, 2])
})

test('a photo that ends its thread every time goes to a person, who reads why; it is never approved by software', async () => {
  await using comparer = dying(Infinity)
  const { box, driver, send } = await withPhoto({ duplicates: comparer.duplicates })
  await using _ = box
  const id = await send(await picture())
  await until(async () => (await failuresOf(box, id)) >= 2)
  expect((await box.photo(driver, id)).status).toBe('WAITING')
  await allButOne(box, id)
  expect(await box.becomes(driver, id, 'MANUAL_REVIEW', 'APPROVED', 'REJECTED')).toMatchObject({
    status: 'MANUAL_REVIEW',
    reasons: [{ code: 'NOT_COMPARED' }],
    reading: { value: 12_345 },
  })
  expect(await box.said('verification.photo.judged')).toHaveLength(2)
  // By it, later copies are found.
  expect(await box.db.selectFrom('fingerprint').select('photo_id').where('photo_id', '=', id).execute()).toHaveLength(1)
})

test('the same bytes are refused though nothing could be compared', async () => {
  await using comparer = dying(Infinity)
  const { box, driver, first, send } = await withPhoto({ duplicates: comparer.duplicates })
  await using _ = box
  const id = await send(first)
  await until(async () => (await failuresOf(box, id)) > 0)
  await allButOne(box, id)
  expect(await box.becomes(driver, id, 'MANUAL_REVIEW', 'APPROVED', 'REJECTED')).toMatchObject({
    status: 'REJECTED',
    reasons: [{ code: 'DUPLICATE' }],
  })
})

test('an outage of the database while copies are searched is no failure of the photo', async () => {
  const { box, driver, send } = await withPhoto({})
  await using _ = box
  const owner = new Client({ connectionString: box.database.adminUrl })
  await owner.connect()
  await using __ = { [Symbol.asyncDispose]: () => owner.end() }
  let tries = 0
  box.script.read = async () => {
    // What is searched next waits for this lock.
    if (++tries === 1) await owner.query('BEGIN; LOCK TABLE verification.fingerprint IN ACCESS EXCLUSIVE MODE')
    return readingOf(12_345)
  }
  const id = await send(await picture())
  await until(() => tries === 1)
  await allButOne(box, id)
  // As the server does to what has waited too long. The connection lives on, so that a failure could be counted.
  const cut = `SELECT pg_cancel_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND usename = 'evergraph_verification' AND wait_event_type = 'Lock' AND query LIKE '%"fingerprint"%'`
  await until(async () => ((await owner.query(cut)).rowCount ?? 0) > 0)
  await owner.query('COMMIT')
  expect(await box.becomes(driver, id, 'MANUAL_REVIEW', 'APPROVED', 'REJECTED')).toMatchObject({ status: 'APPROVED' })
  expect(await failuresOf(box, id)).toBe(7)
})
