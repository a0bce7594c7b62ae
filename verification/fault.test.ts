import { expect, test } from 'vitest'
import { createLog } from '#lib/log.ts'
import { picture, readingOf, testVerification } from './verification.fixture.ts'
import { openDecoder } from './images/decoder.ts'
import { userCaller } from '../test/caller.ts'
import { until } from '../test/until.ts'

test('while the object store is down nothing is lost: the photo is judged when it is back', async () => {
  let down = true
  let tries = 0
  await using box = await testVerification({
    storage: (plain) =>
      new Proxy(plain, {
        get(target, name) {
          if (down && (name === 'getBytes' || name === 'exists' || name === 'put'))
            return () => {
              tries++
              return Promise.reject(new Error('connect ECONNREFUSED'))
            }
          const value: unknown = Reflect.get(target, name, target)
          return typeof value === 'function' ? value.bind(target) : value
        },
      }),
  })
  const driver = await box.user()
  const id = await box.uploaded(driver, await picture())
  await box.submit(driver, id)
  await until(() => tries >= 2)
  expect((await box.photo(driver, id)).status).toBe('WAITING')
  down = false
  await box.becomes(driver, id, 'APPROVED')
  expect(await box.told('verification.photo.judged')).toHaveLength(1)
})

test('a worker of the models that dies is tried again, and the photo judged once', async () => {
  await using box = await testVerification()
  const driver = await box.user()
  let tries = 0
  box.script.read = () => (++tries < 3 ? Promise.reject(new Error('Worker terminated')) : readingOf(4_711))
  const photo = await box.judged(driver, await picture())
  expect(photo).toMatchObject({ status: 'APPROVED', reading: { value: 4_711 } })
  expect(await box.told('verification.photo.judged')).toHaveLength(1)
})

test('models that fail on a photo for good leave it to a person', async () => {
  await using box = await testVerification()
  const driver = await box.user()
  box.script.read = () => Promise.reject(new Error('The net has no such input.'))
  const id = await box.uploaded(driver, await picture())
  await box.submit(driver, id, { takenAt: new Date(Date.now() - 800_000).toISOString() })
  await until(() => box.db.selectFrom('submission').select('id').where('photo_id', '=', id).executeTakeFirst())
  await box.db
    .updateTable('submission')
    .set({ submitted_at: new Date(Date.now() - 700_000) })
    .where('photo_id', '=', id)
    .execute()
  expect(await box.becomes(driver, id, 'MANUAL_REVIEW')).toMatchObject({ reasons: [{ code: 'NOT_JUDGED' }] })
})

test('the same photo judged twice at once has one verdict', async () => {
  await using box = await testVerification()
  const driver = await box.user()
  const both = Promise.withResolvers<void>()
  let asked = 0
  box.script.read = async () => {
    if (++asked === 2) both.resolve()
    await both.promise
    return readingOf(12_345)
  }
  const id = await box.uploaded(driver, await picture())
  await box.submit(driver, id)
  const { id: submissionId } = await until(() =>
    box.db.selectFrom('submission').select('id').where('photo_id', '=', id).executeTakeFirst(),
  )
  await using jobs = await box.jobs()
  await box.db.transaction().execute((trx) => jobs.enqueue(trx, 'judge', { submissionId }))
  expect(await box.becomes(driver, id, 'APPROVED')).toMatchObject({ status: 'APPROVED' })
  expect(await box.told('verification.photo.judged')).toHaveLength(1)
  expect(await box.db.selectFrom('verdict').select('submission_id').execute()).toHaveLength(1)
})

test('malformed files are refused with their reason and the process lives on', async () => {
  await using box = await testVerification()
  const driver = await box.user()
  const cut = (await picture()).subarray(0, 30)
  const files: [Buffer, string][] = [
    [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'UNSUPPORTED_TYPE'],
    [cut, 'UNREADABLE_IMAGE'],
    [await picture(32, 24), 'IMAGE_TOO_SMALL'],
  ]
  for (const [bytes, code] of files)
    expect(await box.judged(driver, bytes)).toMatchObject({ status: 'REJECTED', reasons: [{ code }], reviewUrl: null })
  expect((await box.judged(driver, await picture())).status).toBe('APPROVED')
})

test('more photos than may wait for the decoder are turned away, and come again by their jobs', async () => {
  await using decoder = openDecoder({ threads: 1, log: createLog('images', { level: 'silent' }) })
  const bytes = await picture()
  const all = await Promise.allSettled(Array.from({ length: 30 }, () => decoder.decode({ bytes, anchors: [] })))
  const refused = all.filter((one) => one.status === 'rejected')
  expect(refused.length).toBeGreaterThan(0)
  expect(refused[0]?.reason).toMatchObject({ code: 'UNAVAILABLE' })
  expect(all.some(({ status }) => status === 'fulfilled')).toBe(true)
})

test('models are reloaded without a restart, by admins', async () => {
  await using box = await testVerification()
  const reload = 'mutation { reloadModels { models { name version state } } }'
  expect((await box.ask(userCaller(['REVIEWER']), reload)).errors?.[0]?.extensions?.code).toBe('FORBIDDEN')
  expect((await box.ask(userCaller(['ADMIN']), reload)).errors).toBeUndefined()
  expect(box.script.reloads).toBe(1)
})

test('every verdict names the models of its moment, and what runs in the shadow is kept and decides nothing', async () => {
  await using box = await testVerification()
  const driver = await box.user()
  const shadow = { model: { name: 'odometer-reader', version: 'next' }, result: { value: 1 } }
  box.script.read = () => ({ ...readingOf(12_345), shadows: [shadow] })
  const { id, reading, models } = await box.judged(driver, await picture())
  expect({ reading, models }).toMatchObject({ reading: { value: 12_345 }, models: [{ version: 'test' }] })
  const { data } = await box.ask<{ photo: { answers: unknown[] } }>(
    userCaller(['REVIEWER']),
    'query ($id: UUID!) { photo(id: $id) { answers { model { version } shadow result } } }',
    { id },
  )
  expect(data?.photo.answers).toContainEqual({ model: { version: 'next' }, shadow: true, result: '{"value":1}' })
})
