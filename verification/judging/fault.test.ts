import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { DomainError } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import { createLog } from '#lib/log.ts'
import { asOwner, picture, readingOf, testVerification, type TestVerification } from '../verification.fixture.ts'
import { openDecoder } from '../images/decoder.ts'
import { userCaller } from '../../test/caller.ts'
import { until } from '../../test/until.ts'

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
  expect(await box.said('verification.photo.judged')).toHaveLength(1)
})

/** A box whose store says how often it was looked for a file. */
async function counted() {
  const looks = new Map<string, number>()
  const box = await testVerification({
    storage: (plain) =>
      new Proxy(plain, {
        get(target, name) {
          const value: unknown = Reflect.get(target, name, target)
          if (name !== 'exists') return typeof value === 'function' ? value.bind(target) : value
          return (key: string) => {
            looks.set(key, (looks.get(key) ?? 0) + 1)
            return target.exists(key)
          }
        },
      }),
  })
  return { box, looksFor: (id: string) => looks.get(`uploads/${id}`) ?? 0 }
}

test('a photo that is submitted before its upload is answered waits for it, and is judged once', async () => {
  const { box, looksFor } = await counted()
  await using _ = box
  const driver = await box.user()
  const { photo, url } = (await box.requested(driver)).data?.requestPhotoUpload ?? { photo: { id: '' }, url: '' }
  await box.submit(driver, photo.id)
  await until(() => looksFor(photo.id) > 1)
  expect(await box.photo(driver, photo.id)).toMatchObject({ status: 'WAITING', reasons: [] })
  const bytes = new Uint8Array(await picture())
  expect((await fetch(url, { method: 'PUT', body: bytes })).status).toBe(201)
  expect(await box.becomes(driver, photo.id, 'APPROVED', 'REJECTED')).toMatchObject({ status: 'APPROVED' })
  expect(await box.said('verification.photo.judged')).toMatchObject([{ photoId: photo.id, verdict: 'APPROVED' }])
})

test('a photo whose file has not come when nothing can be uploaded any more is missing', async () => {
  const { box, looksFor } = await counted()
  await using _ = box
  const driver = await box.user()
  const id = (await box.requested(driver)).data?.requestPhotoUpload.photo.id ?? ''
  await box.submit(driver, id)
  await until(() => looksFor(id) > 0)
  await asOwner(box, `UPDATE photo SET requested_at = now() - interval '1 hour' WHERE id = '${id}'`)
  expect(await box.becomes(driver, id, 'REJECTED')).toMatchObject({ reasons: [{ code: 'PHOTO_MISSING' }] })
})

test('a worker of the models that dies is tried again, and the photo judged once', async () => {
  await using box = await testVerification()
  const driver = await box.user()
  let tries = 0
  box.script.read = () => (++tries < 3 ? Promise.reject(new Error('Worker terminated')) : readingOf(4_711))
  const photo = await box.judged(driver, await picture())
  expect(photo).toMatchObject({ status: 'APPROVED', reading: { value: 4_711 } })
  expect(await box.said('verification.photo.judged')).toHaveLength(1)
})

test('models that fail on a photo for good leave it to a person', async () => {
  await using box = await testVerification()
  const driver = await box.user()
  box.script.read = () => Promise.reject(new Error('The net has no such input.'))
  const id = await box.uploaded(driver, await picture())
  await box.submit(driver, id)
  await until(async () => (await failuresOf(box, id)) > 0)
  await box.db.updateTable('submission').set({ failures: 7 }).where('photo_id', '=', id).execute()
  expect(await box.becomes(driver, id, 'MANUAL_REVIEW')).toMatchObject({ reasons: [{ code: 'NOT_JUDGED' }] })
})

const failuresOf = async (box: TestVerification, photoId: string): Promise<number> =>
  (await box.db.selectFrom('submission').select('failures').where('photo_id', '=', photoId).executeTakeFirst())?.failures ?? 0

test('a photo on which the decoder fails is tried again however long it has waited, then left to a person, and can be appealed', async () => {
  const decode = () => Promise.reject(new Error('timeout: 10 s'))
  await using box = await testVerification({ decoder: { decode, [Symbol.asyncDispose]: () => Promise.resolve() } })
  const driver = await box.user()
  const id = await box.uploaded(driver, await picture())
  await box.submit(driver, id)
  await until(async () => (await failuresOf(box, id)) > 0)
  await asOwner(box, `UPDATE submission SET submitted_at = now() - interval '1 hour' WHERE photo_id = '${id}'`)
  await until(async () => (await failuresOf(box, id)) >= 2)
  expect((await box.photo(driver, id)).status).toBe('WAITING')
  await box.db.updateTable('submission').set({ failures: 7 }).where('photo_id', '=', id).execute()
  expect(await box.becomes(driver, id, 'MANUAL_REVIEW', 'REJECTED')).toMatchObject({
    status: 'MANUAL_REVIEW',
    reasons: [{ code: 'NOT_JUDGED' }],
  })
  await box.tell('odometer.upload.rejected', newId(), {
    uploadId: newId(),
    photoId: id,
    userId: driver.userId,
    vehicleId: newId(),
    reasons: [{ code: 'NO_ODOMETER', message: 'None.' }],
  })
  await box.becomes(driver, id, 'REJECTED')
  const appeal = 'mutation ($id: UUID!) { appealVerdict(input: { photoId: $id, message: "It is mine." }) { photo { status } } }'
  expect((await box.ask(driver, appeal, { id })).errors).toBeUndefined()
})

test('no room for a photo is no failure of it', async () => {
  await using box = await testVerification()
  const driver = await box.user()
  let tries = 0
  box.script.read = () => (++tries < 3 ? Promise.reject(new DomainError('UNAVAILABLE', 'Too many.')) : readingOf(1_234))
  const { id } = await box.judged(driver, await picture())
  expect(await failuresOf(box, id)).toBe(0)
})

test('what is judged is what was first looked at, whatever is uploaded meanwhile', async () => {
  await using box = await testVerification()
  const driver = await box.user()
  const [bytes, other] = [await picture(), await picture()]
  const id = await box.uploaded(driver, bytes)
  let tries = 0
  box.script.read = async () => {
    await box.storage.put(`uploads/${id}`, other)
    return ++tries < 2 ? Promise.reject(new Error('Worker terminated')) : readingOf(2_345)
  }
  await box.submit(driver, id)
  const { sha256 } = await box.becomes(driver, id, 'APPROVED')
  expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
  expect(Buffer.from(await box.storage.getBytes(`photos/${id}/original`)).equals(bytes)).toBe(true)
})

test('what was not judged when its taker withdrew their consent is refused', async () => {
  await using box = await testVerification()
  const driver = await box.user()
  const withdraw = 'mutation { withdrawConsent { consent { withdrawnAt } } }'
  const later = await box.uploaded(driver, await picture())
  box.script.read = async () => {
    await box.ask(driver, withdraw)
    return readingOf(3_456)
  }
  expect(await box.judged(driver, await picture())).toMatchObject({ status: 'REJECTED', reasons: [{ code: 'CONSENT_WITHDRAWN' }] })
  await box.submit(driver, later)
  expect((await box.becomes(driver, later, 'REJECTED')).reasons).toMatchObject([{ code: 'CONSENT_WITHDRAWN' }])
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
  expect(await box.said('verification.photo.judged')).toHaveLength(1)
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

test('a reading is measured by the thresholds of the models that read it, though others come into force meanwhile', async () => {
  await using box = await testVerification()
  const driver = await box.user()
  box.script.read = () => {
    box.script.thresholds = { approveReading: 0.5, dashboard: 0 }
    return readingOf(12_345, 0.9)
  }
  expect(await box.judged(driver, await picture())).toMatchObject({
    status: 'MANUAL_REVIEW',
    reasons: [{ code: 'LOW_CONFIDENCE' }],
  })
})

test('a photo that was looked at by the last embedding is looked at again by the next: copies of both are seen', async () => {
  await using box = await testVerification()
  const driver = await box.user()
  box.script.embedding = '1'
  box.script.read = () => {
    box.script.embedding = '2'
    return readingOf(12_345)
  }
  const { models } = await box.judged(driver, await picture())
  expect(models).toContainEqual({ name: 'photo-embedding', version: '2' })
  expect(await box.said('verification.photo.judged')).toHaveLength(1)
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
